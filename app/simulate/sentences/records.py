"""The nouns: a sentence, the places of its parts, and what its speaker meant."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from ml_models.invoice_ner.records import Span


class Language(StrEnum):
    """How people of an Indian shop write: English, Hindi in Latin letters mixed with it, Hindi in Devanagari."""

    ENGLISH = "en"
    HINGLISH = "hinglish"
    HINDI = "hi"


class Share(StrEnum):
    """Which templates and names: those for training, or those kept apart for measuring."""

    KNOWN = "known"
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class MeantItem:
    """One line that was meant; `description` as it is written in the sentence."""

    description: str
    quantity: Decimal
    unit: str | None
    price: Decimal
    gst_rate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Meant:
    """What the speaker wanted; `None` for what was not said."""

    customer: str
    items: tuple[MeantItem, ...]
    gst_rate: Decimal | None = None
    discount: tuple[Literal["percent", "amount"], Decimal] | None = None
    payment_mode: str | None = None
    due_in_days: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, normalised as the reader sees it; `meant` is None for what asks for no invoice."""

    text: str
    spans: tuple[Span, ...]
    language: Language
    meant: Meant | None
