"""What lies inside a model's own bytes, by kind: the types it names, the versions it says, nothing hidden."""

import hashlib
from collections.abc import Callable, Mapping

from ml_models import archive
from ml_models.contracts import Kind, RefusedModel
from ml_models.inspection import arrays_file, npy, onnx_file, pickles, skops_file, spacy_folder, versions
from ml_models.inspection.records import Inspection

NAMES = {
    Kind.SKOPS: "scikit-learn model (skops)",
    Kind.SPACY: "spaCy pipeline",
    Kind.ARRAYS: "arrays of numbers",
    Kind.ONNX: "ONNX graph",
}
Found = tuple[tuple[str, ...], Mapping[str, str]]


def kind_of(members: Mapping[str, bytes]) -> Kind | None:
    """The kind of an archive by the one file that each kind must have."""
    by_file = {skops_file.SCHEMA: Kind.SKOPS, spacy_folder.CONFIG: Kind.SPACY, arrays_file.MODEL: Kind.ARRAYS}
    return next((kind for name, kind in by_file.items() if name in members), None)


def looked_into(kind: Kind, content: bytes, limits: archive.Limits) -> Inspection:
    """The inspection of a model's own bytes, said to be of `kind`. Raises `RefusedModel`."""
    pickles.refuse(content, "the model")
    inside, frameworks = _onnx(content) if kind == Kind.ONNX else _archive(kind, content, limits)
    versions.refuse_others(frameworks)
    return Inspection(
        what=NAMES[kind],
        kind=kind,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        size_bytes=len(content),
        frameworks=frameworks,
        inside=inside,
    )


def refuse_hidden(members: Mapping[str, bytes]) -> None:
    """Return when no member is a pickle or an array of objects, whatever its name. Raises `RefusedModel`."""
    for name, member in members.items():
        if pickles.is_pickle(member):
            raise RefusedModel(
                "pickle",
                f"A pickle is hidden in the archive as {name!r}. Such a file could run code, so it is not opened. "
                f"{pickles.HOW_TO_CONVERT}",
            )
        if member.startswith(npy.MAGIC):
            npy.header(member, name)


def _archive(kind: Kind, content: bytes, limits: archive.Limits) -> Found:
    members = archive.unpacked(content, limits)
    refuse_hidden(members)
    if kind_of(members) != kind:
        raise RefusedModel(
            "other_kind", f"The manifest says the model is of the kind {kind.value!r}, but its bytes are not."
        )
    return LOOK[kind](members)


def _skops(members: Mapping[str, bytes]) -> Found:
    walk = skops_file.walked(members)
    return tuple(sorted(walk.types)), walk.frameworks


def _spacy(members: Mapping[str, bytes]) -> Found:
    return spacy_folder.components(members), spacy_folder.frameworks(members)


def _arrays(members: Mapping[str, bytes]) -> Found:
    return (str(arrays_file.described(members)["class"]),), {}


def _onnx(content: bytes) -> Found:
    return onnx_file.operators(content), {}


LOOK: Mapping[Kind, Callable[[Mapping[str, bytes]], Found]] = {
    Kind.SKOPS: _skops,
    Kind.SPACY: _spacy,
    Kind.ARRAYS: _arrays,
}
