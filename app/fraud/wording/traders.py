"""How a pattern of who is paid is explained: suppliers, customers and employees who are not what they seem.

The blanks are filled by `patterns.explain`; `detail` is the digits of an account, or the words for what stands out.
"""

from collections.abc import Mapping

from app.fraud.records import Rule
from app.fraud.rules.patterns.buying import Oddity

SENTENCES: Mapping[Rule, str] = {
    Rule.ACCOUNT_CHANGED: (
        "{actual} was paid to {who} soon after the bank account was changed to one ending in {detail}, and nobody"
        " has confirmed the change."
    ),
    Rule.SHARED_ACCOUNT: "The supplier {who} has the same {detail} as your employee {other}.",
    Rule.SHARED_CONTACT: "The supplier {who} has the same {detail} as your employee {other}.",
    Rule.SHARED_BY_SUPPLIERS: "The suppliers {who} and {other} are two firms, yet both have one account in your books.",
    Rule.OTHER_S_ACCOUNT: "{actual} meant for {who} went into the bank account of {other}, in {count}.",
    Rule.UNKNOWN_ACCOUNT: (
        "{actual} meant for {who} went, in {count}, into a bank account ending in {detail}, which is not the one that"
        " your books hold for them."
    ),
    Rule.NEW_SUPPLIER: (
        "{who} is a new supplier and was paid {actual} within days, which is much for your business. What stands out:"
        " {detail}."
    ),
    Rule.FIRST_LARGE: (
        "This is the first bill from {who}, a new supplier without a GSTIN in your books, and at {actual} it is larger"
        " than nearly all your bills."
    ),
    Rule.SILENT_SUPPLIER: (
        "{who} had sent no bill for a year or more, then billed {actual} from {day} on. What stands out: {detail}."
    ),
    Rule.ONLY_CUSTOMER: (
        "{documents} bills from {who}, {risk} together, carry one number after the other ({detail}), as if you were"
        " their only customer."
    ),
    Rule.BOUGHT_BACK: (
        "Goods sold to {who} were bought back from {other} within days at nearly the same price, {pairs} times, from"
        " {day} on: {risk} of sales."
    ),
    Rule.TAKEN_BACK: (
        "Sales of {risk} to {who} were made at the end of a month and taken back soon after, {pairs} times, from"
        " {day} on."
    ),
    Rule.CANCELLED_SALES: (
        "{detail} cancelled {documents} invoices, {risk} together, from {day} on; none was written again, and hardly"
        " anybody else here cancels any."
    ),
    Rule.CREDITS_AT_ONCE: (
        "{detail} entered {documents} credit notes, {risk} together, for several customers within one hour on {day},"
        " without naming goods that came back."
    ),
    Rule.CASH_REFUNDS: "{detail} gave back {actual} in cash to {who}, in {count}; hardly anybody else here does so.",
    Rule.STAFF_SHARE_ACCOUNT: "Your employees {who} and {other} have the same bank account.",
    Rule.BORROWED_GSTIN: (
        "The GSTIN of the supplier {who} is not its own: it is that of {owner}. {risk} was billed with it."
    ),
    Rule.TAX_UNREGISTERED: (
        "{who} charges GST on {documents} bills, {risk} together, but your books hold no GSTIN for it. Your other"
        " suppliers without GSTIN charge none."
    ),
    Rule.ADVANCES_ONLY: (
        "{actual} went to {who} in {count} from {day} on, but no bill of theirs has ever come into your books."
    ),
    Rule.PAID_AHEAD: (
        "{documents} bills from {who}, {risk} together, were paid days before they were written, from {day} on. Your"
        " other suppliers are paid after their bills."
    ),
    Rule.LATE_RECORD: (
        "{who} was entered as a supplier long after the dates of its bills: {documents} bills for {risk}, the first of"
        " {day}, were put in together and paid."
    ),
}
ADVICE: Mapping[Rule, str] = {
    Rule.ACCOUNT_CHANGED: "Call the supplier on the number you have always used and ask for the account.",
    Rule.SHARED_ACCOUNT: "Ask the employee, and look at what was delivered for these bills.",
    Rule.SHARED_CONTACT: "Ask the employee, and look at what was delivered for these bills.",
    Rule.SHARED_BY_SUPPLIERS: "Ask both suppliers for their account, on the numbers that you have always used.",
    Rule.OTHER_S_ACCOUNT: "Ask who chose this account, and whether the right one got the money.",
    Rule.UNKNOWN_ACCOUNT: "Call the supplier on the number you have always used and ask whether the account is theirs.",
    Rule.NEW_SUPPLIER: "Check who this supplier is and that the goods or the work arrived.",
    Rule.FIRST_LARGE: "Check who this supplier is, and that the goods or the work arrived, before you pay.",
    Rule.SILENT_SUPPLIER: "Call the supplier on the number you have always used and ask about this bill.",
    Rule.ONLY_CUSTOMER: "Check that this supplier exists and what was delivered for these bills.",
    Rule.BOUGHT_BACK: "Check whether goods really left and came back, and ask your accountant about the GST.",
    Rule.TAKEN_BACK: "Ask who made these sales, and whether the goods ever left.",
    Rule.CANCELLED_SALES: "Ask why these were cancelled, and check that no cash was taken for them.",
    Rule.CREDITS_AT_ONCE: "Ask the customers whether they sent anything back, and who got the money.",
    Rule.CASH_REFUNDS: "Ask the customers whether they got this money.",
    Rule.STAFF_SHARE_ACCOUNT: "Check that both work for you, and whose account it is.",
    Rule.BORROWED_GSTIN: "Look up the GSTIN on the GST portal and ask whose it is; the tax credit may be refused.",
    Rule.TAX_UNREGISTERED: "Ask for the GSTIN. Without one nobody may charge GST, and you get no tax credit.",
    Rule.ADVANCES_ONLY: "Ask for the bills, or for the money back.",
    Rule.PAID_AHEAD: "Ask who decides on these payments, and whether the goods came.",
    Rule.LATE_RECORD: "Ask why these bills came so late, and what was delivered for them.",
}
ODD: Mapping[str, str] = {
    Oddity.NO_GSTIN: "it has no GSTIN",
    Oddity.WRONG_GSTIN: "its GSTIN is not a valid one",
    Oddity.BORROWED_GSTIN: "its GSTIN stands under another name in your books",
    Oddity.NO_ORDER: "no order is named",
    Oddity.PAID_AT_ONCE: "it was paid at once",
    Oddity.VAGUE: "the bill has one line only",
    Oddity.ROUND: "the amount is round",
    Oddity.ONE_HAND: "one person entered the bill and the payment",
    Oddity.LARGE: "the amount is far above what was usual with them",
    Oddity.OTHER_GOODS: "they never sold you this before",
    Oddity.SEVERAL: "several bills came in a short time",
    Oddity.CAME_AFTER: "it was paid before it was among your suppliers",
    Oddity.NEVER_AGAIN: "nothing has come from them since",
    Oddity.NEW_ACCOUNT: "their bank account was new",
}


def detail(written: str | None) -> str:
    """A finding's detail in words: what stands out, or what it says already."""
    parts = (written or "an unknown number").split(", ")
    return ", ".join(ODD.get(one, one) for one in parts)
