"""Numbers that belong to the name of the goods: "53 grade cement", "size 8 shoes", "model 5"."""

from decimal import Decimal

from app.invoices.rules.sentences.tokens import Token

SMALLER = {("g", "kg"): Decimal(1000), ("ml", "l"): Decimal(1000)}
"""How many of the first unit make one of the second."""

_NAMED_BY_NUMBER = frozenset(
    ["size", "model", "type", "grade", "class", "part", "series", "std", "number-wala", "साइज", "मॉडल"]
)


def is_named(before: Token | None) -> bool:
    """Whether the word before a number is one that a number follows as its name."""
    return before is not None and before.key in _NAMED_BY_NUMBER
