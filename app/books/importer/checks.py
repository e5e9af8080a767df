"""What a single value of a books file may be. Each check returns the value in its own type or says what is wrong.

Arithmetic is not judged: books are kept by hand, and a total that does not add up is a finding, not a bad row.
"""

import json
import re
from collections.abc import Callable, Collection
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from app.values import money, period

LONGEST = 4000
"""Letters that a text may have: names, notes and addresses of real books stay far below."""

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
CURRENCY = re.compile(r"[A-Z]{3}")
HIGHEST_RATE = Decimal(100)
NUMBERS = (int, float, Decimal, str)
PLACES = 6
"""Quantities finer than that come from division, not from a scale."""

LARGEST_WHOLE = 2**31 - 1
FIRST_YEAR, LAST_YEAR = 1900, 2150
NUL_ESCAPED = "\\u0000"


def text(value: Any) -> str:
    """A text without blanks around it. Raises `ValueError` when it is no text, empty, overlong or not storable."""
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not a text")
    stripped = value.strip()
    if not stripped:
        raise ValueError("is empty")
    if len(stripped) > LONGEST:
        raise ValueError(f"is longer than {LONGEST:,} letters")
    if "\x00" in stripped or not (stripped.isascii() or _is_storable(stripped)):
        raise ValueError("holds a character that cannot be stored")
    return stripped


def party_name(value: Any) -> str:
    """The name of a party, or nothing: books that are kept by hand hold parties without one."""
    return text(value) if not isinstance(value, str) or value.strip() else ""


def document_number(value: Any) -> str:
    """The number of a document, or nothing: slips of paper have none."""
    return reference(value) if not isinstance(value, str) or value.strip() else ""


def _is_storable(written: str) -> bool:
    """Whether it can be written in UTF-8: JSON may escape halves of a character that mean nothing alone."""
    return not any("\ud800" <= letter <= "\udfff" for letter in written)


def reference(value: Any) -> str:
    """An id or number as text; a bare whole number is taken as its digits."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return text(value)


def amount(value: Any) -> Decimal:
    """Rupees to two places. Raises `ValueError` for anything that is not a finite amount the tables can hold."""
    if isinstance(value, Decimal) and value.is_finite() and -money.LARGEST <= value <= money.LARGEST:
        return money.rounded(value)
    if isinstance(value, bool) or not isinstance(value, NUMBERS):
        raise ValueError(f"{value!r} is not an amount")
    return money.parsed(value)


def currency(value: Any) -> str:
    """The code of a currency, three letters as in ISO 4217."""
    code = text(value).upper()
    if not CURRENCY.fullmatch(code):
        raise ValueError(f"{value!r} is not the code of a currency, such as INR")
    return code


def positive_amount(value: Any) -> Decimal:
    """Rupees above zero: money that moved."""
    rupees = amount(value)
    if rupees <= 0:
        raise ValueError(f"{rupees} is not more than zero")
    return rupees


def quantity(value: Any) -> Decimal:
    """A number with any number of places."""
    if isinstance(value, bool) or not isinstance(value, NUMBERS):
        raise ValueError(f"{value!r} is not a number")
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation as error:
        raise ValueError(f"{value!r} is not a number") from error
    if not number.is_finite() or abs(number) > money.LARGEST:
        raise ValueError(f"{value!r} is not a number")
    return round(number, PLACES) if _places(number) > PLACES else number


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def percent(value: Any) -> Decimal:
    """A rate from 0 to 100."""
    rate = quantity(value)
    if not 0 <= rate <= HIGHEST_RATE:
        raise ValueError(f"{value} is not between 0 and 100 percent")
    return rate


def whole(value: Any) -> int:
    """A whole number."""
    number = quantity(value)
    if number != number.to_integral_value() or abs(number) > LARGEST_WHOLE:
        raise ValueError(f"{value} is not a whole number")
    return int(number)


def day(value: Any) -> date:
    """A calendar day, written YYYY-MM-DD; of a moment, its day in India."""
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not a date (YYYY-MM-DD)")
    try:
        if DAY.fullmatch(value.strip()):
            return _of_our_time(date.fromisoformat(value.strip()))
        return period.indian_date(moment(value))
    except ValueError as error:
        raise ValueError(f"{value!r} is not a date (YYYY-MM-DD)") from error


def moment(value: Any) -> datetime:
    """A moment in ISO 8601, in UTC; without an offset it was written in India, and a bare day means its midnight."""
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not a date and time")
    try:
        parsed = datetime.fromisoformat(value.strip())
        _of_our_time(parsed.date())
    except ValueError as error:
        raise ValueError(f"{value!r} is not a date and time") from error
    return (parsed if parsed.tzinfo else parsed.replace(tzinfo=period.INDIA)).astimezone(UTC)


def _of_our_time(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError("lies outside our time")
    return day


def yes_or_no(value: Any) -> bool:
    """True or false, also as the words that PostgreSQL and spreadsheets write."""
    known = {"true": True, "t": True, "yes": True, "1": True, "false": False, "f": False, "no": False, "0": False}
    answer = known.get(str(value).strip().lower())
    if answer is None:
        raise ValueError(f"{value!r} is neither true nor false")
    return answer


def one_of(choices: Collection[str]) -> Callable[[Any], str]:
    """A check for one of these words, in any case of letters."""
    by_folded = {choice.lower(): choice for choice in choices}

    def chosen(value: Any) -> str:
        found = by_folded.get(value.strip().lower()) if isinstance(value, str) else None
        if found is None:
            raise ValueError(f"{value!r} is none of {', '.join(choices)}")
        return found

    return chosen


def mapping(value: Any) -> dict[str, Any]:
    """An object of names and values."""
    if not isinstance(value, dict):
        raise ValueError("is not an object of names and values")
    try:
        written = json.dumps(value, default=float, allow_nan=False, ensure_ascii=False)
        written.encode()
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise ValueError("is an object that cannot be stored") from error
    if NUL_ESCAPED in written:
        raise ValueError("holds a character that cannot be stored")
    return value
