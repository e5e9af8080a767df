"""Codes that are suggested for what a shop calls an item."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

MODEL = "hsn_words"
"""The learned model of wordings."""

WITHOUT_MODEL = "shop-words-1"
"""Who answers where no version of it can: the words of shops alone."""

MOST = 5


@dataclass(frozen=True, slots=True)
class SuggestionQuestion:
    """An item as a shop calls it, and rupees a piece or pair without tax where they are known."""

    description: str
    unit_price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Likely:
    """A code, and the chance (0 to 1) that it is the right one."""

    code: str
    chance: float


@dataclass(frozen=True, slots=True)
class Told:
    """What one model says of a wording, likeliest first."""

    model: str
    codes: Sequence[Likely]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A code, what it is in our words, how sure, and the rates in percent that it may bear today."""

    code: str
    description: str
    confidence: float
    gst_rates: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class SuggestionAnswer:
    """At most five suggestions, best first; none where the words tell nothing. `model` is who judged."""

    suggestions: tuple[Suggestion, ...]
    model: str
    sources: tuple[str, ...]
    valid_from: date | None = None
    valid_to: date | None = None
