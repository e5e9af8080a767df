"""What was spent, by what it was for: expenses by their category, bills by that of their goods or of their supplier.

A bill's lines go to the categories of the products they name. Where the price list knows none, the bill goes to the
category under which expenses name the same supplier. A supplier of whom the price list knows nothing and who sends one
bill a month (a landlord, an internet line) is a category of their own; what is left are purchases.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import median
from uuid import UUID

from app.books.records import Books, Document, DocumentKind, Expense, Item
from app.insights.records.evidence import RowKind
from app.insights.rules import history
from app.insights.rules.general import tax_rows
from app.values.period import Month

ZERO = Decimal(0)

PURCHASES = "purchases"

MONTHLY = (0.8, 1.25)
"""So many rows a month are one bill a month, which may be paid some days early or late."""

LEAST_BILLS = 4
"""From so many monthly bills on a supplier is a category."""

MIDDLE_DAY = 15


@dataclass(frozen=True, slots=True)
class Spent:
    """Money for one thing on one day; `items` are the lines of a bill that it paid for."""

    category: str
    on: date
    amount: Decimal
    id: UUID
    kind: RowKind
    vendor: str | None
    items: tuple[Item, ...] = ()


ByMonth = Mapping[Month, Sequence[Spent]]


def of(books: Books) -> Sequence[Spent]:
    """Everything that was spent, bills before tax and notes of suppliers against them."""
    expenses = [
        Spent(category_of(one.category), one.spent_on, one.amount, one.id, RowKind.EXPENSE, one.vendor or None)
        for one in costs(books)
    ]
    of_products = {_folded(one.name): category_of(one.category) for one in books.products if one.category}
    of_vendors = {**_monthly_suppliers(books, of_products), **_of_vendors(expenses)}
    bills = (
        spent
        for document, amount in history.purchases(books)
        for spent in _of_bill(books, document, amount, of_products, of_vendors)
    )
    return [*expenses, *bills]


def costs(books: Books) -> Iterable[Expense]:
    """The expenses, without GST that a shop charges and passes on: sales and bills are before tax as well."""
    charges = any(one.kind is DocumentKind.SALES_INVOICE and one.tax_amount > 0 for one in books.documents)
    return (one for one in books.expenses if not (charges and tax_rows.tax_of(one) is tax_rows.Tax.GST))


def category_of(text: str) -> str:
    """A category's name without the accidents of typing."""
    return _folded(text) or "other"


def due_months(rows: Sequence[Spent]) -> ByMonth:
    """The rows by month. One bill a month counts for its own month though it was paid some days early or late."""
    shift = timedelta(days=_shift(rows))
    found: dict[Month, list[Spent]] = defaultdict(list)
    for row in rows:
        found[Month.of(row.on + shift)].append(row)
    return found


def _shift(rows: Sequence[Spent]) -> int:
    """Days by which to move a monthly bill so that its usual day is in the middle of its month; else none."""
    if not _is_monthly([row.on for row in rows]):
        return 0
    days = [row.on.day for row in rows]
    late = [day if day > MIDDLE_DAY else day + 30 for day in days]
    usual = min((days, late), key=lambda one: sum(abs(day - median(one)) for day in one))
    return MIDDLE_DAY - round(median(usual)) if median(usual) <= 30 else MIDDLE_DAY + 30 - round(median(usual))


def _is_monthly(days: Sequence[date]) -> bool:
    months = history.months_between(Month.of(min(days)), Month.of(max(days))) + 1
    return months >= LEAST_BILLS and MONTHLY[0] <= len(days) / months <= MONTHLY[1]


def _monthly_suppliers(books: Books, of_products: Mapping[str, str]) -> Mapping[str, str]:
    """The suppliers who are categories of their own, each under its name."""
    days: dict[str, list[date]] = defaultdict(list)
    of_goods: set[str] = set()
    for document in books.documents:
        if document.kind is DocumentKind.SUPPLIER_BILL and document.party_id:
            vendor = _folded(books.party_name(document.party_id))
            days[vendor].append(document.issued_on)
            if any(_folded(item.name) in of_products for item in document.items):
                of_goods.add(vendor)
    return {vendor: vendor for vendor, found in days.items() if vendor not in of_goods and _is_monthly(found)}


def _of_bill(
    books: Books, document: Document, amount: Decimal, of_products: Mapping[str, str], of_vendors: Mapping[str, str]
) -> Iterable[Spent]:
    vendor = books.party_name(document.party_id) if document.party_id else None
    rest = of_vendors.get(_folded(vendor), PURCHASES) if vendor else PURCHASES
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in document.items:
        groups[of_products.get(_folded(item.name), rest)].append(item)
    worth = sum((item.amount for item in document.items), ZERO)
    if worth <= 0 or len(groups) < 2:
        category = next(iter(groups), rest)
        yield Spent(category, document.issued_on, amount, document.id, RowKind.DOCUMENT, vendor, document.items)
        return
    for category, items in groups.items():
        part = amount * sum((item.amount for item in items), ZERO) / worth
        yield Spent(category, document.issued_on, part, document.id, RowKind.DOCUMENT, vendor, tuple(items))


def _of_vendors(expenses: Iterable[Spent]) -> Mapping[str, str]:
    """The category under which each vendor's expenses mostly stand."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in expenses:
        if one.vendor:
            counts[_folded(one.vendor)][one.category] += 1
    return {vendor: min(found, key=lambda name: (-found[name], name)) for vendor, found in counts.items()}


def _folded(text: str) -> str:
    return " ".join(text.lower().split())
