"""Whether a number of a line is a price, by the kinds of words around it: "@ 360", "360 each", "60 ke bhav"."""

import re
from decimal import Decimal

from app.invoices.rules.sentences import lexicon
from app.invoices.rules.sentences.lines.parts import Part

SMALL_UNITS = frozenset({"g", "ml"})
"""A bare number behind goods in these units is what they cost together."""

_PRICE_BEFORE = re.compile(r"(?:[@R=xH]|(?<=[WgsUTN)])-)[:w]?$")
_PRICE_AFTER = re.compile(r"w?(?:R?k?[EPH]|R?k?w?H|R(?!N(?![UT])))|R?P")
_RATE_BEFORE = re.compile(r"[@Hx][:wR]?$")
_RATE_AFTER = re.compile(r"w?(?:R?k?[EPH]|R?kw?H|R[UT]|[UT]kw?H)")
_EACH_BEFORE = re.compile(r"E[@w]?R?$")
_EACH_AFTER = re.compile(r"w?R?k?w?E")
_SUM_BEFORE = re.compile(r"=R?$")
_GOODS_THEN_PRICE = re.compile(r"[Wg]{1,5}[@x]")
_TAKEN = re.compile(r"N[Rkw]*[RH]w?$")
_OF_LINE = re.compile(r"R?k(?!w?[HE])")
_FOR_ALL = re.compile(r"[f=Y]R?$")
_UNIT = re.compile(r"[UT](?![Wg])")


def is_rate(before: str, after: str) -> bool:
    """Whether it is said to be for one of what is counted."""
    return bool(_RATE_BEFORE.search(before) or _RATE_AFTER.match(after))


def is_each(before: str, after: str) -> bool:
    """Whether "each" stands beside it."""
    return bool(_EACH_BEFORE.search(before) or _EACH_AFTER.match(after))


def is_sum(before: str) -> bool:
    """Whether it is what quantity and price come to: "100 x 45 = 4500"."""
    return bool(_SUM_BEFORE.search(before))


def is_price(part: Part, before: str, after: str, *, goes_on: bool) -> bool:
    """Whether words say that it is a price. `goes_on` tells that nothing understood stands behind the next word."""
    is_counted = part.quantity is None and before.endswith("-") and after[:1] in ("U", "T", "z")
    is_counted |= before.endswith("-") and bool(_GOODS_THEN_PRICE.match(after))
    is_taken = part.is_priced and bool(_TAKEN.search(before))
    is_times = before.endswith("x") and part.quantity is None and (after[:1] in ("", "@") or part.is_priced)
    is_led = bool(_PRICE_BEFORE.search(before)) and not (is_taken or is_counted or is_times)
    return is_led or bool(_PRICE_AFTER.match(after)) or _is_repeated_unit(part, after, goes_on=goes_on)


def is_line_amount(part: Part, before: str, after: str) -> bool:
    """Whether it is what the whole line costs: "12 kilo chawal 720 ka", "25 kg sugar for 1,050"."""
    if part.quantity is None or part.is_priced or _RATE_AFTER.match(after) or after[:1] in ("U", "T"):
        return False
    if _FOR_ALL.search(before) and part.words:
        return True
    return part.unit in lexicon.WEIGHED and bool(_OF_LINE.match(after))


def is_multiplied(part: Part, value: Decimal, after: str, times: Decimal | None) -> bool:
    """`brush 60 x 3`: behind the goods the smaller number counts them."""
    return after[:2] == "xN" and bool(part.words) and part.quantity is None and (times or value) < value


def _is_repeated_unit(part: Part, after: str, *, goes_on: bool) -> bool:
    """`4 kilo besan 90 kilo`: behind goods that are counted already, a unit says what the price is for."""
    is_open = part.is_counted and not part.is_priced and after[:1] in ("U", "T")
    return is_open and (bool(_UNIT.match(after)) or not goes_on)
