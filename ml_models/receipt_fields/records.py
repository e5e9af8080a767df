"""What the model sees of a receipt: numbers and hashes, never its words. JSON of these can be kept without its text."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Field = Literal["company", "address", "date", "total"]
FIELDS: tuple[Field, ...] = ("company", "address", "date", "total")
HASHES = 2**15
"""How many places words and letters are hashed to: with 4,000 different ones of a training, few share a place."""

Ids = tuple[int, ...]
"""Places in 0..HASHES-1 of what was seen; each once."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible value.

    start, end : the lines it stands in, `end` behind the last
    cues : numbers in the order of the columns of its field
    ids : hashed words around it; empty for company and address, whose lines say that
    keys : hashes of its letters, most exact first: the same value elsewhere has the same
    """

    start: int
    end: int
    cues: tuple[float, ...]
    ids: Ids = ()
    keys: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One receipt: the hashed looks of its lines, and the candidates of each field."""

    lines: tuple[Ids, ...]
    candidates: Mapping[Field, tuple[Candidate, ...]]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A receipt with the numbers of the candidates that are right; a field without any teaches nothing.

    name : copies of one receipt share it; family : receipts of one shop share it, so that whole shops can be held out
    """

    evidence: Evidence
    right: Mapping[Field, frozenset[int]]
    name: str
    family: str
