"""Cash at and around the limits of the income tax law: paid, received, lent, and kept just below."""

from collections.abc import Iterator

from app.books.records import Books, PartyKind
from app.fraud.records import Finding
from app.fraud.rules.ledger import Ledger
from app.fraud.rules.patterns.cash import kept_below, limits, loans, paid, received
from app.fraud.rules.patterns.cash.persons import Persons


def findings(books: Books) -> Iterator[Finding]:
    """What is found about the cash of each firm; wages and what has no party are not judged."""
    known = Persons(Ledger(books))
    outgoing = known.judged(books.payments, PartyKind.SUPPLIER)
    incoming = known.judged(books.payments, PartyKind.CUSTOMER)
    yield from paid.findings(known, outgoing)
    yield from received.findings(known, incoming)
    yield from kept_below.findings(known, outgoing, limits.PAID)
    yield from kept_below.findings(known, incoming, limits.RECEIVED)
    yield from loans.findings(known, books.payments)
