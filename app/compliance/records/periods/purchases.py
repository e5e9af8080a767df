"""The nouns of what a business bought: a bill as its credit is judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from app.gst.arithmetic import Heads


class Claim(StrEnum):
    """Whether the tax on a bill is credit, as far as the books tell. All but the first two are why it is none."""

    CREDIT = "credit"
    REVERSE_CHARGE = "reverse_charge"
    UNTAXED = "untaxed"
    SUPPLIER_UNKNOWN = "supplier_unknown"
    SUPPLIER_WITHOUT_GSTIN = "supplier_without_gstin"
    SUPPLIER_GSTIN_INVALID = "supplier_gstin_invalid"
    OWN_GSTIN_MISSING = "own_gstin_missing"
    PLACE_ELSEWHERE = "place_elsewhere"
    HEADS_UNKNOWN = "heads_unknown"


@dataclass(frozen=True, slots=True)
class Purchase:
    """A supplier's bill, or a note that lowers one (`sign` -1). `tax` is what was charged, `heads` how, if told.

    `heads` of a reverse-charge bill are what this business owes on it. `blocked_hint` names a line that reads like one
    of those whose credit s.17(5) blocks; the books cannot tell what it was bought for.
    """

    document_id: UUID
    number: str
    issued_on: date
    entered_on: date | None
    supplier_id: UUID | None
    supplier_name: str | None
    supplier_gstin: str | None
    value: Decimal
    tax: Decimal
    total: Decimal
    heads: Heads | None
    claim: Claim
    sign: int
    is_inter_state: bool | None
    untaxed_value: Decimal
    non_gst_value: Decimal
    blocked_hint: str | None = None
    is_import: bool = False

    @property
    def credit(self) -> Heads:
        """What may be claimed of it; negative for a note, nothing where it is no credit."""
        heads = self.heads
        if heads is None or self.claim not in (Claim.CREDIT, Claim.REVERSE_CHARGE):
            return Heads()
        sign = self.sign
        return Heads(sign * heads.cgst, sign * heads.sgst, sign * heads.igst, sign * heads.cess)


Purchases = Sequence[Purchase]
