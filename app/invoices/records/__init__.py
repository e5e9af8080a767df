"""The nouns of reading invoices: what a sentence or document says, the draft made of it, and what can go wrong.

Amounts are rupees (`Decimal`). `None` means that it was not said: nothing here is ever filled with a guess.
"""

from app.invoices.records.corrections import (
    Alignment,
    Correction,
    Kept,
    NothingCorrected,
    Right,
    RightItem,
)
from app.invoices.records.customers import Customer, Resolution
from app.invoices.records.documents import DocumentFields, Reading
from app.invoices.records.drafts import Draft, DraftLine, Generation
from app.invoices.records.images import ImageRefused, ImageText, OCRMissing, StillReading
from app.invoices.records.said import Discount, Doubt, Missing, Place, Said, SaidItem, Status
from app.invoices.records.spans import TAGGER, Role, Span
from app.invoices.records.texts import MAX_TEXT_LENGTH, BadSentences, TextTooLong

__all__ = [
    "MAX_TEXT_LENGTH",
    "TAGGER",
    "Alignment",
    "BadSentences",
    "Correction",
    "Customer",
    "Discount",
    "DocumentFields",
    "Doubt",
    "Draft",
    "DraftLine",
    "Generation",
    "ImageRefused",
    "ImageText",
    "Kept",
    "Missing",
    "NothingCorrected",
    "OCRMissing",
    "Place",
    "Reading",
    "Resolution",
    "Right",
    "RightItem",
    "Role",
    "Said",
    "SaidItem",
    "Span",
    "Status",
    "StillReading",
    "TextTooLong",
]
