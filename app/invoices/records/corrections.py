"""What a person says a sentence meant, after reading the draft made of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from app.invoices.records.said import Discount
from app.invoices.records.spans import Span
from app.values.errors import Invalid


@dataclass(frozen=True, slots=True, kw_only=True)
class RightItem:
    """One line as it should be; None for what the line does not have."""

    description: str
    quantity: Decimal | None = None
    unit: str | None = None
    unit_price: Decimal | None = None
    gst_rate: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """Everything as it should be; None for what was not said."""

    customer_name: str | None = None
    items: tuple[RightItem, ...] = ()
    gst_rate: Decimal | None = None
    discount: Discount | None = None
    payment_mode: str | None = None
    due_in_days: int | None = None
    due_date: date | None = None
    invoice_date: date | None = None
    total: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What is sent: the sentence, the right parts, and the same as it came (`entities`) to be kept."""

    id: UUID
    business_id: UUID
    raw_input: str
    right: Right
    entities: Mapping[str, Any]
    answer_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where the right parts stand in the normalised sentence, and the names of those that do not stand there."""

    spans: tuple[Span, ...]
    not_found: tuple[str, ...] = field(default=())

    @property
    def is_whole(self) -> bool:
        """Whether every part that was named stands in the sentence, so that it can teach."""
        return bool(self.spans) and not self.not_found


@dataclass(frozen=True, slots=True)
class Kept:
    """A correction as it is kept under its id."""

    id: UUID
    answer_id: UUID | None
    raw_input: str
    entities: Mapping[str, Any]
    spans: tuple[Span, ...]
    is_aligned: bool


class NothingCorrected(Invalid):
    """A correction that says nothing."""

    code = "nothing_corrected"
    message = "This correction names neither a customer nor any goods. Please send the parts as they should be."
