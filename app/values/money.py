"""Rupees, exactly: `Decimal` amounts of two places, and the only two ways in which this service rounds them."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

PAISA = Decimal("0.01")
RUPEE = Decimal("1")
ZERO = Decimal("0.00")

LARGEST = Decimal("9999999999999.99")
"""What `numeric(15,2)` of the app's tables can hold."""


def rounded(amount: Decimal) -> Decimal:
    """`amount` to the paisa, halves away from zero, as an Indian ledger rounds."""
    return amount.quantize(PAISA, rounding=ROUND_HALF_UP)


def estimated(amount: float) -> Decimal:
    """A drawn or expected amount, which arithmetic on arrays gave, to the paisa."""
    return rounded(Decimal(repr(float(amount))))


def rounded_to_rupee(amount: Decimal) -> Decimal:
    """`amount` to the whole rupee, fifty paise and more upwards (CGST Act 2017, section 170)."""
    return amount.quantize(RUPEE, rounding=ROUND_HALF_UP).quantize(PAISA)


def parsed(text: str | int | float | Decimal) -> Decimal:
    """The amount that `text` says, to the paisa. Raises `ValueError` for what is no finite number of rupees."""
    try:
        amount = Decimal(str(text).replace(",", "").strip())
    except InvalidOperation as error:
        raise ValueError(f"{text!r} is not an amount") from error
    if not amount.is_finite() or abs(amount) > LARGEST:
        raise ValueError(f"{text!r} is not an amount")
    return rounded(amount)


def spoken(amount: Decimal) -> str:
    """`amount` as an owner reads it: `₹1,25,000` or `₹980.50`, grouped in lakhs and crores."""
    sign = "-" if amount < 0 else ""
    whole, paise = f"{abs(rounded(amount)):.2f}".split(".")
    head, tail = whole[:-3], whole[-3:]
    while head:
        head, tail = head[:-2], f"{head[-2:]},{tail}"
    return f"{sign}₹{tail}" + (f".{paise}" if paise != "00" else "")
