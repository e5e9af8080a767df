"""Amounts finer than a paisa, which come of divisions and of other programs: rounded row by row, as an import does."""

from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from app.books.records import CashEntry, Document, Expense, Payment
from app.values import money

PLACES = 2
Row = TypeVar("Row", Payment, Expense, CashEntry)


def is_finer(amount: Decimal) -> bool:
    """Whether `amount` has a part of a paisa."""
    exponent = amount.as_tuple().exponent
    return isinstance(exponent, int) and exponent < -PLACES and amount != money.rounded(amount)


def of_row(row: Row) -> Row:
    """`row` with its amount in whole paise."""
    return replace(row, amount=money.rounded(row.amount)) if is_finer(row.amount) else row


def of_document(document: Document) -> Document:
    """`document` with its sums in whole paise."""
    if not any(map(is_finer, sums(document))):
        return document
    return replace(
        document,
        subtotal=money.rounded(document.subtotal),
        tax_amount=money.rounded(document.tax_amount),
        total=money.rounded(document.total),
        paid=money.rounded(document.paid),
        discount=money.rounded(document.discount),
    )


def sums(document: Document) -> tuple[Decimal, ...]:
    """All that a document adds up."""
    return document.subtotal, document.tax_amount, document.total, document.paid, document.discount
