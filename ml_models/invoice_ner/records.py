"""What the tagger knows of: its labels, and sentences with the places of their parts."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

Span = tuple[int, int, str]
"""First character, the one behind the last, and a `Role`."""


class Role(StrEnum):
    """What a part of a sentence is."""

    CUSTOMER = "CUSTOMER"
    DATE = "DATE"
    DISCOUNT = "DISCOUNT"
    DUE = "DUE"
    GST_RATE = "GST_RATE"
    ITEM = "ITEM"
    PAYMENT_MODE = "PAYMENT_MODE"
    PRICE = "PRICE"
    QUANTITY = "QUANTITY"
    TOTAL = "TOTAL"
    UNIT = "UNIT"


LABELS = tuple(role.value for role in Role)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence and its spans, in order and without overlap."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Examples:
    """What a training learns from.

    repeats : as how many generated sentences one of people counts
    norms : what words that are used alike stand for
    """

    generated: Sequence[Labelled]
    observed: Sequence[Labelled] = ()
    repeats: int = 3
    norms: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def rows(self) -> tuple[Labelled, ...]:
        """Everything in one row, the observed ones as often as they count."""
        return (*self.generated, *(one for one in self.observed for _ in range(self.repeats)))

    def without(self, held: Collection[Labelled]) -> "Examples":
        """The same without some sentences."""
        generated, observed = ([one for one in rows if one not in held] for rows in (self.generated, self.observed))
        return replace(self, generated=generated, observed=observed)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the rows, whatever their order, and of the norms."""
        lines = sorted(json.dumps([one.text, one.spans], ensure_ascii=False) for one in self.rows)
        lines.append(json.dumps(sorted(self.norms.items()), ensure_ascii=False))
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()
