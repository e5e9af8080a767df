"""Amounts in the words of Indian bills: crores, lakhs, rupees and paise; dollars by the million."""

from decimal import Decimal

from app.simulate.chance import Chance

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_INDIAN = ((10_000_000, "crore"), (100_000, "lakh"), (1000, "thousand"), (100, "hundred"))
_WESTERN = ((1_000_000, "million"), (1000, "thousand"), (100, "hundred"))


def amount(value: Decimal, currency: str, chance: Chance) -> str:
    """A positive amount as the foot of a bill says it, in one of the forms in use."""
    whole, fraction = divmod(int(value * 100), 100)
    scales, main, small = (_INDIAN, "Rupees", "Paise") if currency == "INR" else (_WESTERN, "US Dollars", "Cents")
    said = _spoken(whole, scales).title()
    part = _spoken(fraction, scales).title() if fraction else ""
    form = chance.pick(("before", "before", "after", "code"))
    if form == "after":
        text = f"{said} {main} and {part} {small} Only" if part else f"{said} {main} Only"
    elif form == "code":
        text = f"{currency} {said} and {part} {small.lower()} Only" if part else f"{currency} {said} Only"
    else:
        text = f"{main} {said} and {part} {small} Only" if part else f"{main} {said} Only"
    return text.upper() if chance.happens(0.15) else text


def _spoken(value: int, scales: tuple[tuple[int, str], ...]) -> str:
    if value < 20:
        return _ONES[value]
    if value < 100:
        tens, ones = divmod(value, 10)
        return _TENS[tens] + (f" {_ONES[ones]}" if ones else "")
    scale, word = next(pair for pair in scales if value >= pair[0])
    many, rest = divmod(value, scale)
    return f"{_spoken(many, scales)} {word}" + (f" {_spoken(rest, scales)}" if rest else "")
