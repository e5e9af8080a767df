"""What the business's own books and the law add to a draft: offered or worked out beside it, never filled in."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Goods:
    """Something that the business sells, as it last did or as its list of products has it."""

    name: str
    unit: str | None = None
    unit_price: Decimal | None = None
    gst_rate_percent: Decimal | None = None
    hsn_code: str | None = None
    product_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is usual for the line with the number `item` (from 0); only what was not said about it."""

    item: int
    name: str
    unit_price: Decimal | None
    unit: str | None
    gst_rate_percent: Decimal | None
    hsn_code: str | None
    product_id: UUID | None


@dataclass(frozen=True, slots=True)
class TaxBreakup:
    """How the tax of a draft divides. `head` is None, and so are the amounts, where a state is not known.

    local_tax : what stands beside CGST, SGST or UTGST; its amount is `sgst`
    place_of_supply : two-digit code
    message : why, in a sentence
    """

    head: Literal["cgst_sgst", "igst"] | None
    cgst: Decimal | None
    sgst: Decimal | None
    igst: Decimal | None
    local_tax: str | None
    place_of_supply: str | None
    laws: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Seller:
    """The business that draws up the invoice, as far as its tax needs to know it."""

    gstin: str | None
    state: str | None
