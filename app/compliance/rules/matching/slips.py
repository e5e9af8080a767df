"""Slips of the hand in a number: what a person types for another number, told from the next number of the series.

A supplier's bills run on: 00040 and 00045 look alike and are two documents, whatever their amounts. So a number that
differs only in its last digit is never a slip. Sure slips are letters and digits taken for each other, two neighbours
changed, last year's prefix, a wrong letter in the series. The last two changed (101 and 110), a digit wrong before the
last, lost or doubled is a possible one: it needs more to go by, which `scoring` asks for.
"""

from enum import IntEnum

from app.compliance.rules.matching.numbers import Number

FEWEST_DIGITS = 3
"""In serials shorter than this each number is a slip of every other."""

SHORTEST_WORD = 3
"""A series of one letter or two differs by meaning, not by a slip."""

_LOOKS_LIKE = str.maketrans("OQDILSBZ", "00011582")


class Slip(IntEnum):
    """How surely a number is another one mistyped."""

    NONE = 0
    POSSIBLE = 1
    SURE = 2


def folded(number: Number) -> str:
    """The number with letters that look like digits as those digits."""
    return "".join(number.parts).translate(_LOOKS_LIKE).lstrip("0")


def shuffled(number: Number) -> str:
    """Its characters in order of the alphabet: the same for two numbers of which one has characters changed about."""
    return "".join(sorted("".join(number.parts)))


def digits(number: Number) -> tuple[str, ...]:
    """Its runs of digits: the same for two numbers of which one has a wrong letter."""
    return tuple(part for part in number.parts if part.isdigit())


def words(number: Number) -> tuple[str, ...]:
    """Its runs of letters."""
    return tuple(part for part in number.parts if not part.isdigit())


def looks_the_same(first: Number, second: Number) -> bool:
    """Whether letters stand for digits. 1-11 and 11-1 have no letters, and are two numbers."""
    is_alike = folded(first) == folded(second) or in_digits(first) == in_digits(second)
    return is_alike and words(first) != words(second)


def in_digits(number: Number) -> str:
    """The whole number, zeros and year in it, with letters that look like digits as those digits."""
    return number.plain.translate(_LOOKS_LIKE)


def slip(first: Number, second: Number) -> Slip:
    """What one number is of the other."""
    if not first.serial or not second.serial:
        return Slip.NONE
    if first.core == second.core or looks_the_same(first, second) or _has_wrong_letter(first, second):
        return Slip.SURE
    if first.shape != second.shape:
        return Slip.POSSIBLE if _has_tail(first, second) else Slip.NONE
    return _slip_of_digits(first.parts, second.parts)


def _has_tail(first: Number, second: Number) -> bool:
    """One bears letters behind the serial: 12 and 12-A."""
    short, long = sorted((first.parts, second.parts), key=len)
    return long[:-1] == short and not long[-1].isdigit()


def _slip_of_digits(first: tuple[str, ...], second: tuple[str, ...]) -> Slip:
    """Numbers of one shape: all runs of digits but one are the same, and that one is mistyped."""
    unlike = [(one, other) for one, other in zip(first, second, strict=True) if one != other]
    if len(unlike) != 1:
        return Slip.NONE
    one, other = unlike[0]
    if min(len(one), len(other)) < FEWEST_DIGITS:
        return Slip.NONE
    if _has_two_changed(one, other):
        return Slip.SURE if one[-1] == other[-1] else Slip.POSSIBLE
    return Slip.POSSIBLE if _has_one_wrong(one, other) or _has_one_more(one, other) else Slip.NONE


def _has_two_changed(one: str, other: str) -> bool:
    places = _unlike_places(one, other)
    return len(places) == 2 and places[1] == places[0] + 1 and one[places[0]] == other[places[1]] != other[places[0]]


def _has_one_wrong(one: str, other: str) -> bool:
    """One digit wrong that is not the last: the last one counts the bills."""
    places = _unlike_places(one, other)
    return len(places) == 1 and places[0] < len(one) - 1


def _has_one_more(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(long) != len(short) + 1:
        return False
    return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))


def _unlike_places(one: str, other: str) -> list[int]:
    if len(one) != len(other):
        return []
    return [place for place in range(len(one)) if one[place] != other[place]]


def _has_wrong_letter(first: Number, second: Number) -> bool:
    """One letter wrong, lost, doubled or changed about in a word of the series, and every digit the same."""
    if len(first.parts) != len(second.parts) or digits(first) != digits(second):
        return False
    unlike = [(one, other) for one, other in zip(first.parts, second.parts, strict=True) if one != other]
    if len(unlike) != 1 or min(map(len, unlike[0])) < SHORTEST_WORD:
        return False
    one, other = unlike[0]
    return len(_unlike_places(one, other)) == 1 or _has_two_changed(one, other) or _has_one_more(one, other)
