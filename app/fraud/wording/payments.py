"""How a payment that does not fit is explained: what was expected, what happened, what to check."""

from collections.abc import Mapping

from app.books.records import Books, Direction
from app.fraud.records import Finding, Rule
from app.fraud.wording import phrases
from app.values import money

SENTENCES: Mapping[Rule, str] = {
    Rule.PAID_TWICE: "{amount} seems to have been {verb} {who} twice{document}: {days}.",
    Rule.OTHER_PARTY: "{amount} {verb} {who} is booked on {document_of} of {other}.",
    Rule.PAID_BEFORE: "{amount} {verb} {who} on {day} is booked on {document_of}, which is dated only {issued}.",
    Rule.OVERPAID: "{amount} was {verb} {who} for {document_of} of {expected}: {gap} more than it asks for.",
    Rule.UNDERPAID: "{document_of} of {who} is marked as paid, but {gap} of {expected} is missing.",
    Rule.DIGITS_SWAPPED: "{amount} was {verb} {who} for {document_of} of {expected}: two digits look exchanged.",
    Rule.NO_DOCUMENT: "{amount} was {verb} {who} on {day}, and no open invoice or bill fits it.",
}
ADVICE: Mapping[Rule, str] = {
    Rule.PAID_TWICE: "Look in the bank statement whether the money moved once or twice.",
    Rule.OTHER_PARTY: "Check whose money it is and book the payment on the right party.",
    Rule.PAID_BEFORE: "Check the date of the payment; if it was an advance, note it as one.",
    Rule.OVERPAID: "Compare with the bank statement. If it is right, the rest is theirs or yours: note it so.",
    Rule.UNDERPAID: "Check whether TDS, a discount or charges were agreed; if not, ask for the rest.",
    Rule.DIGITS_SWAPPED: "Compare the amount with the bank statement and correct the entry.",
    Rule.NO_DOCUMENT: "Find the bill or invoice it belongs to, or note what it was for.",
}


def explain(books: Books, finding: Finding) -> str:
    """The sentence for the rule that spoke, with its figures."""
    payments = [books.payment_by_id[one] for one in finding.payments]
    documents = [books.document_by_id[one] for one in finding.documents]
    actual, expected = finding.actual or finding.amount_at_risk, finding.expected or finding.amount_at_risk
    named = phrases.named(documents[0]) if documents else "no document"
    sentence = SENTENCES[finding.rule].format(
        amount=money.spoken(payments[0].amount if finding.rule is Rule.PAID_TWICE else actual),
        verb="received from" if payments[0].direction is Direction.IN else "paid to",
        who=books.party_name(payments[0].party_id),
        other=books.party_name(documents[0].party_id) if documents else "",
        document=f" for {named}" if documents else "",
        document_of=named,
        days=phrases.joined([phrases.day(one.paid_on) for one in payments]),
        day=phrases.day(payments[0].paid_on),
        expected=money.spoken(expected),
        issued=phrases.day(documents[0].issued_on) if documents else "",
        gap=money.spoken(abs(expected - actual)),
    )
    return sentence[0].upper() + sentence[1:]
