"""How a bill or invoice that was probably entered twice is explained."""

from collections.abc import Iterable, Mapping, Sequence

from app.books.records import Books, Document
from app.fraud.records import AlertType, Finding, Rule, Sign
from app.fraud.wording import phrases
from app.values import money

AGREE: Mapping[Sign, str] = {
    Sign.PARTY: "same party",
    Sign.OTHER_RECORD: "the same party under two names",
    Sign.NUMBER: "same number",
    Sign.NUMBER_LOOKALIKE: "same number written differently",
    Sign.NUMBER_SUFFIX: "same number with something added",
    Sign.SAME_CONTACT: "two names with one phone or account",
    Sign.BRANCH: "two branches of one firm",
    Sign.NUMBER_CUT: "one number is the end of the other",
    Sign.NUMBER_ELSEWHERE: "the number of one is written in another field of the other",
    Sign.NUMBER_TYPO: "numbers that differ by one typing slip",
    Sign.AMOUNT: "same amount",
    Sign.AMOUNT_WITHOUT_GST: "same amount, once with and once without GST",
    Sign.AMOUNT_LESS_TDS: "same amount, once after TDS",
    Sign.AMOUNT_TYPO: "amounts that differ by one typing slip",
    Sign.AMOUNT_NEAR: "nearly the same amount",
    Sign.DATE: "same date",
    Sign.DATE_NEAR: "dates a few days apart",
    Sign.AMOUNT_SUM: "the parts add up to the whole",
    Sign.DATE_SLIP: "same day of another month or year, though entered at about the same time",
    Sign.PERIOD: "both for the same month, quarter or days",
    Sign.DATE_SWAPPED: "same date with day and month swapped",
    Sign.REFERENCE: "same order or challan number",
    Sign.ITEMS: "same items",
    Sign.ITEMS_MOST: "most items the same",
    Sign.ENTERED_TOGETHER: "entered within minutes of each other",
}
DIFFER: Mapping[Sign, str] = {
    Sign.NUMBER: "the number",
    Sign.NUMBER_MISSING: "one has no number",
    Sign.DATE: "the date",
    Sign.ITEMS: "the items",
    Sign.AMOUNT: "the amount",
    Sign.ENTERED_LATE: "when it was entered",
    Sign.ENTERED_BY: "who entered it",
}
RULES = (Rule.DUPLICATE, Rule.BOOKED_IN_PARTS)
ADVICE: Mapping[AlertType, str] = {
    AlertType.DUPLICATE_SUPPLIER_BILL: "Compare the papers. If it is one bill, delete the extra entry before paying.",
    AlertType.DUPLICATE_INVOICE: "If the customer was billed once, cancel the extra invoice or issue a credit note.",
}


def explain(books: Books, finding: Finding) -> str:
    """Which documents, how much, and what they share."""
    documents = [books.document_by_id[one] for one in finding.documents]
    if finding.rule is Rule.BOOKED_IN_PARTS:
        return _in_parts(books, finding, documents)
    is_bill = finding.type is AlertType.DUPLICATE_SUPPLIER_BILL
    what = "A bill from" if is_bill else "An invoice to"
    times = "twice" if len(documents) == 2 else f"{len(documents)} times"
    numbers = phrases.joined(_once(phrases.named(one) for one in documents))
    amounts = phrases.joined(_once(money.spoken(one.total) for one in documents))
    days = phrases.joined(_once(phrases.day(one.issued_on) for one in documents))
    reasons = phrases.joined([AGREE[sign] for sign in finding.agree])
    return (
        f"{what} {books.party_name(documents[0].party_id)} for {amounts} may be in your books {times}:"
        f" {numbers}, dated {days}. Why we think so: {reasons}."
    )


def _in_parts(books: Books, finding: Finding, documents: Sequence[Document]) -> str:
    """Which document is the whole, and which ones add up to it."""
    whole = max(documents, key=lambda one: (one.total, one.id))
    parts = phrases.joined(
        [f"{phrases.named(one)} ({money.spoken(one.total)})" for one in documents if one is not whole]
    )
    side = "from" if finding.type is AlertType.DUPLICATE_SUPPLIER_BILL else "to"
    who = f"{side} {books.party_name(whole.party_id)}"
    reasons = phrases.joined([AGREE[sign] for sign in finding.agree])
    return (
        f"{_capital(phrases.named(whole))} {who} for {money.spoken(whole.total)},"
        f" dated {phrases.day(whole.issued_on)}, may be in your books once more in parts: {parts}."
        f" Why we think so: {reasons}."
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))
