"""Holes in the books, in words."""

from app.books.records.parties import RUPEE
from app.insights.records.answer import Words
from app.insights.records.housekeeping import BookGap, BookGaps, Gap
from app.insights.wording.phrases import count, listed, rupees

NAMED = 4

NO_LAW = (
    "Your amounts are in {currency}; GST, TDS and advance tax are set in Indian money, so their sums and dates are not "
    "given here."
)

GAPS = {
    Gap.NO_DUE_DATE: ("invoice", "without a due date", "Enter due dates on open invoices and bills"),
    Gap.NO_PARTY: ("document", "naming nobody", "Choose the customer or supplier on these documents"),
    Gap.FUTURE_DATED: ("entry", "dated in the future", "Correct the dates that lie in the future"),
    Gap.DATED_LONG_AGO: ("entry", "dated before 2000", "Correct the dates that lie before 2000"),
    Gap.UNLINKED_PAYMENT: ("payment", "not tied to an invoice", "Tie these payments to the invoices they settle"),
    Gap.UNDATED_PAYMENT: ("document", "marked paid without a payment", "Enter the payments of these documents"),
    Gap.UNDIRECTED_PAYMENT: ("payment", "with neither customer nor supplier", "Say whether these came in or went out"),
    Gap.EMPTY_MONTHS: (
        "month",
        "in a row without a document",
        "Enter what is missing, or ignore this if you were closed",
    ),
    Gap.DOUBLED: ("entry", "entered twice and counted once", "Delete the copies, which an import run twice leaves"),
    Gap.NEGATIVE_STOCK: (
        "product",
        "with less than nothing in stock",
        "Count these products and enter the purchases that are missing",
    ),
    Gap.FINER_THAN_A_PAISA: (
        "entry",
        "with parts of a paisa, rounded here",
        "Round these amounts to two decimals",
    ),
    Gap.UNREADABLE: (
        "entry",
        "left out because a date or an amount cannot be read",
        "Open the newest imported entries and correct dates and amounts that make no sense",
    ),
}


def book_gaps(found: BookGaps) -> Words:
    """What to mend first."""
    if not found.documents and not found.entries and not found.gaps:
        return Words("The books are empty", "Enter the first invoice or bill, and this page will fill.")
    abroad = "" if found.currency == RUPEE else f" {NO_LAW.format(currency=found.currency)}"
    if not found.gaps:
        return Words("Your books are in good order", f"Nothing to mend in {_all(found)}.{abroad}")
    them = "it" if len(found.gaps) == 1 else "them"
    text = f"{listed([_gap(gap) for gap in found.gaps])}. Mending {them} makes every figure here better.{abroad}"
    advice = tuple(f"{GAPS[gap.gap][2]} ({_money(gap)})." for gap in found.gaps[:NAMED])
    return Words(f"{count(len(found.gaps), 'thing')} to mend in your books", text, advice)


def _all(found: BookGaps) -> str:
    """How much there is: of books without documents, their entries."""
    return count(found.documents, "document") if found.documents else count(found.entries, "entry", "entries")


def _gap(gap: BookGap) -> str:
    return f"{_counted(gap)} {GAPS[gap.gap][1]}"


def _counted(gap: BookGap) -> str:
    one = GAPS[gap.gap][0]
    return count(gap.rows, one, "entries" if one == "entry" else None)


def _money(gap: BookGap) -> str:
    return rupees(gap.amount) if gap.amount > 0 else _counted(gap)
