"""How a payment that does not fit is explained: what was expected, what happened, what to check."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from app.books.records import Books, Direction, Document, Payment
from app.fraud.records import Finding, Rule
from app.fraud.wording import phrases
from app.values import money

SENTENCES: Mapping[Rule, str] = {
    Rule.PAID_TWICE: "{amount} seems to have been {verb} {who} twice{document}: {days}.",
    Rule.OTHER_PARTY: "{amount} {verb} {who} is booked on {document_of} of {other}.",
    Rule.PAID_BEFORE: "{amount} {verb} {who} on {day} is booked on {document_of}, which is dated only {issued}.",
    Rule.OVERPAID: "{amount} was {verb} {who} for {document_of}, which is for {expected}: {gap} too much.",
    Rule.UNDERPAID: "{document_of} of {who} is marked as paid, but {gap} of {expected} is missing.",
    Rule.DIGITS_SWAPPED: "{amount} was {verb} {who} for {document_of}, which is for {expected}: it looks mistyped.",
    Rule.NO_DOCUMENT: "{amount} was {verb} {who} on {day}, and no open invoice or bill fits it.",
    Rule.SETTLED_BEFORE: "{amount} was {verb} {who} on {day} although nothing was owed, and no bill has come since.",
    Rule.REFERENCE_SHARED: "Two payments with different parties carry the same bank reference: {days}, {sums}.",
    Rule.WRONG_WAY: "{amount} is booked as {verb} {who} on {document_of}, for which money goes the other way.",
    Rule.NOTHING_OWED: "{amount} was {verb} {who} on {day} for {document_of}, on which nothing more was owed.",
    Rule.TAX_MISFIT: "{gap} was kept back from {document_of} of {who}. No TDS rate that held then, or that you use with"
    " them, comes to that.",
    Rule.GST_KEPT_BACK: "{document_of} of {who} is marked as paid, but its GST of {gap} was never paid.",
    Rule.SUM_MISFIT: "{amount} was {verb} {who} on {day} for {all_documents}, which come to {expected}: {gap} apart.",
    Rule.ADVANCE_FORGOTTEN: "{document_of} of {who} for {expected} was paid in full although an advance had been paid"
    " for it: {actual} in all.",
    Rule.CREDIT_FORGOTTEN: "{document_of} of {who} was paid in full although a credit note had brought it down to"
    " {expected}: {gap} too much.",
    Rule.BOUNCED: "The {amount} {verb} {who} on {day} came back from the bank, and nothing has been paid in"
    " its place{document}.",
    Rule.DATED_AHEAD: "{amount} {verb} {who} is dated {day}, which is later than the day it was entered.",
    Rule.MARKED_PAID: "{document_of} of {who} for {expected} is marked as paid, but there is no payment for it.",
    Rule.PAID_FIGURE: "{document_of} of {who} says that {expected} was paid, but its payments come to {actual}.",
}
ADVICE: Mapping[Rule, str] = {
    Rule.PAID_TWICE: "Check in the bank statement whether the money moved once or twice.",
    Rule.OTHER_PARTY: "Check whose money it is and book the payment on the right party.",
    Rule.PAID_BEFORE: "Check the date of the payment; if it was an advance, note it as one.",
    Rule.OVERPAID: "Compare with the bank statement. If it is right, note whether the rest is an advance or goes back.",
    Rule.UNDERPAID: "Check whether TDS, a discount or charges were agreed; if not, ask for the rest.",
    Rule.DIGITS_SWAPPED: "Compare the amount with the bank statement and correct the entry.",
    Rule.NO_DOCUMENT: "Find the bill or invoice that it belongs to, or note what it was for.",
    Rule.SETTLED_BEFORE: "Ask them for a statement of your account, and for the money back if it was not owed.",
    Rule.REFERENCE_SHARED: "Look up the reference in the bank statement and keep only the entry of the right party.",
    Rule.WRONG_WAY: "Check in the bank statement which way the money went; if it is a refund, link its credit note.",
    Rule.NOTHING_OWED: "Check whether it belongs to the document that took its place; if not, ask for the money back.",
    Rule.TAX_MISFIT: "Work out the TDS again and compare it with the TDS certificate or Form 26AS.",
    Rule.GST_KEPT_BACK: "Pay or ask for the GST, or note why it was not due.",
    Rule.SUM_MISFIT: "Add up the documents that the note names and ask what was taken off or added.",
    Rule.ADVANCE_FORGOTTEN: "Ask for the advance back, or have it set against the next bill.",
    Rule.CREDIT_FORGOTTEN: "Ask for the amount of the credit note back, or take it off the next payment.",
    Rule.BOUNCED: "Take the payment out of the books, mark the document as unpaid, and see that it is paid again.",
    Rule.DATED_AHEAD: "Compare the date with the bank statement; the year or the month may be mistyped.",
    Rule.MARKED_PAID: "Find the payment in the bank statement or cash book, or mark the document as unpaid.",
    Rule.PAID_FIGURE: "Compare with the bank statement and correct the one that is wrong.",
}


def explain(books: Books, finding: Finding) -> str:
    """The sentence for the rule that spoke, with its figures."""
    payments = [books.payment_by_id[one] for one in finding.payments]
    documents = [books.document_by_id[one] for one in finding.documents]
    actual = finding.amount_at_risk if finding.actual is None else finding.actual
    expected = finding.amount_at_risk if finding.expected is None else finding.expected
    named = phrases.named(documents[0]) if documents else "no document"
    sentence = SENTENCES[finding.rule].format(
        amount=money.spoken(payments[0].amount if payments and finding.rule is Rule.PAID_TWICE else actual),
        verb=_verb(payments),
        who=books.party_name(_party(payments, documents)),
        other=books.party_name(documents[0].party_id) if documents else "",
        document=f" for {named}" if documents else "",
        document_of=named,
        all_documents=phrases.joined([phrases.named(one) for one in documents[: phrases.MOST_SHOWN]]),
        days=phrases.joined([phrases.day(one.paid_on) for one in payments[: phrases.MOST_SHOWN]]),
        sums=phrases.joined([money.spoken(one.amount) for one in payments[: phrases.MOST_SHOWN]]),
        day=phrases.day(payments[0].paid_on if payments else finding.on),
        expected=money.spoken(expected),
        actual=money.spoken(actual),
        issued=phrases.day(documents[0].issued_on) if documents else "",
        gap=money.spoken(abs(expected - actual)),
    )
    more = f" {finding.detail} more with them look the same." if finding.detail else ""
    return sentence[0].upper() + sentence[1:] + more


def _verb(payments: Sequence[Payment]) -> str:
    return "received from" if payments and payments[0].direction is Direction.IN else "paid to"


def _party(payments: Sequence[Payment], documents: Sequence[Document]) -> UUID | None:
    """Whose money it is: the party of the payment, of the document where there is none."""
    return payments[0].party_id if payments else documents[0].party_id if documents else None
