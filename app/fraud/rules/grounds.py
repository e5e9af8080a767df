"""What a finding rests on, fact by fact: when one of them changes, an answer no longer speaks of the same thing.

A fact is what somebody wrote down about a document, a payment or a party that the finding names, as far as suspicion
can hang on it: number, day, amount, party, order number, account. Notes, wording, versions and chances are no facts.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from hashlib import blake2b

from app.books.records import Books, Document, Party, Payment
from app.fraud.records import AlertType, Finding

DIGEST_BYTES = 6
ONE_IN = 10
"""One in so many facts, or more, must be new to open an alert again: the eleventh bill of a habit is no news."""


def facts(books: Books, finding: Finding) -> Mapping[str, str]:
    """A short digest of the facts of everything that `finding` names, by the id of what holds them."""
    return {str(id): _digest(*said) for id, said in _said(books, finding)}


def is_changed(before: Mapping[str, str] | None, after: Mapping[str, str]) -> bool:
    """Whether one in `ONE_IN` facts of `after` is not in `before`; fewer of the same facts are no news.

    before : None where nothing is known of them, which proves no change
    """
    news = len(after.items() - before.items()) if before is not None else 0
    return news > 0 and news * ONE_IN >= len(after)


def _said(books: Books, finding: Finding) -> Iterator[tuple[object, tuple[object, ...]]]:
    for id in finding.documents:
        yield id, _of_document(books.document_by_id[id])
    for id in finding.payments:
        yield id, _of_payment(books.payment_by_id[id])
    if finding.type is AlertType.SUSPICIOUS_PATTERN or not (finding.documents or finding.payments):
        for party in (books.party_by_id.get(id) for id in finding.parties):
            if party:
                yield party.id, _of_party(party)


def _of_document(one: Document) -> tuple[object, ...]:
    number = one.number.strip().casefold()
    return one.kind, one.party_id, number, one.issued_on, _paise(one.total), one.reference, one.counts


def _of_payment(one: Payment) -> tuple[object, ...]:
    return one.direction, one.party_id, one.document_id, one.paid_on, _paise(one.amount), one.mode, one.paid_to_account


def _of_party(one: Party) -> tuple[object, ...]:
    return one.gstin, one.bank_account, one.upi_id


def _paise(amount: Decimal) -> int:
    return int(amount * 100)


def _digest(*said: object) -> str:
    return blake2b("\x1f".join(map(str, said)).encode(), digest_size=DIGEST_BYTES).hexdigest()
