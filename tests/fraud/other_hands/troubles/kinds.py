"""What a case of trouble is: it writes into the books and returns the records that are wrong."""

from collections.abc import Callable

from tests.fraud.other_hands.book import Book
from tests.fraud.other_hands.ledger import Record

Case = Callable[[Book], list[Record]]

Copies = Callable[[Book, Record], list[Record]]
"""A document entered more than once, for a given party: the original first."""
