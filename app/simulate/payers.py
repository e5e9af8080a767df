"""Who pays late, in more shades than an ordinary invented business has: its sales with all their payments drawn anew.

Each business has a tone (customers of one trade wait alike), each customer a middle delay, a spread around it and a
drift over the years; some pay only on certain days, some large bills later, some never. Since every payment is drawn,
also those after the last day, one can stand on any day, see what could be seen then, and know how it went on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from app.books.records import Books, Direction, Document, DocumentKind, DocumentStatus, Payment
from app.simulate.chance import Chance
from app.values import money

WEEKDAYS = 7
LATEST_DAYS = 400
LONG_HISTORY_DAYS = 365


@dataclass(frozen=True, slots=True)
class Tone:
    """How the customers of one business pay: the middle delay, the share of slow ones, how even they are, accidents."""

    late_days: float
    slow: float
    spread: float
    outliers: float


@dataclass(frozen=True, slots=True)
class Payer:
    """How one customer pays: days after the due date, how that varies, drifts in a year, and grows with the amount.

    never, outliers, splits, unlinked : shares of invoices that are never paid, forgotten for weeks, paid in two parts,
    or paid without saying what for
    """

    late_days: float
    spread_days: float
    drift_days: float
    by_amount_days: float
    never: float
    outliers: float
    splits: float
    unlinked: float
    pays_on_weekday: int | None


@dataclass(frozen=True)
class Repaid:
    """A business whose customers' payments are all known, those after its last day included."""

    books: Books
    payments: Sequence[Payment]

    @cached_property
    def settled_on(self) -> Mapping[UUID, date]:
        """When each invoice was paid in full; those never paid are not among them."""
        found: dict[UUID, date] = {}
        paid: dict[UUID, Decimal] = {}
        totals = {one.id: one.total for one in self.books.documents}
        for payment in sorted(self.payments, key=lambda one: one.paid_on):
            for document_id in filter(None, (payment.document_id or _meant(payment),)):
                paid[document_id] = paid.get(document_id, money.ZERO) + payment.amount
                if paid[document_id] >= totals[document_id]:
                    found[document_id] = payment.paid_on
        return found

    def on(self, day: date) -> Books:
        """The books as they stood at the end of `day`: nothing in them is of a later date."""
        known = [one for one in self.payments if one.paid_on <= day]
        paid: dict[UUID, Decimal] = {}
        for payment in known:
            document_id = payment.document_id or _meant(payment)
            if document_id:
                paid[document_id] = paid.get(document_id, money.ZERO) + payment.amount
        documents = [_paid(one, paid) for one in self.books.documents if one.issued_on <= day]
        others = [one for one in self.books.payments if one.direction is not Direction.IN and one.paid_on <= day]
        seen = [replace(one, reference=None) if one.document_id is None else one for one in known]
        return replace(self.books, documents=documents, payments=[*others, *seen])


def repaid(books: Books, *, seed: int) -> Repaid:
    """`books` with every customer's payments drawn anew."""
    chance = Chance(seed, "payers", books.business.id)
    tone = Tone(chance.near(-9, 9), chance.between(0.0, 0.35), chance.factor(0.35), chance.between(0.0, 0.12))
    payers = {party.id: payer(chance, tone) for party in books.parties}
    sales = [one for one in books.documents if one.kind is DocumentKind.SALES_INVOICE and one.counts and one.total > 0]
    usual = sorted(one.total for one in sales)[len(sales) // 2] if sales else Decimal(1)
    payments: list[Payment] = []
    for sale in sales:
        known = payers.get(sale.party_id) if sale.party_id else None
        payments += _payments(chance, sale, known or payer(chance, tone), usual)
    return Repaid(replace(books, documents=[_open(one) for one in books.documents]), payments)


def payer(chance: Chance, tone: Tone) -> Payer:
    """A new customer's way to pay, in a business of this tone."""
    middle = tone.late_days + chance.near(0, 7)
    if chance.happens(tone.slow):
        middle += chance.between(8, 45)
    return Payer(
        late_days=middle,
        spread_days=1.5 + 5 * tone.spread * chance.factor(0.5),
        drift_days=chance.near(0, 6),
        by_amount_days=chance.near(1, 2),
        never=chance.weighted((0.0, 0.02, 0.1), (0.8, 0.15, 0.05)),
        outliers=tone.outliers,
        splits=chance.weighted((0.0, 0.15, 0.4), (0.6, 0.3, 0.1)),
        unlinked=chance.weighted((0.0, 0.1), (0.8, 0.2)),
        pays_on_weekday=chance.whole(0, WEEKDAYS - 2) if chance.happens(0.25) else None,
    )


def _payments(chance: Chance, sale: Document, who: Payer, usual: Decimal) -> list[Payment]:
    if chance.happens(who.never):
        return []
    years = (sale.issued_on - date(2025, 1, 1)).days / LONG_HISTORY_DAYS
    size = min(max(float(sale.total / usual) - 1, -1.0), 4.0)
    outlier = chance.between(5, 60) if chance.happens(who.outliers) else 0.0
    middle = who.late_days + years * who.drift_days + size * who.by_amount_days + outlier
    days = round(min(chance.near(middle, who.spread_days), LATEST_DAYS))
    paid_on = _on_weekday(max((sale.due_on or sale.issued_on) + timedelta(days=days), sale.issued_on), who)
    parts = [(sale.total, paid_on)]
    if chance.happens(who.splits):
        first = money.rounded(sale.total * Decimal(str(round(chance.between(0.3, 0.8), 2))))
        parts = [(first, paid_on), (sale.total - first, paid_on + timedelta(days=chance.whole(5, 30)))]
    is_linked = not chance.happens(who.unlinked)
    return [_payment(chance, sale, amount, day, is_linked=is_linked) for amount, day in parts]


def _payment(chance: Chance, sale: Document, amount: Decimal, day: date, *, is_linked: bool) -> Payment:
    return Payment(
        id=chance.uuid(),
        direction=Direction.IN,
        amount=amount,
        paid_on=day,
        mode="upi",
        party_id=sale.party_id,
        document_id=sale.id if is_linked else None,
        reference=None if is_linked else str(sale.id),
    )


def _on_weekday(day: date, who: Payer) -> date:
    if who.pays_on_weekday is None:
        return day
    return day + timedelta(days=(who.pays_on_weekday - day.weekday()) % WEEKDAYS)


def _meant(payment: Payment) -> UUID | None:
    """What a payment that names no document was for: known here alone, never to whoever looks at the books."""
    return UUID(payment.reference) if payment.reference else None


def _open(document: Document) -> Document:
    is_sale = document.kind is DocumentKind.SALES_INVOICE and document.counts
    return replace(document, paid=money.ZERO, status=DocumentStatus.SENT) if is_sale else document


def _paid(document: Document, paid: Mapping[UUID, Decimal]) -> Document:
    amount = paid.get(document.id)
    if amount is None:
        return document
    status = DocumentStatus.PAID if amount >= document.total else DocumentStatus.PARTIALLY_PAID
    return replace(document, paid=amount, status=status)
