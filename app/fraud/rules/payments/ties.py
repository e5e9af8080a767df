"""What brings payments of two firms together: one bank reference, whoever is named on it, or one leaf of a cheque book.

Every rule that compares payments of different firms does so within these keys, so that whoever shares one is scanned
together (`parts`).
"""

import re
from collections.abc import Iterator

from app.books.records import Payment
from app.fraud.rules import leaves
from app.fraud.rules.payments import remarks

LEAST_LETTERS = 6
"""Shorter references are numbers of books and vouchers, which two banks may well share."""
LEAF = "leaf"

Key = tuple[object, ...]

_DIGIT = re.compile(r"\d")


def anywhere(payment: Payment) -> Iterator[Key]:
    """The keys that name no firm; none for a payment without a bank's reference."""
    if not payment.reference:
        return
    if leaf := leaves.number(payment):
        yield LEAF, payment.direction, leaf
        return
    reference = remarks.bare(payment.reference)
    if len(reference) >= LEAST_LETTERS and _DIGIT.search(reference):
        yield "reference", payment.direction, reference
