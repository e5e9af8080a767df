"""What an innocent case is: it writes into the books and notes there which records only look wrong."""

from collections.abc import Callable

from tests.fraud.other_hands.book import Book

Case = Callable[[Book], None]
