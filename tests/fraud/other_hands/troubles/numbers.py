"""How the number of a document changes when it is entered once more."""

import re
from collections.abc import Callable

from tests.fraud.other_hands.book import Book
from tests.fraud.other_hands.ledger import Record


def changed(book: Book, copy: Record, original: Record, change: Callable[[str], str]) -> None:
    """Give the copy the original's number, changed, once that is known."""
    book.later.append(lambda: copy.update(number=change(original["number"])))


def same(number: str) -> str:
    return number


def bare(number: str) -> str:
    """Only the running number, as lazy fingers type it; with "No." where nothing else can be left out."""
    runs: list[str] = re.findall(r"\d+", number)
    short = max(runs, key=len).lstrip("0") if runs else number
    return short if short != number else f"No.{number}"


def suffixed(end: str) -> Callable[[str], str]:
    """The number with something after it."""
    return lambda number: f"{number}{end}"


def misread(number: str) -> str:
    """As a scanner reads a poor print."""
    for right, wrong in (("0", "O"), ("1", "I"), ("5", "S"), ("8", "B"), ("2", "Z"), ("6", "G")):
        if right in number:
            at = number.rindex(right)
            return number[:at] + wrong + number[at + 1 :]
    return number.replace("-", " ") + "."


def digit_lost(number: str) -> str:
    """One digit short."""
    at = [place for place, sign in enumerate(number) if sign.isdigit()][-2:][0]
    return number[:at] + number[at + 1 :]
