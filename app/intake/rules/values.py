"""How a value that was sent for a field is read, and why it may not stand there: each reason a sentence.

A GSTIN is taken as the paper prints it, if it has the shape of one: whether it is right is for the checks to say.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from app.gst import states
from app.intake.records import Kind
from app.invoices.files import cleaning
from app.invoices.records.extractions import DocumentType, Value
from app.values import money

LONGEST_TEXT = 2000
EARLIEST, LATEST = date(1990, 1, 1), date(2099, 12, 31)
MOST_UNITS = Decimal(10**9)
MICRO = Decimal("0.000001")
_SHAPES: Mapping[Kind, tuple[str, str]] = {
    Kind.GSTIN: (r"[0-9A-Z]{15}", "A GSTIN has 15 letters and digits."),
    Kind.PAN: (r"[A-Z]{5}[0-9]{4}[A-Z]", "A PAN has five letters, four digits and a letter."),
    Kind.HSN: (r"[0-9]{2,8}", "An HSN or SAC code has up to eight digits."),
    Kind.IRN: (r"[0-9A-F]{64}", "An invoice reference number has 64 digits and letters from A to F."),
    Kind.CURRENCY: (r"[A-Z]{3}", "A currency is written with three letters, such as INR."),
}


class Unfit(ValueError):
    """The value cannot stand in the field; the sentence says why."""


def read(kind: Kind, sent: Any) -> Value:
    """The value that was sent for a field of this kind. Raises `Unfit`."""
    return _READERS[kind](sent)


def _text(sent: Any) -> str:
    if not isinstance(sent, str):
        raise Unfit("This must be text.")
    if any(letter == "\x00" or "\ud800" <= letter <= "\udfff" for letter in sent):
        raise Unfit("This has characters that cannot be kept.")
    text = " ".join(cleaning.cleaned(sent).split())
    if not text:
        raise Unfit("This is empty. Send null where the document has no such value.")
    if len(text) > LONGEST_TEXT:
        raise Unfit(f"At most {LONGEST_TEXT:,} characters are taken.")
    return text


def _number(sent: Any, lowest: Decimal, highest: Decimal, step: Decimal) -> Decimal:
    """A number that was sent as one, or as its digits."""
    if isinstance(sent, bool) or not isinstance(sent, int | float | str | Decimal):
        raise Unfit("This must be a number.")
    if isinstance(sent, str) and not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,9})?", sent):
        raise Unfit("This must be a number.")
    number = Decimal(str(sent))
    if not number.is_finite() or not lowest <= number <= highest:
        raise Unfit(f"This must be a number from {lowest.normalize():,f} to {highest:,f}.")
    return number.quantize(step, rounding=ROUND_HALF_UP)


def _amount(sent: Any) -> Decimal:
    return _number(sent, -money.LARGEST, money.LARGEST, money.PAISA)


def _price(sent: Any) -> Decimal:
    return _shortened(_number(sent, Decimal(0), MOST_UNITS, MICRO))


def _quantity(sent: Any) -> Decimal:
    return _shortened(_number(sent, Decimal(0), MOST_UNITS, MICRO))


def _rate(sent: Any) -> Decimal:
    return _shortened(_number(sent, Decimal(0), Decimal(100), Decimal("0.001")))


def _shortened(number: Decimal) -> Decimal:
    """The same number without zeros at its end."""
    return number.to_integral_value() if number == number.to_integral_value() else number.normalize()


def _day(sent: Any) -> date:
    if isinstance(sent, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", sent):
        try:
            day = date.fromisoformat(sent)
        except ValueError as error:
            raise Unfit("There is no such day.") from error
        if EARLIEST <= day <= LATEST:
            return day
        raise Unfit("This day is not of our time.")
    raise Unfit("This must be a day, written as 2025-10-15.")


def _state(sent: Any) -> str:
    code = _text(sent)
    if code not in {state.code for state in states.every()}:
        raise Unfit("This must be the two digits of a state, such as 27 for Maharashtra.")
    return code


def _yes_no(sent: Any) -> bool:
    if not isinstance(sent, bool):
        raise Unfit("This must be true or false.")
    return sent


def _document_type(sent: Any) -> str:
    known = [one.value for one in DocumentType]
    if sent not in known:
        raise Unfit(f"This must be one of: {', '.join(known)}.")
    return str(sent)


def _shaped(kind: Kind) -> Callable[[Any], str]:
    shape, why = _SHAPES[kind]

    def code(sent: Any) -> str:
        text = re.sub(r"[\s-]", "", _text(sent)).upper()
        if not re.fullmatch(shape, text):
            raise Unfit(why)
        return text.lower() if kind is Kind.IRN else text

    return code


_READERS: Mapping[Kind, Callable[[Any], Value]] = {
    Kind.TEXT: _text,
    Kind.AMOUNT: _amount,
    Kind.PRICE: _price,
    Kind.QUANTITY: _quantity,
    Kind.RATE: _rate,
    Kind.DAY: _day,
    Kind.STATE: _state,
    Kind.YES_NO: _yes_no,
    Kind.DOCUMENT_TYPE: _document_type,
    **{kind: _shaped(kind) for kind in _SHAPES},
}
