"""Models to bytes and back, one module a `Kind`. None can carry code; each loads only what passed inspection.

The modules are imported when called: reading a manifest or inspecting a file needs no scikit-learn and no spaCy.
"""

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from ml_models.contracts import Kind

WRITTEN_WITH = {
    Kind.SKOPS: ("scikit-learn", "skops", "numpy"),
    Kind.SPACY: ("spacy", "thinc", "numpy"),
    Kind.ARRAYS: ("numpy",),
    Kind.ONNX: ("onnxruntime",),
}


def dump(kind: Kind, model: Any) -> bytes:
    """The model as bytes, the same for the same model. Raises `RefusedModel` when it holds what could not be loaded."""
    written: bytes = _module(kind).dump(model)
    return written


def load(kind: Kind, content: bytes) -> Any:
    """The model again. Inspects `content` once more before opening it, and raises `RefusedModel` as inspection does."""
    return _module(kind).load(content)


def frameworks(kind: Kind) -> dict[str, str]:
    """Library and installed version with which this process writes such a file: `Manifest.frameworks`."""
    return {name: _version(name) for name in WRITTEN_WITH[kind]}


def _module(kind: Kind) -> Any:
    return import_module(f"{__name__}.{kind.value}_format")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
