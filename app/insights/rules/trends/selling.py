"""Sales before tax, row by row, and sums of them that can be followed back to their documents."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.books.records import Books, Document
from app.insights.records.evidence import RowKind, Trace
from app.insights.rules import history, tracing
from app.values.period import Month

ZERO = Decimal(0)

TRACED_MONTHS = 15
"""So many months are traced to their rows: three, the same a year before, and all between."""


SERVICES = "99"
"""The chapter of all service accounting codes (Notification 11/2017-Central Tax (Rate), annexure)."""

LEAST_BOUGHT = Decimal("0.2")
"""Where nothing names what is sold: traders buy far more than a fifth of what they sell."""


@dataclass(frozen=True, slots=True)
class Sale:
    """One invoice or note of a customer; a credit note counts against."""

    on: date
    amount: Decimal
    document: Document


def of(books: Books) -> Sequence[Sale]:
    """Every sale in `books`, in no order that matters."""
    return [Sale(document.issued_on, amount, document) for document, amount in history.sales(books)]


def by_month(sales: Iterable[Sale]) -> Mapping[Month, Sequence[Sale]]:
    """The sales of each month that has some."""
    found: dict[Month, list[Sale]] = defaultdict(list)
    for sale in sales:
        found[Month.of(sale.on)].append(sale)
    return found


def total(sales: Iterable[Sale]) -> Decimal:
    """What they come to."""
    return sum((sale.amount for sale in sales), ZERO)


def within(months: Mapping[Month, Sequence[Sale]], first: Month, last: Month) -> Sequence[Sale]:
    """The sales from the month `first` to the month `last`, both of them included."""
    return [sale for month in first.until(last) for sale in months.get(month, ())]


def traced(figure: str, formula: str, sales: Iterable[Sale], amount: Decimal | None = None) -> Trace:
    """The documents behind a figure."""
    rows = ((sale.document.id, sale.amount) for sale in sales)
    return tracing.trace(figure, formula, RowKind.DOCUMENT, rows, amount)


def traces(months: Mapping[Month, Sequence[Sale]], running: Month, known: Sequence[Month]) -> Iterable[Trace]:
    """The documents of the running month, of the last three months together, and of each month of the chart."""
    yield traced("this_month_so_far", "invoices less credit notes before tax, this month", months.get(running, ()))
    recent = known[-history.RECENT_MONTHS :]
    if recent:
        rows = within(months, recent[0], recent[-1])
        mean = total(rows) / len(recent)
        yield traced("recent_mean", f"their sum before tax, divided by {len(recent)} months", rows, mean)
    for month in known[-TRACED_MONTHS:]:
        yield traced(f"history.{month}", "invoices less credit notes before tax", months.get(month, ()))


def are_goods(books: Books, sales: Sequence[Sale]) -> bool:
    """Whether what is sold is bought first: not where most lines bear codes of services, or hardly a bill comes in."""
    worth = {True: ZERO, False: ZERO}
    for sale in sales:
        for item in sale.document.items:
            if item.hsn_code:
                worth[item.hsn_code.startswith(SERVICES)] += abs(item.amount)
    if any(worth.values()):
        return worth[False] >= worth[True]
    bought = sum((amount for _, amount in history.purchases(books)), ZERO)
    return bought >= LEAST_BOUGHT * total(sales)
