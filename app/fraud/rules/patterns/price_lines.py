"""The lines of bills and invoices by the thing that they are about: what each firm pays or charges for it, and when."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from app.books.records import Books, Document, DocumentKind, Item
from app.fraud.rules import identity

MONTHS = timedelta(days=120)
LATEST = 200
"""So many lines of others before a line, and as many after it, are what it is compared with."""

_DATED = re.compile(
    r"\b\d{1,2}[/.-]\d{1,2}([/.-]\d{2,4})?\b|\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?[ -]*\d{0,4}\b"
    r"|\b(b\.? ?no|batch|lot no|exp|mfg|lr|gr|vehicle|sr\.? ?no)\b[.:# ]*\S*"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a bill or invoice, with the firm on the other side."""

    firm: UUID
    document: Document
    item: Item

    @property
    def price(self) -> Decimal:
        """Rupees for one of the thing."""
        return self.item.unit_price

    @property
    def on(self) -> date:
        """The day of the document."""
        return self.document.issued_on


@dataclass(frozen=True)
class Trade:
    """All lines about one thing on one side of the business, by date."""

    lines: Sequence[Line]

    @cached_property
    def by_firm(self) -> Mapping[UUID, Sequence[Line]]:
        """The lines of each firm."""
        found: dict[UUID, list[Line]] = defaultdict(list)
        for line in self.lines:
            found[line.firm].append(line)
        return found

    def at_the_time(self, on: date) -> Sequence[Line]:
        """The lines of the months before and after a day, at most `LATEST` on either side."""
        start, place, end = (bisect_left(self._days, day) for day in (on - MONTHS, on, on + MONTHS))
        return self.lines[max(start, place - LATEST) : min(end, place + LATEST)]

    @cached_property
    def _days(self) -> Sequence[date]:
        return [line.on for line in self.lines]


def thing(name: str) -> str:
    """What a line is about, without the day, month, batch or consignment that some write behind it."""
    return " ".join(_DATED.sub(" ", name.casefold()).split())


def trades(books: Books) -> Mapping[tuple[DocumentKind, str], Trade]:
    """What is bought and what is sold of each thing."""
    firms = identity.firms(books.parties)
    things = {name: thing(name) for name in {item.name for one in books.documents for item in one.items}}
    found: dict[DocumentKind, dict[str, list[Line]]] = {
        kind: defaultdict(list) for kind in (DocumentKind.SUPPLIER_BILL, DocumentKind.SALES_INVOICE)
    }
    for document in books.documents_by_date:
        firm = firms.get(document.party_id) if document.party_id else None
        if firm and document.counts and document.kind in found:
            of_kind = found[document.kind]
            for item in document.items:
                if item.unit_price > 0 and item.quantity > 0:
                    of_kind[things[item.name]].append(Line(firm, document, item))
    return {(kind, name): Trade(lines) for kind, held in found.items() for name, lines in held.items() if name}
