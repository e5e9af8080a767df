"""Numbers that belong to the name of the goods: "53 grade cement", "oil 15 ltr", "10 bags 50 kg cement", "dolo 650"."""

import re
from decimal import Decimal

from app.invoices.rules.sentences import lexicon
from app.invoices.rules.sentences.heard.tokens import Token
from app.invoices.rules.sentences.lines.parts import Part

SMALLER = {("g", "kg"): Decimal(1000), ("ml", "l"): Decimal(1000)}
"""How many of the first unit make one of the second."""

_DOZEN = 12
_NAMED_BY_NUMBER = frozenset(
    (
        "size",
        "room",
        "flat",
        "shop",
        "plot",
        "model",
        "type",
        "no",
        "number",
        "grade",
        "class",
        "part",
        "series",
        "std",
        "साइज",
        "मॉडल",
        "कक्षा",
    )
)
_COUNTED_BEHIND = re.compile(r"U[kwo]?[Wg]{1,4}N[UT@Rx]")
_PRICED_BEHIND = re.compile(r"U(?:w?[@xH=]|RN|-R?N)")
_NUMBER_BEHIND = re.compile(r"UR?N(?!U)")
_GOODS_BEHIND = re.compile(r"U[kwo]?[Wg]")


def is_named(before: Token | None) -> bool:
    """Whether the word before a number is one that a number follows as its name."""
    return before is not None and before.key in _NAMED_BY_NUMBER and before.kind != lexicon.UNIT


def is_packing(part: Part, after: str) -> bool:
    """`10 bags 50 kg cement`: the second measure tells the size of a bag."""
    is_bare = part.quantity is not None and not part.words and not part.is_priced
    return is_bare and bool(_GOODS_BEHIND.match(after))


def is_size(part: Part, after: str, unit: str | None) -> bool:
    """`3 tins oil 15 ltr @ 1890`, `Tata 1kg namak 25 packet`: a measure (`unit`) beside the one that is counted."""
    is_of_goods = any(word.kind == lexicon.WORD for word in part.words)
    if after[:1] != lexicon.UNIT or not is_of_goods or part.is_priced:
        return False
    if part.quantity is None:
        return bool(_COUNTED_BEHIND.match(after))
    return bool(_PRICED_BEHIND.match(after)) or (unit != part.unit and bool(_NUMBER_BEHIND.match(after)))


def is_model(part: Part, before: str, after: str) -> bool:
    """`30 strips dolo 650 at 28`: between counted goods and the price."""
    return part.quantity is not None and not part.is_priced and before[-1:] == "W" and after[:1] == "@"


def measure(part: Part, per: Token) -> None:
    """Takes the unit that a price is for.

    A price for a kilo of what is counted in grams is brought to one gram; dozens of what has a price for one are
    counted singly.
    """
    if part.unit == "dozen" and per.unit not in ("dozen", None) and part.quantity is not None:
        part.quantity, part.unit, part.unit_word = part.quantity * _DOZEN, per.unit, per.text
    if per.unit and part.unit is None and part.quantity is not None:
        part.unit, part.unit_word = per.unit, per.text
    factor = SMALLER.get((part.unit or "", per.unit or ""))
    if factor and part.price is not None:
        part.price /= factor
