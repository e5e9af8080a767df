"""What brings payments of two firms together: one bank reference, whoever is named on it.

Every rule that compares payments of different firms does so within these keys, so that whoever shares one is scanned
together (`parts`).
"""

import re
from collections.abc import Iterator

from app.books.records import Payment

LEAST_LETTERS = 6
"""Shorter references are numbers of cheques and books, which two banks may well share."""

Key = tuple[object, ...]


def anywhere(payment: Payment) -> Iterator[Key]:
    """The keys that name no firm; none for a payment without a bank's reference."""
    reference = re.sub(r"[\W_]+", "", payment.reference or "").upper()
    if len(reference) >= LEAST_LETTERS and any(character.isdigit() for character in reference):
        yield "reference", payment.direction, reference
