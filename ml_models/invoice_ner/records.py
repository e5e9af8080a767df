"""What the tagger knows of: its labels, and sentences with the places of their parts."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

Span = tuple[int, int, str]
"""First character, the one behind the last, and the label."""

LABELS = (
    "CUSTOMER",
    "DATE",
    "DISCOUNT",
    "DUE",
    "GST_RATE",
    "ITEM",
    "PAYMENT_MODE",
    "PRICE",
    "QUANTITY",
    "TOTAL",
    "UNIT",
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence and its spans, in order and without overlap."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Examples:
    """What a training learns from; `repeats` of the sentences of people count as often as several generated ones."""

    generated: Sequence[Labelled]
    observed: Sequence[Labelled] = field(default=())
    repeats: int = 3

    @cached_property
    def rows(self) -> tuple[Labelled, ...]:
        """Everything in one row, the observed ones as often as they count."""
        return (*self.generated, *(one for one in self.observed for _ in range(self.repeats)))

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the rows, whatever their order."""
        lines = sorted(json.dumps([one.text, one.spans], ensure_ascii=False) for one in self.rows)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()
