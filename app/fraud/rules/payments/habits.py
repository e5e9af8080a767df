"""What is usual between the business and one firm: how much is kept back, whether money comes first."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from app.books.records import Document, Payment
from app.fraud.rules.ledger import LATEST, Ledger
from app.fraud.rules.payments.dealings import Dealing

NEAR = Decimal("0.0005")
"""Two shares of a bill are one habit when they are this near."""
MANY = 5
"""Of so many shares the lowest and the highest may be mistakes."""
LOOSENESS = 25
"""Shares that vary at all may go beyond the others by this part of themselves."""
LEAST_AGREED = Decimal("0.025")
"""Agreed shares of a bill are larger than this; smaller ones are charges and roundings."""
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


def varies_as_usual(dealing: Dealing, short: Decimal) -> bool:
    """Whether the share lies among those of nearly all other bills of the firm: an agreed commission and its taxes.

    Such shares vary a little from bill to bill, because a part of them is of the value with and a part without GST.
    """
    others = _short(dealing)
    if len(others) < TIMES or len(others) * 4 < _paid_nearby(dealing) * 3 or dealing.document.total <= 0:
        return False
    shares = sorted(less / other.total for other, less in others)
    if len(shares) >= MANY:
        shares = shares[1:-1]
    spread = shares[-1] - shares[0]
    margin = max(spread / 2, shares[0] / LOOSENESS) if spread > NEAR else NEAR
    is_steady = spread * 8 <= shares[0] and shares[0] >= LEAST_AGREED
    return is_steady and shares[0] - margin <= short / dealing.document.total <= shares[-1] + margin


def withholds_gst(dealing: Dealing) -> bool:
    """Whether other bills of the firm were paid without their GST too."""
    return sum(abs(short - other.tax_amount) <= 1 for other, short in _short(dealing) if other.tax_amount > 1) >= TIMES


def pays_ahead(ledger: Ledger, payment: Payment) -> bool:
    """Whether this party is paid, or pays, ahead as a habit: four times, and three in ten."""
    payments = ledger.account(payment.party_id, payment.direction).payments[-LATEST:]
    documents = [(one, ledger.document_paid(one)) for one in payments]
    early = sum(1 for one, document in documents if document and one.paid_on < document.issued_on)
    return early >= 4 and early * 10 >= len(payments) * 3


def _paid_nearby(dealing: Dealing) -> int:
    paid = dealing.ledger.books.paid_by_document
    near = dealing.account.documents_near(dealing.document.issued_on)
    return sum(one.id in paid and one.id != dealing.document.id for one in near)


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
