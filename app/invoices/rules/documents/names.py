"""What can be the name of a firm or a person, and what is a line of goods or a sum."""

import re

_SIGNED = re.compile(r"\W*(?:for\b|authori[sz]ed|signat|receiver|seal\b|stamp\b)", re.I)
"""What stands where somebody signs."""
_MOST_WORDS = 9
_LONGEST = 80
_SUM = re.compile(
    r"\d\.\d\d\b|@ ?\d|\d ?/-|(?:\brs\.?|\binr|₹) ?\d|\b(?:qty|quantity|total|subtotal)\b"
    r"|\b(?:amount|amt|paid|round(?:ing|ed)?)\b|^\W*to be\b|%|\bcash\b|\bbalance\b",
    re.I,
)
"""What stands in lines of goods, in the head of their table and in its foot, and in no name."""


def is_name(text: str) -> bool:
    """Whether a text can be a name: words, not too many, no sum and no address of the net."""
    letters = sum(map(str.isalpha, text))
    digits = sum(map(str.isdigit, text))
    is_short = len(text.split()) <= _MOST_WORDS and len(text) <= _LONGEST
    is_other = _SIGNED.match(text) or _SUM.search(text) or "@" in text or "://" in text
    return letters >= 2 and digits <= letters / 2 and is_short and not is_other
