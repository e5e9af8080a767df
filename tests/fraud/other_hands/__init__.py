"""Books of invented small businesses by another hand than the generator that the detectors were built against.

A measurement against the only books that one had while building says little. These know other trades, other ways of
numbering and writing, other mistakes, other thieves and other innocent habits, and they say which is which.
"""

from random import Random
from typing import Any

from tests.fraud.other_hands import innocents, more_trades, ordinary, troubles, writing
from tests.fraud.other_hands.book import Book
from tests.fraud.other_hands.ledger import Record
from tests.fraud.other_hands.trades import Trade
from tests.fraud.other_hands.troubles import other_copies
from tests.fraud.other_hands.troubles.kinds import Case, Copies

ORDINARY = 620
"""Documents of ordinary days in each business; the cases bring the rest to about a thousand."""


def books(seed: int, businesses: int = 3, months: int = 18) -> dict[str, Any]:
    """A books JSON with its labels and hard negatives; the same for the same seed."""
    rng, trades = Random(seed), more_trades.ALL
    found = [_business(trades[(3 * (seed - 1) + place) % len(trades)], rng, months) for place in range(businesses)]
    return {
        "businesses": [writing.written(book) for book in found],
        "labels": _numbered("T", [label for book in found for label in book.labels]),
        "hard_negatives": _numbered("H", [one for book in found for one in book.innocents]),
    }


def _numbered(letter: str, records: list[Record]) -> list[Record]:
    return [{"id": f"{letter}{place:04d}"} | record for place, record in enumerate(records)]


def _business(trade: Trade, rng: Random, months: int) -> Book:
    book = Book(trade, rng, *ordinary.period(rng, months))
    ordinary.people_and_firms(book)
    for case in innocents.DOCUMENTS:
        case(book)
    ordinary.settle_open(book)
    for case in (*innocents.OTHERS, *innocents.OFTEN):
        case(book)
    _copies(book, "supplier", "duplicate_supplier_bill", troubles.BILLS, 9)
    _copies(book, "customer", "duplicate_invoice", troubles.INVOICES, 7)
    other_copies.import_ran_twice(book, rng.choice(("supplier", "customer")))
    _cases(book, "payment_mismatch", troubles.PAYMENTS, 12)
    _cases(book, "suspicious_pattern", troubles.PATTERNS, 10)
    ordinary.life(book, ORDINARY)
    return book


def _copies(book: Book, kind: str, type: str, cases: tuple[Copies, ...], many: int) -> None:
    for case in book.rng.sample(cases, many):
        first, *rest = case(book, book.buyer() if kind == "customer" else book.registered())
        book.trouble(type, case.__name__, first, *rest)
        ordinary.settled(book, first)
        if book.rng.random() < 0.25:
            ordinary.settled(book, rest[-1])


def _cases(book: Book, type: str, cases: tuple[Case, ...], many: int) -> None:
    for case in book.rng.sample(cases, many):
        book.trouble(type, case.__name__, *case(book))
