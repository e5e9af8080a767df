"""What one sentence says. `None` means that it was not said."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal


class Status(StrEnum):
    """What became of a sentence: a draft, a request that lacks something, or no request for an invoice at all."""

    DRAFT = "draft"
    NEEDS_INPUT = "needs_input"
    REJECTED = "rejected"


class Missing(StrEnum):
    """What a request must say, or say otherwise, before it can be a draft."""

    CUSTOMER = "customer"
    ITEMS = "items"
    DESCRIPTION = "description"
    QUANTITY = "quantity"
    PRICE = "price"
    SMALLER_AMOUNTS = "smaller_amounts"
    SMALLER_DISCOUNT = "smaller_discount"


class Doubt(StrEnum):
    """Why a reading may be wrong although nothing contradicts it: where it had to guess from places and neighbours."""

    NOT_WHOLE = "not_whole"
    """It is no draft yet."""
    NO_CUSTOMER = "no_customer"
    PLACED_CUSTOMER = "placed_customer"
    """No word leads the customer in; the name was taken for its place in the sentence."""
    LONG_NAME = "long_name"
    SCATTERED_GOODS = "scattered_goods"
    """The words of one line do not stand side by side: some of them may be no goods."""
    LONG_GOODS = "long_goods"
    UNIT_AS_GOODS = "unit_as_goods"
    """A line names nothing but a measure."""
    UNREAD_NUMBER = "unread_number"
    UNREAD_WORD = "unread_word"


@dataclass(frozen=True, slots=True)
class Discount:
    """What is taken off before tax."""

    kind: Literal["percent", "amount"]
    value: Decimal


@dataclass(frozen=True, slots=True)
class SaidItem:
    """One line as it was said; `amount` stands instead of a price where the sum of the line was said.

    `stated_sum` is a sum that was said beside the price, and may contradict it.
    """

    description: str
    quantity: Decimal | None = None
    unit: str | None = None
    unit_price: Decimal | None = None
    amount: Decimal | None = None
    gst_rate_percent: Decimal | None = None
    stated_sum: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: its path in the answer, and characters `start` to before `end` of the text as sent."""

    path: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """Everything that one sentence says, and no more."""

    status: Status
    customer_name: str | None = None
    items: tuple[SaidItem, ...] = ()
    gst_rate_percent: Decimal | None = None
    is_tax_inclusive: bool = False
    discount: Discount | None = None
    payment_mode: str | None = None
    due_in_days: int | None = None
    due_on: date | None = None
    issued_on: date | None = None
    stated_total: Decimal | None = None
    paid_in_advance: Decimal | None = None
    invoice_number: str | None = None
    phone: str | None = None
    missing: tuple[tuple[Missing, str], ...] = ()
    share_understood: float = 0.0
    strain: float = 0.0
    """How much the reading leaves to wonder about: ranks readings of one sentence, and means nothing beside that."""
    doubts: tuple[Doubt, ...] = ()
    places: tuple[Place, ...] = ()
    misread: tuple[str, ...] = ()
    """What stands in the sentence and was not taken as it is written: a minus sign, a date that no calendar has."""

    @property
    def is_priced(self) -> bool:
        """Whether it can be drawn up: it is whole, or only lacks the customer."""
        return self.status is Status.DRAFT or self.missing == ((Missing.CUSTOMER, ""),)
