"""What a document says of itself against its payments: marked as paid without any, or with another paid amount.

Both speak only where this business hardly ever leaves the two apart (`Customs`): elsewhere the marks are kept by hand.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain
from uuid import UUID

from app.books.records import Document, DocumentStatus
from app.fraud.records import Finding, Rule
from app.fraud.rules.customs import Customs
from app.fraud.rules.ledger import Account, Ledger
from app.fraud.rules.payments import dealings, drawn, explanations, lumps, remarks, shortfalls, sums
from app.fraud.rules.payments.dealings import Dealing

LEAST_OTHERS = 3
"""So many other documents of the firm must be marked as paid, nineteen in twenty of them with a payment."""
LEAST_SHARE = Decimal("0.02")
"""Of the total; below it the two figures differ by a charge or a rounding that one of them left out."""


def paid_without_payment(ledger: Ledger, customs: Customs) -> Iterator[Finding]:
    """Documents marked as paid that no payment names, and that nothing else of the firm explains."""
    if not customs.backs_what_is_paid:
        return
    lumped = lumps.members(ledger)
    for document in chain.from_iterable(_only_marked(ledger, account) for account in ledger.accounts.values()):
        if document.id not in lumped and not _is_settled_otherwise(ledger, document):
            yield drawn.finding(
                Rule.MARKED_PAID,
                0.76,
                amount_at_risk=document.total,
                documents=[document],
                expected=document.total,
                actual=Decimal(0),
            )


def _only_marked(ledger: Ledger, account: Account) -> Sequence[Document]:
    """The documents marked as paid that no payment names, of a firm nearly all of whose others have their payment."""
    marked = [one for one in account.documents if one.status is DocumentStatus.PAID]
    alone = [one for one in marked if one.id not in ledger.books.paid_by_document]
    is_odd = len(marked) > LEAST_OTHERS and (len(alone) - 1) * 20 < len(marked)
    named = ledger.books.payments_by_document
    return [one for one in alone if one.total > 0 and one.id not in named] if is_odd else []


def _is_settled_otherwise(ledger: Ledger, document: Document) -> bool:
    """By a note on it, by credit, by money without a document or beyond other documents, or because it stands twice."""
    if remarks.is_explained(document.notes) or ledger.books.notes_by_document.get(document.id):
        return True
    account = ledger.account(document.party_id, dealings.direction_of(document))
    near = account.payments_between(document.issued_on - dealings.LATER, document.issued_on + 2 * dealings.LATER)
    if any(one.document_id is None for one in near) or ledger.excess(account) >= document.total / 2:
        return True
    if any(
        abs(one.total - document.total) <= 1 for one in account.documents_near(document.issued_on) if one != document
    ):
        return True
    way = dealings.direction_of(document)
    until = document.issued_on + dealings.LATER
    return sums.is_sum_of(document.total, ledger.set_off_amounts(document.party_id, way, until=until))


def disagreeing_figures(ledger: Ledger, customs: Customs, taken: set[UUID]) -> Iterator[Finding]:
    """Documents whose paid amount is not what their payments come to, unless a note tells of one for several."""
    if not customs.keeps_paid_figures:
        return
    lumped = lumps.members(ledger)
    for settled in ledger.settled.values():
        document = settled.document
        if settled.paid == document.paid or document.id in lumped:
            continue
        found = dealings.dealing(ledger, settled)
        if taken & {one.id for one in found.payments} or not _disagrees(found, customs):
            continue
        yield drawn.finding(
            Rule.PAID_FIGURE,
            _chance_of_figure(found),
            amount_at_risk=abs(document.paid - found.paid),
            payments=found.payments[-2:],
            documents=[document],
            expected=document.paid,
            actual=found.paid,
        )


def _chance_of_figure(dealing: Dealing) -> float:
    """Shown only where the document claims more than came: the app writes the amount down after the payments."""
    missing = dealing.document.paid - dealing.paid
    if missing < 0 or remarks.is_explained(*dealing.notes):
        return 0.55
    loose = sum((left for _, left in dealing.loose_nearby), Decimal(0))
    return 0.6 if loose >= missing or dealing.ledger.excess(dealing.account) >= missing else 0.76


def _disagrees(dealing: Dealing, customs: Customs) -> bool:
    """Beyond roundings and beyond what explains a payment that is short."""
    document = dealing.document
    apart = abs(document.paid - dealing.paid)
    if explanations.is_rounding(document.paid, dealing.paid) or apart <= document.total * LEAST_SHARE:
        return False
    if dealing.returned or sums.is_sum_of(dealing.paid - document.paid, dealing.given_back):
        return False
    if document.paid > dealing.paid and dealing.gap < 0:
        return shortfalls.doubt(dealing, customs) is not None
    return True
