"""What a model file must say about itself, and what every part that trains, checks, keeps or serves one agrees on.

Kinds of file follow what was measured before building: skops for scikit-learn, spaCy's own folder in one archive, numpy
arrays with JSON where skops is slow (large vocabularies), ONNX without external data. None of them can carry code.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol


class Kind(StrEnum):
    """How the bytes of a model are written."""

    SKOPS = "skops"
    SPACY = "spacy"
    ARRAYS = "arrays"
    ONNX = "onnx"


class Task(StrEnum):
    """What a model answers, and so how it is asked: see `predicting`."""

    BINARY = "binary"
    """Rows of numbers in the order of `features`; the chance, 0..1, that the claim holds."""
    TAGGING = "tagging"
    """Sentences; for each the spans `(start, end, label)` in characters."""
    RANKING = "ranking"
    """Texts; for each its likeliest labels `(label, chance)`, best first, none where nothing is likely."""


class Scorer(Protocol):
    """Says of rows of inputs how likely the claim holds of each: as many chances, 0..1, in the same order."""

    def __call__(self, rows: Sequence[Sequence[float]], /) -> Sequence[float]: ...


class RefusedModel(ValueError):
    """A file that is not taken. `reason` is a sentence for an admin, `code` a word for a machine."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Smoke:
    """A few inputs and what the model answered when it was made: it must answer so wherever it is loaded."""

    inputs: Sequence[Any]
    outputs: Sequence[Any]
    tolerance: float = 1e-6


@dataclass(frozen=True, slots=True)
class Shares:
    """How one input was spread over the training rows: `edges` cut the line, `shares` (one more) add up to 1."""

    edges: tuple[float, ...]
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What stands beside a model's bytes. Its canonical JSON is signed; `version` is 0 before a registry has it.

    sha256, size_bytes : of the bytes, checked before any parser sees them
    frameworks : library and version with which it was written
    features : names of the inputs in their order; empty where the input is text
    metrics : by name `{"value", "low", "high", "cases"}`, on the evaluation sets that the card names
    data_fingerprint : SHA-256 of the training rows; parent : label of the version it was made to replace
    """

    name: str
    version: int = 0
    kind: Kind
    task: Task
    sha256: str
    size_bytes: int
    frameworks: Mapping[str, str]
    features: tuple[str, ...] = ()
    data_fingerprint: str = ""
    code_version: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    seed: int | None = None
    metrics: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    inputs: Mapping[str, Shares] = field(default_factory=dict)
    smoke: Smoke
    parent: str | None = None
    author: str = ""
    licence: str = ""
    created_at: datetime

    @property
    def label(self) -> str:
        """The version as answers carry it, such as `duplicate_pairs-3`."""
        return f"{self.name}-{self.version}"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A model as it travels: its bytes, what they say of themselves, and who vouches for it."""

    manifest: Manifest
    content: bytes
    signature: str = ""
