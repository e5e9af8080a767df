"""Cash at and around the limits of the income tax law: paid, received, lent, and kept just below."""

from app.books.records import Books, PartyKind
from app.fraud.records import Finding
from app.fraud.rules.ledger import Ledger
from app.fraud.rules.patterns.cash import kept_below, limits, loans, paid, received
from app.fraud.rules.patterns.cash.persons import Persons


def findings(books: Books) -> list[Finding]:
    """What is found about the cash of each firm; wages and what has no party are not judged."""
    known = Persons(Ledger(books))
    outgoing = known.judged(books.payments_by_date, PartyKind.SUPPLIER)
    incoming = known.judged(books.payments_by_date, PartyKind.CUSTOMER)
    return [
        *paid.findings(known, outgoing),
        *received.findings(known, incoming),
        *kept_below.findings(known, outgoing, limits.PAID),
        *kept_below.findings(known, incoming, limits.RECEIVED),
        *loans.findings(known, books.payments),
    ]
