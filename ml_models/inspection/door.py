"""The order of checks: size, what the file is, the archive, hash and signature, and only then what lies inside.

A file is judged by its bytes; its name only decides between words in a refusal.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import BinaryIO

from ml_models import archive, bundle
from ml_models.contracts import Bundle, Kind, RefusedModel
from ml_models.inspection import contents, pickles, versions
from ml_models.inspection.records import Inspection

MOST_BYTES = 64 << 20
MOST_UNPACKED = 512 << 20
PICKLE_SUFFIXES = (".pkl", ".pickle", ".joblib", ".sav", ".pt", ".pth")
ZIP = b"PK\x03\x04"


def inspected(
    content: bytes,
    *,
    filename: str,
    name: str | None = None,
    most_bytes: int = MOST_BYTES,
    most_unpacked: int = MOST_UNPACKED,
    vouched: Callable[[Bundle], None] | None = None,
) -> Inspection:
    """What `content` is, when it may be loaded. Raises `RefusedModel` with a sentence that says what to do.

    name : the model it is meant to be a version of; another name in the manifest is refused
    vouched : called with the bundle once its hash is right and before its bytes are looked into; raises to refuse
    """
    refuse_size(len(content), most_bytes)
    pickles.refuse(content, filename)
    limits = archive.Limits(most_unpacked=most_unpacked)
    if not content.startswith(ZIP):
        return (
            contents.looked_into(Kind.ONNX, content, limits) if _may_be_onnx(content, filename) else _unknown(filename)
        )
    members = archive.unpacked(content, limits)
    if bundle.MANIFEST not in members and bundle.MODEL not in members:
        contents.refuse_hidden(members)
        kind = contents.kind_of(members)
        return contents.looked_into(kind, content, limits) if kind else _unknown(filename)
    return _of_bundle(bundle.of_members(members), name, limits, vouched)


def _of_bundle(
    opened: Bundle, name: str | None, limits: archive.Limits, vouched: Callable[[Bundle], None] | None
) -> Inspection:
    manifest = opened.manifest
    if name is not None and manifest.name != name:
        raise RefusedModel(
            "other_name", f"This is a model {manifest.name!r}, uploaded as {name!r}. Upload it under its own name."
        )
    if vouched:
        vouched(opened)
    versions.refuse_others(manifest.frameworks)
    inside = contents.looked_into(manifest.kind, opened.content, limits)
    return replace(inside, what=f"model bundle, {inside.what}", manifest=manifest, signature=opened.signature)


def read_capped(file: BinaryIO, most_bytes: int = MOST_BYTES) -> bytes:
    """The whole file, or `RefusedModel` as soon as more than `most_bytes` came, however large it is."""
    parts, size = [], 0
    while part := file.read(min(1 << 20, most_bytes + 1 - size)):
        parts.append(part)
        size += len(part)
        if size > most_bytes:
            break
    refuse_size(size, most_bytes)
    return b"".join(parts)


def refuse_size(size_bytes: int, most_bytes: int) -> None:
    """Return when a file of this size may be read at all. Raises `RefusedModel`."""
    if size_bytes > most_bytes:
        raise RefusedModel(
            "too_large", f"The file has more than {most_bytes >> 20} MB, the most that is taken (MODEL_MAX_FILE_SIZE)."
        )
    if size_bytes == 0:
        raise RefusedModel("empty", "The file is empty.")


def _may_be_onnx(content: bytes, filename: str) -> bool:
    """ONNX has no magic; its first field is the version of the format, a small number."""
    return content[:1] == b"\x08" or filename.lower().endswith(".onnx")


def _unknown(filename: str) -> Inspection:
    if filename.lower().endswith(PICKLE_SUFFIXES):
        raise RefusedModel("pickle", f"Files like {filename[:80]!r} are not taken. {pickles.HOW_TO_CONVERT}")
    raise RefusedModel(
        "unknown_file",
        f"{filename[:80]!r} is none of the kinds of model known here: a {bundle.SUFFIX} bundle, a .skops file, a "
        "packed spaCy pipeline, arrays, or an ONNX graph. It may be cut off at its beginning.",
    )
