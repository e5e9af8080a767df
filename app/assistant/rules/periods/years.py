"""Years as they are said: "2019", "2024-25", "FY25", "वित्त वर्ष 2024-25", and numbers of four digits that are none."""

import re
from dataclasses import dataclass

from app.assistant.rules.periods import spelling

EARLIEST, LATEST = 1900, 2199

_JOINED_FY = re.compile(r"fy(\d{2}|\d{4})")


@dataclass(frozen=True, slots=True)
class Year:
    """A year by the number in which it begins, and how many words name it."""

    number: int
    length: int
    is_financial: bool


def year_at(spoken: tuple[str, ...], index: int) -> Year | None:
    """The year that the words of `spoken` name from `index` on."""
    rest = spoken[index:]
    skipped = _words_for_it(rest)
    if rest and (joined := _JOINED_FY.fullmatch(rest[0])):
        pair = financial((joined[1], *rest[1:]), is_said=True)
        return pair or Year(_full(joined[1]) - 1, 1, is_financial=True)
    if pair := financial(rest[skipped:], is_said=skipped > 0):
        return Year(pair.number, pair.length + skipped, is_financial=True)
    if skipped and rest[skipped : skipped + 1] and rest[skipped].isdecimal() and len(rest[skipped]) in (2, 4):
        return Year(_full(rest[skipped]) - 1, skipped + 1, is_financial=True)
    found = plain(rest[:1])
    return Year(found, 1, is_financial=False) if found else None


def _words_for_it(rest: tuple[str, ...]) -> int:
    """How many words say "financial year" at the beginning of `rest`: "fy", "f y", "vitt varsh"."""
    if rest[:2] == ("f", "y") or (len(rest) > 1 and rest[0] in spelling.FINANCIAL and _is_unit(rest[1])):
        return 2
    return 1 if rest[:1] == ("fy",) else 0


def _is_unit(word: str) -> bool:
    return spelling.unit(word) == "year" or word == "varsh"


def financial(rest: tuple[str, ...], *, is_said: bool = False) -> Year | None:
    """2024 25, 2024 2025 and, after the words for it, 24 25: two years in a row."""
    if len(rest) < 2 or not (rest[0].isdecimal() and rest[1].isdecimal()):
        return None
    if len(rest[0]) != 4 and not (is_said and len(rest[0]) == 2):
        return None
    first = _full(rest[0])
    is_next = len(rest[1]) in (2, 4) and int(rest[1]) in (first + 1, (first + 1) % 100)
    return Year(first, 2, is_financial=True) if is_next and EARLIEST <= first <= LATEST else None


def plain(word: tuple[str, ...]) -> int | None:
    """The year that a number of four digits may be; `word` is that word, or nothing."""
    if not word or not word[0].isdecimal() or len(word[0]) != 4:
        return None
    return int(word[0]) if EARLIEST <= int(word[0]) <= LATEST else None


def is_amount(spoken: tuple[str, ...], index: int) -> bool:
    """Whether the number at `index` is one of rupees or of a document."""
    after = spoken[index + 1 : index + 3]
    is_counted = bool(after) and (
        after[0] in spelling.AMOUNT_AFTER or (after[0] in spelling.SE and after[-1] in spelling.AMOUNT_AFTER)
    )
    return is_counted or (index > 0 and spoken[index - 1] in spelling.AMOUNT_BEFORE)


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)
