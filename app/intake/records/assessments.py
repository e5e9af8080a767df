"""What a document is to the books of its business: bought or sold, with whom, and whether it was there before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal
from uuid import UUID


class Side(StrEnum):
    """Which side of the document the business stands on."""

    PURCHASE = "purchase"
    SALE = "sale"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Standing:
    """The side, and by what it was told. `is_ours_to_pay`: unknown, but the supplier is surely somebody else."""

    side: Side
    by: Literal["gstin", "pan", "name"] | None = None
    is_ours_to_pay: bool = False

    @property
    def is_purchase(self) -> bool:
        """Whether the document is handled as a supplier's bill."""
        return self.side is Side.PURCHASE or self.is_ours_to_pay


@dataclass(frozen=True, slots=True)
class DraftItem:
    """One line, under the names of the app's `invoice_items`; None for what the document does not say."""

    name: str
    quantity: Decimal | None
    unit: str | None
    unit_price: Decimal | None
    tax_rate: Decimal | None
    total_amount: Decimal | None
    hsn_code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The app's form, filled in as far as the document goes, under the names of its table `invoices`.

    party_id : who of the books it is; `candidates` where several fit, and the owner has to choose
    missing : names of what the form needs and the document does not tell
    """

    invoice_type: Literal["supplier", "customer"] | None
    party_id: UUID | None
    party_name: str | None
    party_gstin: str | None
    candidates: Sequence[tuple[UUID, str]] = ()
    invoice_number: str | None
    invoice_date: date | None
    due_date: date | None
    subtotal: Decimal | None
    tax_amount: Decimal | None
    discount_amount: Decimal | None
    total_amount: Decimal | None
    items: Sequence[DraftItem] = ()
    missing: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A stored document that may be the same: in the books (`document`) or among those sent (`extraction`)."""

    id: UUID
    number: str
    kind: Literal["document", "extraction"]
    why: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a document is to the books: of the time when it was read, or last set right.

    fraud : alerts and verdict of the check, or why there was none
    """

    standing: Standing
    draft: Draft
    fraud: Mapping[str, Any] = field(default_factory=dict)
    duplicates: Sequence[Duplicate] = ()
