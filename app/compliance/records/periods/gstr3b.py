"""The nouns of GSTR-3B: its cells, each with the documents behind it, and how the tax is paid."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from app.compliance.records.periods.supplies import Kept
from app.compliance.records.periods.tax_period import TaxPeriod
from app.gst.arithmetic import Heads
from app.gst.returns.set_off import SetOff
from app.values import money


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of a table: `name` as the form numbers it. `place` stands in table 3.2 alone.

    `is_known` is False where the books cannot tell what belongs in it, so that its noughts are no statement.
    """

    name: str
    taxable_value: Decimal = money.ZERO
    heads: Heads = field(default_factory=Heads)
    document_ids: Sequence[UUID] = ()
    place: str | None = None
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Late:
    """What filing on a day costs; the fee is None where it hangs on a turnover that is not known."""

    due_on: date
    days_late: int
    interest: Decimal
    fee: Decimal | None
    law: str


@dataclass(frozen=True, slots=True)
class Payment:
    """Table 6.1: tax paid with credit, and in cash; `in_cash` of each head is rounded to the rupee (s.170).

    `reverse_charge` is paid in cash alone. `may_need_one_percent`: rule 86B may ask for one rupee in a hundred in cash.
    """

    tax: Heads
    credit: Heads
    by_credit: SetOff
    reverse_charge: Heads
    in_cash: Heads
    may_need_one_percent: bool


@dataclass(frozen=True, slots=True)
class GSTR3B:
    """The draft of a return; `kept` are documents that no table could take."""

    gstin: str | None
    period: TaxPeriod
    outward: Sequence[Cell]
    inter_state: Sequence[Cell]
    credit: Sequence[Cell]
    inward_untaxed: Sequence[Cell]
    payment: Payment
    late: Late | None
    kept: Sequence[Kept]
    claims_left_out: Sequence[Cell]
