"""How two document numbers stand to each other: the same one typed again, or two of one series.

A number typed again may have letters or a small count added at either end, may be cut to its last digits, may have two
digits exchanged, one wrong, lost or doubled. Honest neighbours are a few counts apart; series begin anew each year or
month.
"""

import re
from enum import StrEnum

from app.fraud.rules.duplicates import numbers
from app.fraud.rules.duplicates.numbers import NumberKey

NEAR_IN_SERIES = 9
"""Numbers of one series that lie this close are taken for two documents, not for one wrong digit at the end."""
LEAST_SHARED_SERIAL = 10
"""Small serials are shared by chance."""
LEAST_DIGITS = 3
"""Letters added before a number are only taken for such when the number itself has this many characters."""
LEAST_FOR_SLIP = 4
"""One wrong digit in a shorter number makes any other number."""

_TAIL = re.compile(r"[A-Z]{1,4}|COPY|REVISED|REVISE|DUPLICATE|REPEAT|AGAIN")
_HEAD = re.compile(r"[A-Z]{1,8}")
_MONTH = re.compile(r"[1-9]|1[0-2]|(?:1[7-9]|[2-5]\d)(?:0[1-9]|1[0-2])|(?:[1-9]|1[0-2])(?:1[7-9]|[2-5]\d)")
"""5, 2505 or 0525 without its zero; GST, and with it these series, began in 2017."""
_SMALL = re.compile(r"\d{1,2}")


class NumberRelation(StrEnum):
    """How two numbers stand to each other. `ELSEWHERE`: the number of one stands in another field of the other."""

    SAME = "same"
    LOOKALIKE = "lookalike"
    SUFFIX = "suffix"
    TAIL = "tail"
    ELSEWHERE = "elsewhere"
    TYPO = "typo"
    MISSING = "missing"
    SERIES = "series"
    OTHER_YEAR = "other_year"
    OTHER_SERIES = "other_series"
    DIFFERENT = "different"


def relation(one: str, other: str) -> NumberRelation:
    """How `one` and `other` stand to each other; the order does not matter."""
    return of_keys(numbers.key(one), numbers.key(other))


def of_keys(a: NumberKey, b: NumberKey) -> NumberRelation:
    """The same for numbers that were taken apart already."""
    if a.is_missing or b.is_missing:
        return NumberRelation.MISSING
    if a.core == b.core or a.loose == b.loose or a.blurred == b.blurred:
        return _of_equal(a, b)
    if _is_near_in_series(a, b):
        return NumberRelation.SERIES
    if _is_suffixed(a, b):
        return NumberRelation.SUFFIX
    if _is_other_month(a, b):
        return NumberRelation.OTHER_YEAR
    if _is_slip(a.loose, b.loose) or _is_renamed(a, b):
        return NumberRelation.TYPO
    if _is_cut(a, b):
        return NumberRelation.TAIL
    return NumberRelation.DIFFERENT if a.stem == b.stem else NumberRelation.OTHER_SERIES


def is_exchange(one: str, other: str) -> bool:
    """Whether two strings differ by two characters that changed places, as when typed in haste."""
    if len(one) != len(other) or one == other:
        return False
    places = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return len(places) == 2 and one[places[0]] == other[places[1]] and one[places[1]] == other[places[0]]


def is_one_off(one: str, other: str) -> bool:
    """Whether one character is wrong, or one was lost or put in."""
    shorter, longer = sorted((one, other), key=len)
    if len(longer) - len(shorter) > 1 or one == other:
        return False
    if len(shorter) == len(longer):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))


def _of_equal(a: NumberKey, b: NumberKey) -> NumberRelation:
    if a.year and b.year and a.year != b.year:
        return NumberRelation.OTHER_YEAR
    return NumberRelation.SAME if a.plain == b.plain else NumberRelation.LOOKALIKE


def _is_suffixed(a: NumberKey, b: NumberKey) -> bool:
    """Letters at either end, or a small count at the end, as where the app refuses a number that it has: 924, 924-1."""
    short, long = sorted((a, b), key=lambda one: len(one.core))
    if long.core.startswith(short.core) and _TAIL.fullmatch(long.core[len(short.core) :]):
        return True
    if long.tokens[:-1] == short.tokens and _SMALL.fullmatch(long.tokens[-1]) and len(short.core) >= LEAST_DIGITS:
        return True
    if _is_between_letters_and_year(short, long):
        return True
    is_headed = long.core.endswith(short.core) and bool(_HEAD.fullmatch(long.core[: -len(short.core)]))
    return is_headed and sum(map(str.isdigit, short.plain)) >= LEAST_DIGITS and short.core[0].isdigit()


def _is_between_letters_and_year(short: NumberKey, long: NumberKey) -> bool:
    """Only the count was typed of a number that has letters before it and one year behind it: 241 of GST-241/23."""
    if len(long.tokens) != 3 or long.tokens[1:2] != short.tokens or len(short.core) < LEAST_DIGITS:
        return False
    return short.core.isdigit() and long.tokens[0].isalpha() and bool(_SMALL.fullmatch(long.tokens[2]))


def _is_near_in_series(a: NumberKey, b: NumberKey) -> bool:
    if a.serial is None or b.serial is None or a.stem != b.stem:
        return False
    return abs(a.serial - b.serial) <= NEAR_IN_SERIES and not is_exchange(str(a.serial), str(b.serial))


def _is_other_month(a: NumberKey, b: NumberKey) -> bool:
    """The same count behind another month, where a series begins anew each month: 05/012 and 06/012, 2505-12."""
    if len(a.tokens) != len(b.tokens) or len(a.tokens) < 2 or a.tokens[-1] != b.tokens[-1]:
        return False
    unlike = [(one, other) for one, other in zip(a.tokens, b.tokens, strict=True) if one != other]
    if len(unlike) != 1 or is_exchange(*unlike[0]):
        return False
    return all(_MONTH.fullmatch(one) for one in unlike[0])


def _is_renamed(a: NumberKey, b: NumberKey) -> bool:
    """The same serial behind other letters, as a proforma and its invoice have: PI-112 and INV-112."""
    stems = a.stem.isalpha() and b.stem.isalpha()
    return stems and a.serial is not None and a.serial == b.serial and a.serial >= LEAST_SHARED_SERIAL


def _is_slip(one: str, other: str) -> bool:
    """One exchange, one wrong, one lost or doubled character in numbers long enough for that to mean something."""
    if len(one) >= LEAST_DIGITS and is_exchange(one, other):
        return True
    return min(len(one), len(other)) >= LEAST_FOR_SLIP - (len(one) != len(other)) and is_one_off(one, other)


def _is_cut(a: NumberKey, b: NumberKey) -> bool:
    """Only the last digits were typed."""
    short, long = sorted((a, b), key=lambda one: len(one.core))
    is_long_enough = short.core.isdigit() and len(short.core) >= LEAST_DIGITS
    return is_long_enough and long.serial is not None and str(long.serial).endswith(short.core)
