"""The nouns of what a business sold in a period: a supply as GSTR-1 asks for it, and what keeps one out of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from app.compliance.records.periods.serials import Nature
from app.compliance.records.periods.tax_period import GST_BEGAN
from app.gst.arithmetic import Heads
from app.gst.parties import Recipient, SupplyKind
from app.values import money


class PlaceBasis(StrEnum):
    """What tells the place of supply. `supplier` is the law's answer where the invoice gives no address."""

    STATED = "stated"
    EXPORT = "export"
    RECIPIENT_GSTIN = "recipient_gstin"
    TAX_CHARGED = "tax_charged"
    ADDRESS = "address"
    SUPPLIER = "supplier"


class Obstacle(StrEnum):
    """Why a document cannot be reported before something is put right."""

    SUPPLIER_STATE_UNKNOWN = "supplier_state_unknown"
    PARTY_UNKNOWN = "party_unknown"
    NUMBER_MISSING = "number_missing"
    LINES_MISSING = "lines_missing"
    RATE_MISSING = "rate_missing"
    TAX_NOT_CHARGED = "tax_not_charged"
    RECIPIENT_GSTIN_INVALID = "recipient_gstin_invalid"
    RECIPIENT_GSTIN_MISSING = "recipient_gstin_missing"
    PLACE_UNKNOWN = "place_of_supply_unknown"
    HEAD_CONTRADICTS_PLACE = "head_contradicts_place"
    HSN_MISSING = "hsn_missing"


@dataclass(frozen=True, slots=True)
class Part:
    """One line: its value before tax after every discount, and its share of the tax."""

    description: str | None
    hsn: str | None
    unit: str | None
    quantity: Decimal
    rate_percent: Decimal
    treatment: SupplyKind
    value: Decimal
    heads: Heads


@dataclass(frozen=True, slots=True)
class Supply:
    """One invoice or note of ours as a return sees it. `original_total` is the value of the invoice that a note names.

    `heads` of a reverse-charge supply are what the recipient pays; the supplier owes none of it.
    """

    document_id: UUID
    nature: Nature
    number: str
    issued_on: date
    party_name: str | None
    recipient: Recipient
    recipient_gstin: str | None
    supplier_state: str
    place: str
    place_basis: PlaceBasis
    is_reverse_charge: bool
    total: Decimal
    parts: Sequence[Part]
    original_total: Decimal | None = None
    original_on: date | None = None

    @property
    def is_inter_state(self) -> bool:
        """Whether it moves between States, as SEZ supplies and exports always do (IGST Act 2017, s.7)."""
        return self.place != self.supplier_state or self.recipient in (Recipient.SEZ, Recipient.OVERSEAS)

    @property
    def limits_on(self) -> date:
        """The day whose limits hold: that of the invoice, also for a note on it, unless that was before GST."""
        is_known = self.original_on is not None and self.original_on >= GST_BEGAN.first
        return self.original_on if is_known and self.original_on else self.issued_on

    @property
    def sign(self) -> int:
        """-1 for a credit note, which takes away."""
        return -1 if self.nature is Nature.CREDIT_NOTE else 1

    @property
    def is_taxed(self) -> bool:
        """Whether any of it bears tax."""
        return any(part.heads.total for part in self.parts)


@dataclass(frozen=True, slots=True)
class Kept:
    """A document that cannot be reported, or not wholly, and why; `lines` names the lines where only some are meant."""

    document_id: UUID
    number: str
    issued_on: date
    party_name: str | None
    total: Decimal
    obstacle: Obstacle
    lines: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Outward:
    """What a business issued in a period: what can be reported, and what cannot."""

    supplies: Sequence[Supply]
    kept: Sequence[Kept]


@dataclass(frozen=True, slots=True)
class Sum:
    """Money of several documents, credit notes taken off. `value` is the worth of the documents with their tax."""

    documents: int = 0
    value: Decimal = money.ZERO
    taxable_value: Decimal = money.ZERO
    heads: Heads = field(default_factory=Heads)
