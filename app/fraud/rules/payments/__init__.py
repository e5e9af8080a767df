"""Payments that do not fit: first every honest explanation is tried, what stays unexplained is a finding.

Each payment is named by one finding at most, the plainest one: paid twice, booked on another party's document, paid
long before the document, too much, or marked as paid though short. The probabilities are judgements, checked on
invented books whose troubles are known (see `tests/fraud/`): the plainer the evidence, the higher, and never above
0.97, because a note may be missing for a good reason.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from app.books.records import Books, Document, DocumentStatus, Payment
from app.fraud.records import AlertType, Finding, Rule
from app.fraud.rules.customs import Customs
from app.fraud.rules.duplicates import numbers
from app.fraud.rules.ledger import LATEST, Account, Ledger
from app.fraud.rules.payments import explanations, repeats, unlinked

DAYS_EARLY = 10
"""Goods and bill often cross; a payment that lies further before its document was made for something else."""
LATER = timedelta(days=120)
"""An overpayment may be for bills that come in the next four months."""


def findings(books: Books, customs: Customs) -> list[Finding]:
    """Payments that no explanation covers, each with what was expected.

    books : the whole books, or a part that holds everything of the traders it names (`parts`)
    """
    ledger = Ledger(books)
    found = list(repeats.findings(ledger))
    taken = {payment for one in found for payment in one.payments}
    for finding in (*_on_other_party(ledger, taken), *_too_early(ledger, taken)):
        found.append(finding)
        taken.update(finding.payments)
    found += [one for one in _differing(ledger, taken) if not taken & set(one.payments)]
    if customs.links_payments:
        found += unlinked.findings(ledger, taken)
    return found


def _on_other_party(ledger: Ledger, taken: set[UUID]) -> Iterator[Finding]:
    for payment in ledger.books.payments:
        document = ledger.document_paid(payment)
        if document is None or payment.id in taken or payment.notes:
            continue
        payer, billed = ledger.firm(payment.party_id), ledger.firm(document.party_id)
        if payer and billed and payer != billed:
            yield _finding(
                Rule.OTHER_PARTY,
                0.9,
                document,
                [payment],
                parties=[one for one in (payment.party_id, document.party_id) if one],
                amount_at_risk=payment.amount,
            )


def _too_early(ledger: Ledger, taken: set[UUID]) -> Iterator[Finding]:
    for payment in ledger.books.payments:
        document = ledger.document_paid(payment)
        if document is None or payment.id in taken or (document.issued_on - payment.paid_on).days <= DAYS_EARLY:
            continue
        is_whole = abs(payment.amount - document.total) <= 1
        is_explained = payment.notes or explanations.says_advance(document.notes, document.reference)
        if is_whole and not is_explained and not _pays_ahead(ledger, payment):
            yield _finding(Rule.PAID_BEFORE, 0.85, document, [payment], amount_at_risk=payment.amount)


def _pays_ahead(ledger: Ledger, payment: Payment) -> bool:
    """Whether this party is paid, or pays, ahead as a habit: three times, and three in ten."""
    payments = ledger.account(payment.party_id, payment.direction).payments[-LATEST:]
    documents = [(one, ledger.document_paid(one)) for one in payments]
    early = sum(1 for one, document in documents if document and one.paid_on < document.issued_on)
    return early >= 4 and early * 10 >= len(payments) * 3


def _differing(ledger: Ledger, taken: set[UUID]) -> Iterator[Finding]:
    for document_id, payments in ledger.books.payments_by_document.items():
        document = ledger.books.document_by_id.get(document_id)
        if document is None or document.is_note or not document.counts or document.total <= 0:
            continue
        if any(ledger.document_paid(payment) is None or payment.id in taken for payment in payments):
            continue
        finding = _difference(ledger, document, sorted(payments, key=lambda one: (one.paid_on, one.id)))
        if finding:
            yield finding


def _difference(ledger: Ledger, document: Document, payments: Sequence[Payment]) -> Finding | None:
    paid = sum((payment.amount for payment in payments), Decimal(0))
    if explanations.is_rounding(document.total, paid):
        return None
    account = ledger.account(document.party_id, payments[0].direction)
    is_slip = len(payments) == 1 and _is_slip(document.total, paid)
    if paid < document.total and document.status is not DocumentStatus.PAID and not is_slip:
        return None
    if _is_explained(ledger, account, document, payments, paid):
        return None
    if is_slip:
        return _finding(Rule.DIGITS_SWAPPED, 0.93, document, payments, amount_at_risk=abs(paid - document.total))
    if paid > document.total:
        chance = 0.88 if paid > document.total * Decimal("1.02") else 0.72
        return _finding(Rule.OVERPAID, chance, document, payments, amount_at_risk=paid - document.total)
    return _finding(Rule.UNDERPAID, 0.85, document, payments, amount_at_risk=document.total - paid)


def _is_explained(
    ledger: Ledger, account: Account, document: Document, payments: Sequence[Payment], paid: Decimal
) -> bool:
    if paid < document.total:
        short = document.total - paid
        is_short = explanations.is_short_for_a_reason(document, payments, short)
        return is_short or _is_credited(ledger, account, document, payments, short)
    over = paid - document.total
    notes = [payment.notes for payment in payments]
    if explanations.says_advance(*notes) or explanations.says_on_account(*notes):
        return True
    return _belongs_to_others(ledger, account, document, over, payments[-1].paid_on)


def _is_credited(
    ledger: Ledger, account: Account, document: Document, payments: Sequence[Payment], short: Decimal
) -> bool:
    """Whether notes come to the shortfall, earlier payments were too large by as much, or it was set off."""
    if ledger.excess(account) >= short - 1:
        return True
    paid_on, direction = payments[-1].paid_on, payments[0].direction
    owed_back = ledger.set_off_amounts(document.party_id, direction, until=paid_on)
    if explanations.is_sum_of(short, owed_back):
        return True
    linked = [note.total for note in ledger.books.notes_by_document.get(document.id, ())]
    near = ledger.notes_near(account, document.issued_on)
    return explanations.is_sum_of(short, linked) or any(abs(note.total - short) <= 1 for note in near)


def _belongs_to_others(ledger: Ledger, account: Account, document: Document, over: Decimal, paid_on: date) -> bool:
    """Whether the excess is, to the rupee, what other bills of the party still lacked or lack soon after."""
    others = ledger.open_amounts(account, until=paid_on + LATER, besides=document.id)
    return explanations.is_sum_of(over, others)


def _is_slip(expected: Decimal, actual: Decimal) -> bool:
    """Two digits exchanged, or a zero too many or too few, in amounts long enough for that to be no chance."""
    whole = str(int(expected)), str(int(actual))
    is_long = len(whole[0]) >= 5 or (len(whole[0]) >= 3 and expected % 1 != 0 and expected % 1 == actual % 1)
    return is_long and (numbers.is_digit_slip(*whole) or actual == expected * 10 or expected == actual * 10)


def _finding(
    rule: Rule,
    chance: float,
    document: Document,
    payments: Sequence[Payment],
    *,
    amount_at_risk: Decimal,
    parties: Sequence[UUID] = (),
) -> Finding:
    return Finding(
        type=AlertType.PAYMENT_MISMATCH,
        rule=rule,
        probability=chance,
        amount_at_risk=amount_at_risk,
        documents=(document.id,),
        payments=tuple(payment.id for payment in payments),
        parties=tuple(parties) or ((document.party_id,) if document.party_id else ()),
        expected=document.total,
        actual=sum((payment.amount for payment in payments), Decimal(0)),
        on=payments[-1].paid_on,
    )
