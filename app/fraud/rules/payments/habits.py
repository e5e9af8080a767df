"""What is usual between the business and one firm: how much is kept back, whether money comes first."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from app.books.records import Document, Payment
from app.fraud.rules.ledger import LATEST, Ledger
from app.fraud.rules.payments.dealings import Dealing

NEAR = Decimal("0.0005")
"""Two shares of a bill are one habit when they are this near."""
TIMES = 2
"""So many other bills make a habit."""


def is_usual_share(dealing: Dealing, short: Decimal) -> bool:
    """Whether other bills of the firm fell short by the same share of their value, with or without GST."""
    own = dealing.document
    for base, others in ((own.total, _shares(dealing, gross=True)), (own.subtotal, _shares(dealing, gross=False))):
        if base > 0 and sum(abs(short / base - share) <= NEAR for share in others) >= TIMES:
            return True
    return False


def is_twice_the_usual(dealing: Dealing, short: Decimal) -> bool:
    """Whether nearly all other bills fell short by half the share: tax that was deducted twice."""
    own = dealing.document
    for base, gross in ((own.total, True), (own.subtotal, False)):
        others = list(_shares(dealing, gross=gross))
        half = short / base / 2 if base > 0 else Decimal(0)
        usual = sum(abs(half - share) <= NEAR for share in others)
        if usual >= 3 and usual * 10 >= len(others) * 8:
            return True
    return False


def withholds_gst(dealing: Dealing) -> bool:
    """Whether other bills of the firm were paid without their GST too."""
    return sum(abs(short - other.tax_amount) <= 1 for other, short in _short(dealing) if other.tax_amount > 1) >= TIMES


def pays_ahead(ledger: Ledger, payment: Payment) -> bool:
    """Whether this party is paid, or pays, ahead as a habit: four times, and three in ten."""
    payments = ledger.account(payment.party_id, payment.direction).payments[-LATEST:]
    documents = [(one, ledger.document_paid(one)) for one in payments]
    early = sum(1 for one, document in documents if document and one.paid_on < document.issued_on)
    return early >= 4 and early * 10 >= len(payments) * 3


def _shares(dealing: Dealing, *, gross: bool) -> Iterator[Decimal]:
    for other, short in _short(dealing):
        base = other.total if gross else other.subtotal
        if base > 0:
            yield short / base


def _short(dealing: Dealing) -> Sequence[tuple[Document, Decimal]]:
    """The firm's other documents nearby that are marked as paid though less was paid, and by how much."""
    found = []
    for other in dealing.account.documents_near(dealing.document.issued_on):
        paid = dealing.ledger.books.paid_by_document.get(other.id)
        if paid is not None and other.id != dealing.document.id and paid < other.total - 1:
            found.append((other, other.total - paid))
    return found
