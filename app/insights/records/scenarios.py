"""What if: changes that an owner tries on the coming cash, and how the cash then stands beside what is foretold now."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from app.insights.records.evidence import Point, RowKind
from app.values.errors import Invalid


class ScenarioRefused(Invalid):
    """A change names what the books do not hold, or a day or amount that cannot be meant.

    `errors` holds the sentences by field, such as `changes.0.invoice_id`.
    """

    code = "scenario_refused"
    message = "One of the changes cannot be tried out. Please look at the notes beside it."


@dataclass(frozen=True, slots=True)
class InvoiceDelayed:
    """An open invoice or bill is paid later than foretold: by so many days, or not before a day. One of the two."""

    document_id: UUID
    by_days: int | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class InvoiceNeverPaid:
    """The money of an open invoice never comes."""

    document_id: UUID


@dataclass(frozen=True, slots=True)
class CustomerLost:
    """A customer buys nothing from a day on; what is owed by then still comes."""

    party_id: UUID
    starts_on: date


@dataclass(frozen=True, slots=True)
class MonthlyCost:
    """Something more to pay every month, such as a salary or a rent. `day_of_month` 31 means the last day."""

    amount: Decimal
    day_of_month: int
    starts_on: date
    name: str = "New monthly cost"


@dataclass(frozen=True, slots=True)
class Purchase:
    """Something is bought once, paid at once or in equal monthly instalments from that day on. `amount`: the whole."""

    amount: Decimal
    day: date
    instalments: int = 1
    name: str = "Purchase"


@dataclass(frozen=True, slots=True)
class LoanReceived:
    """Borrowed money comes in, paid back in equal monthly instalments of `monthly_payment` from a month later on.

    Without a monthly payment nothing is paid back within the time looked at.
    """

    amount: Decimal
    day: date
    monthly_payment: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class SalesChanged:
    """From a day on so many percent more or less is sold, and what is bought for it follows.

    -20 means a fifth less.
    """

    percent: Decimal
    starts_on: date


@dataclass(frozen=True, slots=True)
class PricesChanged:
    """From a day on the same goods are sold for so many percent more or less; purchases stay as they are."""

    percent: Decimal
    starts_on: date


@dataclass(frozen=True, slots=True)
class SupplierTermsLonger:
    """One supplier, or all where none is named, are paid so many days later than so far."""

    by_days: int
    party_id: UUID | None = None


Change = (
    InvoiceDelayed
    | InvoiceNeverPaid
    | CustomerLost
    | MonthlyCost
    | Purchase
    | LoanReceived
    | SalesChanged
    | PricesChanged
    | SupplierTermsLonger
)


@dataclass(frozen=True, slots=True)
class CashPath:
    """The cash of thirteen weeks: its balance at the end of each week with bands, and how likely it falls too low.

    balance : dated by the last day of each week; counted from zero where no opening balance is known
    lowest, lowest_on : of the expected balance, by day
    probability_below_floor : None where neither a balance nor a floor is known
    """

    balance: tuple[Point, ...]
    lowest: Decimal
    lowest_on: date
    ends_at: Decimal
    probability_below_floor: float | None


@dataclass(frozen=True, slots=True)
class WeekDifference:
    """By how much a week's net and the balance at its end differ from what is foretold now."""

    week: int
    ends_on: date
    net: Decimal
    balance: Decimal


@dataclass(frozen=True, slots=True)
class ChangeEffect:
    """What one of the changes alone does to the cash at the end of the thirteen weeks.

    about : the number of the document or the name of the party it concerns
    difference : rupees more (or, negative, less) than is foretold now
    """

    change: Change
    about: str
    difference: Decimal
    kind: RowKind | None = None
    row_id: UUID | None = None
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class ScenarioAnswer:
    """The cash as it is foretold, and as it would be with the changes. `confidence` is that of the prediction.

    The sentences, here and in `effects`, are filled in by the wording.
    """

    on: date
    opening_balance: Decimal | None
    floor: Decimal | None
    now: CashPath
    changed: CashPath
    differences: tuple[WeekDifference, ...]
    effects: tuple[ChangeEffect, ...]
    confidence: str
    sentence: str = ""
