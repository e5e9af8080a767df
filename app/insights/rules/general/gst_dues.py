"""What GST is to be paid for each month, as the books suggest: tax on sales less tax on purchases, credit carried on.

Input tax that is left over is carried to the next month (CGST Act 2017, s.49(4)); which of it may be claimed is for
GSTR-2B to say. Sales on which no tax is charged bring no credit either (s.17(2), rule 42): of the tax on purchases only
the part counts that taxed sales have in the sales of the year. Exports without tax would keep it; no book tells them
apart. Months that are not over are filled up at the pace of the last three that are. Who pays under
composition pays a share of turnover and claims nothing (CGST Act 2017, s.10).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.books.records import Books, Document, DocumentKind, PartyKind
from app.gst import parameters
from app.values import money
from app.values.period import Month

ZERO = Decimal(0)

PACE_MONTHS = 3
YEAR_DAYS = 365


@dataclass(frozen=True, slots=True)
class TaxOf:
    """The tax of one document: on a sale or on a purchase; `turnover` is the value of a sale before tax.

    untaxed : the part of that value on which no tax was charged
    """

    day: date
    output: Decimal
    credit: Decimal
    turnover: Decimal
    untaxed: Decimal


@dataclass(frozen=True, slots=True)
class MonthOfTax:
    """One month: tax on sales and purchases, credit carried into it, and what is to be paid.

    credit, blocked : of the tax on purchases the part that taxed sales have in all sales, to be claimed; and the rest
    is_over : False where part of it is estimated at pace
    """

    output: Decimal
    credit: Decimal
    carried: Decimal
    turnover: Decimal
    is_over: bool
    blocked: Decimal = ZERO

    @property
    def to_pay(self) -> Decimal:
        """In rupees, never negative."""
        return max(self.output - self.credit - self.carried, ZERO)


def taxes(books: Books) -> Sequence[TaxOf]:
    """The tax of every document, oldest first."""
    return sorted((_tax(books, one) for one in books.documents), key=lambda one: one.day)


def by_month(rows: Iterable[TaxOf], on: date, last: Month) -> Mapping[Month, MonthOfTax]:
    """Every month from the first of the books to `last`, as known on `on`."""
    known = [row for row in rows if row.day <= on]
    if not known:
        return {}
    sums: dict[Month, list[Decimal]] = defaultdict(lambda: [ZERO, ZERO, ZERO])
    taxed = _taxed_share(known, on)
    for row in known:
        total = sums[Month.of(row.day)]
        total[0] += row.output
        total[1] += row.credit
        total[2] += row.turnover
    first, running = Month.of(known[0].day), Month.of(on)
    pace = _pace(sums, first, running)
    found: dict[Month, MonthOfTax] = {}
    carried = ZERO
    for month in first.until(last):
        missing = _missing_share(month, on)
        output, input_tax, turnover = (
            money.rounded(so_far + usual * missing) for so_far, usual in zip(sums[month], pace, strict=True)
        )
        credit = money.rounded(input_tax * taxed)
        blocked = input_tax - credit
        found[month] = MonthOfTax(output, credit, carried, turnover, is_over=month < running, blocked=blocked)
        carried = max(carried + credit - output, ZERO)
    return found


def composition(month: MonthOfTax, ends: date) -> Decimal:
    """What is to be paid on the turnover of goods under composition."""
    return money.rounded(month.turnover * parameters.value("composition_percent_of_goods", ends) / 100)


def _taxed_share(rows: Sequence[TaxOf], on: date) -> Decimal:
    """The part of the last year's sales that bore tax; all of it where little was sold without."""
    year = [row for row in rows if (on - row.day).days < YEAR_DAYS]
    turnover, untaxed = sum((row.turnover for row in year), ZERO), sum((row.untaxed for row in year), ZERO)
    if turnover <= 0 or untaxed <= 0:
        return Decimal(1)
    return max(1 - untaxed / turnover, ZERO)


def _pace(sums: Mapping[Month, Sequence[Decimal]], first: Month, running: Month) -> Sequence[Decimal]:
    """Usual output tax, input tax and turnover of a month: means of the last that are over, nothing where none is."""
    months = [month for month in (running.plus(-back) for back in range(1, PACE_MONTHS + 1)) if month >= first]
    if not months:
        return [ZERO, ZERO, ZERO]
    return [sum((sums[month][place] for month in months), ZERO) / len(months) for place in range(3)]


def _missing_share(month: Month, on: date) -> Decimal:
    """Which part of the month is still to come."""
    if month.last <= on:
        return ZERO
    return Decimal(min((month.last - on).days, month.last.day)) / month.last.day


def _tax(books: Books, document: Document) -> TaxOf:
    value = document.total - document.tax_amount
    if _is_purchase(books, document):
        credit = -document.tax_amount if document.is_note else document.tax_amount
        return TaxOf(document.issued_on, ZERO, credit, ZERO, ZERO)
    sign = -1 if document.kind is DocumentKind.CREDIT_NOTE else 1
    untaxed = ZERO if document.tax_amount else sign * value
    return TaxOf(document.issued_on, sign * document.tax_amount, ZERO, sign * value, untaxed)


def _is_purchase(books: Books, document: Document) -> bool:
    if document.kind is DocumentKind.SUPPLIER_BILL:
        return True
    party = books.party_by_id.get(document.party_id) if document.party_id else None
    return document.is_note and party is not None and party.kind is PartyKind.SUPPLIER
