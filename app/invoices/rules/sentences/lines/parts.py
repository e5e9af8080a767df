"""Parts of lines: how those that complete each other become one, and which of them share a price."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from app.invoices.rules.sentences.heard.tokens import Token

_STEM = 4
"""Letters by which "chair" and "chairs" are one."""

_NAMES_GOODS = frozenset("Wg")
_LONGEST_HEADING = 2
"""Words of a heading that may belong to goods which have a name of their own."""

_COUNTED = frozenset({None, "pcs"})
"""Units that "each" means alike: a pen is a piece."""


@dataclass(slots=True)
class Part:
    """One line while it is put together.

    `stated_sum` is what the sentence says it comes to beside its price; `is_each` says that the price is for each of
    what was counted, `is_joined` that an "and" leads to it, `is_lot_of` that "for"
    does ("2,360 (18% GST) for 4 designs"). `marks` are the places of quantity, unit and price.
    """

    first: int
    words: list[Token] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    quantity: Decimal | None = None
    unit: str | None = None
    unit_word: str = ""
    price: Decimal | None = None
    amount: Decimal | None = None
    stated_sum: Decimal | None = None
    marks: dict[str, int] = field(default_factory=dict)
    is_rate: bool = False
    is_each: bool = False
    is_joined: bool = False
    is_lot_of: bool = False

    @property
    def is_priced(self) -> bool:
        """Whether it says what it costs."""
        return self.price is not None or self.amount is not None

    @property
    def is_counted(self) -> bool:
        """Whether it says what and how many."""
        return bool(self.words) and self.quantity is not None

    @property
    def is_whole(self) -> bool:
        """Whether it needs no further word."""
        return bool(self.words) and self.is_priced


def merged(parts: list[Part]) -> list[Part]:
    """Neighbouring parts that complete each other as one: "cement, 10 bags, 360 each"."""
    whole: list[Part] = []
    for part in _priced_by_name(_without_headings(parts)):
        last = whole[-1] if whole else None
        if last is None or not _complete_each_other(last, part):
            whole.append(part)
            continue
        last.words, last.places = last.words or part.words, last.places + part.places
        last.quantity = last.quantity if last.quantity is not None else part.quantity
        last.unit, last.unit_word = last.unit or part.unit, last.unit_word or part.unit_word
        if part.is_lot_of and last.price is not None and not last.is_rate:
            last.price, last.amount = None, last.price
        last.price = last.price if last.price is not None else part.price
        last.amount = last.amount if last.amount is not None else part.amount
        last.stated_sum = last.stated_sum if last.stated_sum is not None else part.stated_sum
        last.marks = {**part.marks, **last.marks}
        last.is_rate, last.is_each = last.is_rate or part.is_rate, last.is_each or part.is_each
    return whole


def _without_headings(parts: list[Part]) -> list[Part]:
    """The parts, with words that stand alone before the first line as the name of its goods, or a part of it.

    "Annual maintenance contract - 4 quarters at 9,000", "School van service, April, 22 days at 150".
    """
    alone = next((i for i, part in enumerate(parts) if part.quantity is not None or part.is_priced), 0)
    if not alone:
        return parts
    first = parts[alone]
    headings = parts[:alone]
    has_name = any(word.kind in _NAMES_GOODS for word in first.words)
    if has_name and sum(len(heading.words) for heading in headings) > _LONGEST_HEADING:
        return parts[alone:]
    for heading in reversed(headings):
        first.words, first.places = [*heading.words, *first.words], [*heading.places, *first.places]
        first.first = heading.first
    return parts[alone:]


def _stems(part: Part) -> set[str]:
    return {word.key[:_STEM] for word in part.words}


def _priced_by_name(parts: list[Part]) -> list[Part]:
    """The parts, with prices that follow by the name of the goods: "40 kursi aur 5 mez, kursi 15, mez 80 rupaye"."""
    found: list[Part] = []
    for part in parts:
        is_price = part.is_priced and part.quantity in (None, 1) and bool(part.words)
        counted = (one for one in found if one.is_counted and not one.is_priced and _stems(part) <= _stems(one))
        same = next((one for one in counted if is_price or _is_unit_price(one, part)), None)
        if same is None:
            found.append(part)
        else:
            said = (part.price, part.amount, part.quantity)
            same.price, same.is_rate = next(value for value in said if value is not None), True
            same.marks = {**part.marks, **same.marks}
    return found


def _is_unit_price(counted: Part, part: Part) -> bool:
    """ "3 crate ande ..., ande 165 crate": the same goods and unit again, behind what one costs."""
    is_again = part.quantity is not None and not part.is_priced and part.unit is not None
    return is_again and part.unit == counted.unit


def _is_price_by_unit(first: Part, second: Part) -> bool:
    """ "sariya 12 quintal, 5650 quintal": the unit again, behind a number of its own."""
    is_open = first.is_counted and not first.is_priced and not second.is_priced
    return is_open and not second.words and second.unit is not None and second.unit == first.unit


def _complete_each_other(first: Part, second: Part) -> bool:
    overlap = (
        (first.words and second.words)
        or (first.quantity is not None and second.quantity is not None)
        or (first.is_priced and second.is_priced)
    )
    if first.is_counted and not first.is_priced and second.words and second.quantity is None and not second.is_priced:
        first.words, second.words = [*first.words, *second.words], []
        return True
    if _is_price_by_unit(first, second):
        second.price, second.quantity, second.is_rate = second.quantity, None, True
        return True
    is_same_unit = second.unit == first.unit if second.unit else second.unit_word[:_STEM] in _stems(first)
    is_for_one = second.quantity == 1 and not second.words and is_same_unit
    if is_for_one and second.is_priced and first.is_counted and not first.is_priced:
        return True
    is_of_one = first.is_whole and first.quantity == 1 and not second.words and not second.is_priced
    if is_of_one and second.quantity is not None and "quantity" in first.marks:
        first.quantity, first.marks = None, {**first.marks, **second.marks}
        first.price, first.amount = first.price or first.amount, None
        return True
    return not overlap and not (first.is_whole and first.quantity is not None)


def share_prices(lines: Sequence[Part]) -> None:
    """ "5 pens and 3 pencils at 10 each": gives the price to what is counted before the "and" and has none of its own.

    Only where both are counted in the same unit; a line behind a comma is asked for.
    """
    for first, second in reversed(list(pairwise(lines))):
        shares = second.is_joined and second.is_each and first.quantity is not None and bool(first.words)
        if shares and not first.is_priced and (first.unit == second.unit or {first.unit, second.unit} <= _COUNTED):
            first.price, first.is_rate, first.is_each = second.price, True, True
            first.is_joined = True
