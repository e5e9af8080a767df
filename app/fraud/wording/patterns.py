"""How a pattern worth a second look is explained."""

from collections.abc import Mapping

from app.books.records import Books
from app.fraud.records import Finding, Rule
from app.fraud.wording import phrases, traders
from app.values import money

SENTENCES: Mapping[Rule, str] = {
    **traders.SENTENCES,
    Rule.FAR_FROM_HABIT: (
        "{document} of {who} is for {actual}; usually it is about {expected}. It may have a digit too many."
    ),
    Rule.CASH_PAID: (
        "{actual} was paid to {who} in cash in {count}, above the limit of {expected} a day. The tax office may not"
        " accept it as an expense."
    ),
    Rule.CASH_RECEIVED: (
        "{actual} was received from {who} in cash in {count}. From {expected} on, cash for one sale or on one day"
        " can bring a penalty of the same amount."
    ),
    Rule.BELOW_APPROVAL: (
        "{documents} bills from {who} lie just below your approval limit of {expected}, from {day} on."
    ),
    Rule.ROUND_AMOUNTS: (
        "{documents} bills from {who} come to round thousands, {risk} together, from {day} on. Real bills seldom do."
    ),
    Rule.AT_NIGHT: (
        "{documents} bills from {who} for {risk} were entered at hours at which nobody here usually works, from"
        " {day} on."
    ),
    Rule.CLOSED_DAY: (
        "{documents} bills from {who} for {risk} were dated or entered on days on which you are usually closed,"
        " from {day} on."
    ),
    Rule.BACKDATED: (
        "{documents} bills from {who} for {risk} are dated just before a month's end, from {day} on, but were entered"
        " weeks later. Your other bills are entered soon after their date."
    ),
    Rule.AGAINST_DATES: (
        "{documents} bills from {who} for {risk} carry dates from {day} on, but their numbers ({detail}) belong to"
        " bills written weeks later, which is when they were entered."
    ),
    Rule.CASH_KEPT_BELOW: (
        "{actual} in cash moved between you and {who} in {count} on different days, from {day} on, each just below"
        " the limit of {expected}. It looks like one sum in pieces."
    ),
    Rule.CASH_LOAN: (
        "A loan or deposit of {actual} with {who} moved in cash in {count}. From {expected} on, that must go through"
        " the bank."
    ),
    Rule.SPLIT_ORDER: (
        "{documents} bills from {who} within a day or two come to {risk}; each stays below your approval limit of"
        " {expected}. It may be one order in pieces."
    ),
    Rule.BELOW_ROUND_SUM: (
        "{documents} bills from {who} lie just below {expected}, from {day} on, and none just above it, as if"
        " somebody kept below a limit on purpose."
    ),
    Rule.INVENTED_AMOUNTS: (
        "The amounts of {documents} bills from {who}, {risk} together, do not look like those of real trade: they begin"
        " with other digits than those of your other suppliers, and hardly an amount or a price comes twice."
    ),
    Rule.FLURRY: (
        "{documents} bills from {who} for {risk} came within two weeks, from {day} on. Usually it sends far fewer,"
        " and your other suppliers were as quiet as ever."
    ),
    Rule.VOUCHERS_BELOW: (
        "{who} was paid {actual} in {count} without a bill, each just below {expected}, from {day} on, as if"
        " somebody kept below a limit on purpose."
    ),
    Rule.TOO_DEAR: (
        "{who} charges you clearly more than all your other suppliers for the same thing, in {documents} bills for"
        " {risk}, from {day} on."
    ),
    Rule.TOO_CHEAP: (
        "{who} gets the same thing clearly cheaper than all your other customers, in {documents} invoices for {risk},"
        " from {day} on."
    ),
}
ADVICE: Mapping[Rule, str] = {
    **traders.ADVICE,
    Rule.FAR_FROM_HABIT: "Compare the amount with the paper.",
    Rule.CASH_PAID: "Ask your accountant about this, and pay larger amounts by bank or UPI.",
    Rule.CASH_RECEIVED: "Ask your accountant about this, and take larger amounts by bank or UPI.",
    Rule.BELOW_APPROVAL: "Ask who ordered these, and whether they were one order.",
    Rule.ROUND_AMOUNTS: "Look at the papers and at what was delivered for these bills.",
    Rule.AT_NIGHT: "Ask who entered these and why at that hour.",
    Rule.CLOSED_DAY: "Ask who entered these, and whether anything was delivered on those days.",
    Rule.BACKDATED: "Ask why these came so late, and compare the dates with the papers.",
    Rule.AGAINST_DATES: "Compare the dates with the papers, and ask the supplier when these were written.",
    Rule.CASH_KEPT_BELOW: "Find out what these were for, and ask your accountant whether the law counts them together.",
    Rule.CASH_LOAN: "Ask your accountant about this, and move loans and deposits through the bank.",
    Rule.SPLIT_ORDER: "Ask who ordered these, and whether they were one order.",
    Rule.BELOW_ROUND_SUM: "Ask who ordered these, and whether they were one order.",
    Rule.INVENTED_AMOUNTS: "Look for orders, delivery papers and the goods themselves for some of these bills.",
    Rule.FLURRY: "Check that the goods of these bills were ordered and arrived.",
    Rule.VOUCHERS_BELOW: "Ask for the papers behind some of these vouchers.",
    Rule.TOO_DEAR: "Ask others for their price, and who agreed to this one.",
    Rule.TOO_CHEAP: "Ask who agreed to this price, and why.",
}
LEGAL = frozenset({Rule.CASH_PAID, Rule.CASH_RECEIVED, Rule.CASH_KEPT_BELOW, Rule.CASH_LOAN})
"""Rules that hold a limit of law: their finding's detail names the section."""


def explain(books: Books, finding: Finding) -> str:
    """The sentence for the rule that spoke, with its figures."""
    names = [books.party_name(one) for one in finding.parties] or [books.party_name(None)]
    documents = [books.document_by_id[one] for one in finding.documents]
    count = len(finding.payments)
    sentence = SENTENCES[finding.rule].format(
        who=names[0],
        other=names[-1],
        owner=names[-1] if len(names) > 1 else "your own business",
        document=phrases.named(documents[0]) if documents else "",
        documents=len(documents),
        count="one payment" if count == 1 else f"{count} payments",
        actual=money.spoken(finding.actual or finding.amount_at_risk),
        expected=money.spoken(finding.expected or finding.amount_at_risk),
        detail=traders.detail(finding.detail),
        risk=money.spoken(finding.amount_at_risk),
        day=phrases.day(finding.on),
        pairs=max(len(documents) // 2, 1),
    )
    return sentence[0].upper() + sentence[1:]
