"""How a bill or invoice that was probably entered twice is explained."""

from collections.abc import Iterable, Mapping

from app.books.records import Books
from app.fraud.records import AlertType, Finding, Sign
from app.fraud.wording import phrases
from app.values import money

AGREE: Mapping[Sign, str] = {
    Sign.PARTY: "same party",
    Sign.OTHER_RECORD: "the same party under two names",
    Sign.NUMBER: "same number",
    Sign.NUMBER_LOOKALIKE: "same number written differently",
    Sign.NUMBER_SUFFIX: "same number with something added",
    Sign.NUMBER_TYPO: "numbers that differ by one slip",
    Sign.AMOUNT: "same amount",
    Sign.AMOUNT_WITHOUT_GST: "same amount, once with and once without GST",
    Sign.AMOUNT_TYPO: "amounts that differ by two swapped digits",
    Sign.AMOUNT_NEAR: "nearly the same amount",
    Sign.DATE: "same date",
    Sign.DATE_NEAR: "dates a few days apart",
    Sign.DATE_SWAPPED: "same date with day and month exchanged",
    Sign.REFERENCE: "same order or challan number",
    Sign.ITEMS: "same items",
}
DIFFER: Mapping[Sign, str] = {
    Sign.NUMBER: "the number",
    Sign.NUMBER_MISSING: "one has no number",
    Sign.DATE: "the date",
    Sign.ITEMS: "the items",
    Sign.ENTERED_BY: "who entered it",
}
ADVICE: Mapping[AlertType, str] = {
    AlertType.DUPLICATE_SUPPLIER_BILL: "Compare the papers. If it is one bill, delete the extra entry before paying.",
    AlertType.DUPLICATE_INVOICE: "If the customer was billed once, cancel the extra invoice or issue a credit note.",
}


def explain(books: Books, finding: Finding) -> str:
    """Which documents, how much, and what they share."""
    documents = [books.document_by_id[one] for one in finding.documents]
    is_bill = finding.type is AlertType.DUPLICATE_SUPPLIER_BILL
    what = "A bill from" if is_bill else "An invoice to"
    times = "twice" if len(documents) == 2 else f"{len(documents)} times"
    numbers = phrases.joined(_once(phrases.named(one) for one in documents))
    amounts = phrases.joined(_once(money.spoken(one.total) for one in documents))
    days = phrases.joined(_once(phrases.day(one.issued_on) for one in documents))
    reasons = phrases.joined([AGREE[sign] for sign in finding.agree])
    return (
        f"{what} {books.party_name(documents[0].party_id)} for {amounts} may be in your books {times}:"
        f" {numbers}, dated {days}. What speaks for it: {reasons}."
    )


def _once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))
