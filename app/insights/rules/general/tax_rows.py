"""Which expenses of the books were payments of tax: by what their owner called them."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from app.books.records import Expense


class Tax(StrEnum):
    """What was paid."""

    GST = "gst"
    TDS = "tds"
    ADVANCE_TAX = "advance_tax"


WORDS: Mapping[Tax, re.Pattern[str]] = {
    Tax.TDS: re.compile(r"\b(tds|tax deducted at source)\b"),
    Tax.ADVANCE_TAX: re.compile(r"\b(advance tax|income[ -]?tax|self[ -]assessment tax)\b"),
    Tax.GST: re.compile(r"\b(gst|gstr|gstr-?3b|pmt-?06|cmp-?08)\b"),
}
PAID = re.compile(r"\b(paid|payments?|challan|deposit(ed)?|remitt?(ed|ance)|gstr-?3b|pmt-?06|cmp-?08|tax(es)?)\b")
TAXES = re.compile(r"\b(tax(es)?|gst|tds|duties|statutory|government)\b")
"""Words of a category under which tax is booked; elsewhere "GST" only says that a price holds some."""


def tax_of(expense: Expense) -> Tax | None:
    """The tax that `expense` paid; None for everything else, and for fees and purchases that only mention a tax."""
    category = expense.category.casefold()
    text = f"{category} {expense.description} {expense.vendor or ''}".casefold()
    if not TAXES.search(category) and not PAID.search(expense.description.casefold()):
        return None
    if "fee" in text or "incl" in text:
        return None
    return next((tax for tax, words in WORDS.items() if words.search(text)), None)


def payments(expenses: Iterable[Expense]) -> Mapping[Tax, tuple[Expense, ...]]:
    """The payments of each tax, oldest first."""
    found: dict[Tax, list[Expense]] = {tax: [] for tax in Tax}
    for expense in sorted(expenses, key=lambda one: (one.spent_on, one.id)):
        tax = tax_of(expense)
        if tax is not None and expense.amount > 0:
            found[tax].append(expense)
    return {tax: tuple(rows) for tax, rows in found.items()}
