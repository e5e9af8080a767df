"""The rows in which a rhythm may be found, grouped by what they are for, each group once by day."""

import calendar
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from app.books.records import PAID_BY, Books, CashEntry, Direction, Document, DocumentKind, Expense
from app.insights.records.evidence import RowKind
from app.insights.rules.trends.spending import category_of

ZERO = Decimal(0)

WORD = re.compile(r"[^\W\d_]+")
PASSED_OVER = frozenset(
    map(str.casefold, [*calendar.month_name[1:], *calendar.month_abbr[1:], "Sept", "for", "of", "the", "to", "month"])
)
"""Words of a cash book's line that do not tell what it is for."""

Row = tuple[date, Decimal, UUID]


@dataclass(frozen=True, slots=True)
class Hits:
    """Rows that may be one thing coming back: what each day brought, oldest first."""

    name: str
    vendor: str | None
    direction: Direction
    kind: RowKind
    party_id: UUID | None
    days: Sequence[date]
    amounts: Sequence[Decimal]
    ids: Sequence[tuple[UUID, ...]]


def of_expenses(expenses: Iterable[Expense]) -> list[Hits]:
    """Expenses by category and vendor."""
    groups: dict[tuple[str, str], list[Expense]] = defaultdict(list)
    for expense in expenses:
        groups[category_of(expense.category), category_of(expense.vendor or "")].append(expense)
    found = []
    for (category, _), rows in sorted(groups.items()):
        vendor = min((row.vendor for row in rows if row.vendor), default=None)
        dated = [(row.spent_on, row.amount, row.id) for row in rows]
        found.append(_hits(category, vendor, Direction.OUT, RowKind.EXPENSE, None, dated))
    return found


def of_payments(books: Books) -> list[Hits]:
    """Payments to and from parties that have no documents on that side: wages, rent without bills, instalments."""
    documented = {(document.party_id, PAID_BY.get(document.kind)) for document in books.documents}
    groups: dict[tuple[UUID, Direction], list[Row]] = defaultdict(list)
    for one in books.payments:
        if one.party_id and one.document_id is None and (one.party_id, one.direction) not in documented:
            groups[one.party_id, one.direction].append((one.paid_on, one.amount, one.id))
    return [
        _hits("payments", books.party_name(party), direction, RowKind.PAYMENT, party, rows)
        for (party, direction), rows in sorted(groups.items(), key=lambda item: (str(item[0][0]), item[0][1].value))
    ]


def of_documents(books: Books) -> list[Hits]:
    """Bills and invoices by party: a landlord's, a retainer's. Their days are those of issue."""
    groups: dict[tuple[UUID, DocumentKind], list[Document]] = defaultdict(list)
    for document in books.documents:
        if document.party_id and document.kind in PAID_BY:
            groups[document.party_id, document.kind].append(document)
    return [
        _hits(
            "bills" if kind is DocumentKind.SUPPLIER_BILL else "invoices",
            books.party_name(party),
            PAID_BY[kind],
            RowKind.DOCUMENT,
            party,
            [(row.issued_on, row.total, row.id) for row in rows],
        )
        for (party, kind), rows in sorted(groups.items(), key=lambda item: (str(item[0][0]), item[0][1].value))
    ]


def of_cash_book(lines: Iterable[CashEntry]) -> list[Hits]:
    """Lines of the cash book by what they say they are for; those that say nothing have no rhythm."""
    groups: dict[tuple[str, Direction], list[Row]] = defaultdict(list)
    names: dict[str, str] = {}
    for line in sorted(lines, key=lambda one: (one.entered_on, one.id)):
        subject = subject_of(line.details or "")
        if subject:
            groups[subject.casefold(), line.direction].append((line.entered_on, line.amount, line.id))
            names[subject.casefold()] = subject
    return [
        _hits(names[subject], None, direction, RowKind.CASH_ENTRY, None, rows)
        for (subject, direction), rows in sorted(groups.items())
    ]


def subject_of(details: str) -> str:
    """What a line is for, without the day, month or number that changes each time: "Rent" of "Rent for Nov. 2026"."""
    return " ".join(word for word in WORD.findall(details) if word.casefold() not in PASSED_OVER)


def _hits(
    name: str, vendor: str | None, direction: Direction, kind: RowKind, party_id: UUID | None, rows: Iterable[Row]
) -> Hits:
    sums: dict[date, Decimal] = defaultdict(lambda: ZERO)
    ids: dict[date, list[UUID]] = defaultdict(list)
    for day, amount, id_ in sorted(rows, key=lambda row: (row[0], str(row[2]))):
        sums[day] += amount
        ids[day].append(id_)
    days = sorted(sums)
    return Hits(
        name, vendor, direction, kind, party_id, days, [sums[day] for day in days], [tuple(ids[day]) for day in days]
    )
