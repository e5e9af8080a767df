"""Files that must not become models, each with a word of the reason that an admin reads."""

import json
import pickle
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from ml_models import archive, bundle
from ml_models.contracts import Bundle

Maker = Callable[[Bundle, Path], bytes]


class Malicious:
    """What a malicious pickle holds: whoever loads it writes the canary file."""

    def __init__(self, canary: Path) -> None:
        self.canary = canary

    def __reduce__(self) -> tuple[Any, ...]:
        """The call that unpickling makes."""
        return (Path.write_text, (self.canary, "touched"))


def malicious_pickle(good: Bundle, canary: Path) -> bytes:
    """A plain pickle."""
    return pickle.dumps(Malicious(canary))


def pickle_in_a_bundle(good: Bundle, canary: Path) -> bytes:
    """A pickle where the manifest promises skops, its hash correct."""
    return _bundle_of(good, pickle.dumps(Malicious(canary)))


def pickle_in_an_array(good: Bundle, canary: Path) -> bytes:
    """A skops file with an array of objects, which numpy would unpickle."""
    members = archive.unpacked(good.content)
    name = next(name for name in members if name.endswith(".npy"))
    header = b"{'descr': '|O', 'fortran_order': False, 'shape': (1,), }"
    header += b" " * (117 - len(header)) + b"\n"
    members[name] = b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header + malicious_pickle(good, canary)
    return _bundle_of(good, _zipped(members))


def nothing_of_a_model(good: Bundle, canary: Path) -> bytes:
    """A text."""
    return b"this is a shopping list, not a model\n" * 100


def truncated(good: Bundle, canary: Path) -> bytes:
    """The first half."""
    whole = bundle.written(good)
    return whole[: len(whole) // 2]


def with_a_flipped_bit(good: Bundle, canary: Path) -> bytes:
    """A bit of the model itself, in a zip that is whole."""
    content = bytearray(good.content)
    content[len(content) // 2] ^= 1
    members = {bundle.MANIFEST: bundle.canonical(good.manifest), bundle.MODEL: bytes(content)}
    return _zipped(members)


def escaping_zip(good: Bundle, canary: Path) -> bytes:
    """A member that would be written outside."""
    return _zipped({"../../canary": b"touched", bundle.MANIFEST: b"{}", bundle.MODEL: b""})


def bomb(good: Bundle, canary: Path) -> bytes:
    """A thousandfold when unpacked."""
    return _zipped({bundle.MANIFEST: b"{}", bundle.MODEL: b"\0" * (64 << 20)})


def unknown_type(good: Bundle, canary: Path) -> bytes:
    """A type that our list does not have."""
    members = archive.unpacked(good.content)
    schema = json.loads(members["schema.json"])
    schema["__class__"], schema["__module__"] = "Popen", "subprocess"
    members["schema.json"] = json.dumps(schema).encode()
    return _bundle_of(good, _zipped(members))


def other_scikit_learn(good: Bundle, canary: Path) -> bytes:
    """Written by a version of long ago."""
    mapping = bundle.as_mapping(good.manifest) | {"frameworks": {"scikit-learn": "0.19.2", "skops": "0.1"}}
    return bundle.written(Bundle(bundle.manifest_of(mapping), good.content))


def other_model(good: Bundle, canary: Path) -> bytes:
    """A version of something else."""
    mapping = bundle.as_mapping(good.manifest) | {"name": "somebody_else"}
    return bundle.written(Bundle(bundle.manifest_of(mapping), good.content))


def empty(good: Bundle, canary: Path) -> bytes:
    """Nothing."""
    return b""


BAD: Mapping[str, tuple[Maker, str]] = {
    "model.pkl": (malicious_pickle, "convert"),
    "model.joblib": (malicious_pickle, "convert"),
    "renamed.fineasy-model": (malicious_pickle, "convert"),
    "pickle-inside.fineasy-model": (pickle_in_a_bundle, ""),
    "objects.fineasy-model": (pickle_in_an_array, ""),
    "text.skops": (nothing_of_a_model, ""),
    "half.fineasy-model": (truncated, ""),
    "flipped.fineasy-model": (with_a_flipped_bit, "bytes"),
    "escaping.zip": (escaping_zip, ""),
    "bomb.fineasy-model": (bomb, ""),
    "unknown.fineasy-model": (unknown_type, "subprocess"),
    "old.fineasy-model": (other_scikit_learn, "scikit-learn"),
    "other.fineasy-model": (other_model, "somebody_else"),
    "empty.fineasy-model": (empty, "empty"),
}


def _bundle_of(good: Bundle, content: bytes) -> bytes:
    said = bundle.as_mapping(good.manifest)
    again = bundle.bundled(
        content,
        name=said["name"],
        kind=good.manifest.kind,
        task=good.manifest.task,
        frameworks=good.manifest.frameworks,
        features=good.manifest.features,
        smoke=good.manifest.smoke,
        created_at=good.manifest.created_at,
    )
    return bundle.written(again)


def _zipped(members: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()
