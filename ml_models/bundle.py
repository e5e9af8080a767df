"""A model as it travels: one zip holding `manifest.json`, `model.bin` and, where somebody vouches for it, `signature`.

The manifest's canonical JSON is what gets signed, so it must come out the same wherever it has been: sorted keys, no
spaces, and numbers in the one form that survives PostgreSQL's jsonb (which knows no difference of 5.0 and 5, nor -0.0).
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from ml_models import archive, manifests
from ml_models.contracts import Bundle, Manifest, RefusedModel

SUFFIX = ".fineasy-model"
MANIFEST, MODEL, SIGNATURE = "manifest.json", "model.bin", "signature"
MOST_MANIFEST = 2 << 20
MOST_SIGNATURE = 4096

canonical = manifests.canonical
manifest_of = manifests.manifest_of
as_mapping = manifests.as_mapping


def bundled(content: bytes, **said: Any) -> Bundle:
    """A bundle of fresh bytes, unsigned: `said` are the manifest's fields but `sha256` and `size_bytes`."""
    return Bundle(Manifest(sha256=hashlib.sha256(content).hexdigest(), size_bytes=len(content), **said), content)


def written(bundle: Bundle) -> bytes:
    """The one file. The same bundle gives the same bytes. Raises `RefusedModel` when the manifest cannot be written."""
    check_hash(bundle.manifest, bundle.content)
    members = {MANIFEST: canonical(bundle.manifest), MODEL: bundle.content}
    if bundle.signature:
        members[SIGNATURE] = bundle.signature.encode()
    return archive.packed(members)


def read(content: bytes, limits: archive.Limits = archive.USUAL) -> Bundle:
    """What the file holds; the hash agrees, the signature is only read. Raises `RefusedModel`.

    The model's own bytes are counted and hashed, never looked into.
    """
    return of_members(archive.unpacked(content, limits))


def of_members(members: Mapping[str, bytes]) -> Bundle:
    """The bundle that an unpacked archive is. Raises `RefusedModel` when it is none, or its hash differs."""
    if MANIFEST not in members or MODEL not in members or set(members) - {MANIFEST, MODEL, SIGNATURE}:
        raise RefusedModel(
            "not_a_bundle",
            f"A model file holds {MANIFEST}, {MODEL} and perhaps {SIGNATURE}; this one holds {_names(members)}.",
        )
    if len(members[MANIFEST]) > MOST_MANIFEST or len(members.get(SIGNATURE, b"")) > MOST_SIGNATURE:
        raise RefusedModel("bad_manifest", "The manifest or the signature is far longer than one can be.")
    manifest = manifest_of(_json(members[MANIFEST]))
    check_hash(manifest, members[MODEL])
    return Bundle(manifest, members[MODEL], _text(members.get(SIGNATURE, b"")))


def check_hash(manifest: Manifest, content: bytes) -> None:
    """Return when `content` is what the manifest speaks of. Raises `RefusedModel`."""
    if len(content) != manifest.size_bytes or hashlib.sha256(content).hexdigest() != manifest.sha256:
        raise RefusedModel(
            "hash_mismatch",
            "The model's bytes are not those its manifest speaks of: the file was changed after it was made. "
            "Send it again from where it was made.",
        )


def _json(content: bytes) -> Any:
    try:
        return json.loads(content, object_pairs_hook=_once)
    except (ValueError, RecursionError) as broken:
        raise RefusedModel("bad_manifest", "The manifest is not JSON, or names one field twice.") from broken


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a field twice")
    return found


def _text(content: bytes) -> str:
    try:
        return content.decode("ascii").strip()
    except UnicodeDecodeError as broken:
        raise RefusedModel("bad_signature", "The signature in the file is not text.") from broken


def _names(members: Mapping[str, bytes]) -> str:
    names = sorted(members)
    return ", ".join(names[:5]) + (" ..." if len(names) > 5 else "") if names else "nothing"
