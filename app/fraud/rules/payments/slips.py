"""Amounts that were mistyped: digits exchanged, lost, doubled or misread, the decimal point moved.

Short and round amounts are left out, because 12,000 of a bill of 21,000 is an ordinary part payment.
"""

from decimal import Decimal

LEAST_DIGITS, LEAST_WRITTEN = 3, 5
"""Digits that say something, trailing zeros apart, in an amount of so many digits; one fewer says too little."""
SHIFTS = (Decimal(10), Decimal(100), Decimal(1000))
ROUNDED = Decimal(1)


def is_slip(due: Decimal, paid: Decimal) -> bool:
    """Whether `paid` looks like a mistyped `due`, so much so that it is hardly chance."""
    if due <= 0 or paid <= 0 or abs(due - paid) <= ROUNDED:
        return False
    return any(_is_mistyped(expected, actual) for expected, actual in _written(due, paid)) or _is_shifted(due, paid)


def _written(due: Decimal, paid: Decimal) -> list[tuple[str, str]]:
    """Both amounts as they may have been typed: in rupees, and with paise where both have them alike."""
    rounded = {str(int(due)), str(int(due + Decimal("0.5")))}
    pairs = [(one, str(int(paid))) for one in sorted(rounded) if paid % 1 == 0 or paid % 1 == due % 1]
    if due % 1 and paid % 1 == due % 1:
        pairs.append((str(int(due * 100)), str(int(paid * 100))))
    return pairs


def _is_mistyped(due: str, paid: str) -> bool:
    if not _says_enough(due):
        return False
    return _is_swapped(due, paid) or _has_one_more(due, paid) or _has_one_more(paid, due)


def _says_enough(digits: str) -> bool:
    significant = len(digits.rstrip("0"))
    return significant > LEAST_DIGITS or (significant == LEAST_DIGITS and len(digits) >= LEAST_WRITTEN)


def _is_swapped(one: str, other: str) -> bool:
    """Whether two neighbours were exchanged."""
    places = [place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    if len(one) != len(other) or len(places) != 2 or places[1] - places[0] != 1:
        return False
    return (one[places[0]], one[places[1]]) == (other[places[1]], other[places[0]])


def _has_one_more(short: str, long: str) -> bool:
    """Whether one digit of `long` is missing in `short`, inside or behind: 4821 for 48821 or for 48210."""
    if len(long) != len(short) + 1 or long[0] != short[0]:
        return False
    return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))


def _is_shifted(due: Decimal, paid: Decimal) -> bool:
    """Whether the decimal point moved; a round tenth of a bill is an advance."""
    if not _says_enough(str(int(due * 100))):
        return False
    return any(abs(paid - due * by) <= by or abs(paid * by - due) <= by / 2 for by in SHIFTS if paid * by > ROUNDED)
