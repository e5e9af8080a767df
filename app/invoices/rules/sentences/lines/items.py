"""What is sold: the parts of the sentence that hold goods and numbers, put together into lines.

What a part leaves open is asked for, never filled in.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from app.invoices.records import SaidItem
from app.invoices.rules.sentences import lexicon
from app.invoices.rules.sentences.heard.grammar import Sentence
from app.invoices.rules.sentences.heard.tokens import Token
from app.invoices.rules.sentences.lines import parts
from app.invoices.rules.sentences.lines.parts import Part
from app.invoices.rules.sentences.lines.scanner import Scanner

_IN_SIGHT = 4
_JOINTS = frozenset("kotf&-w")


@dataclass(frozen=True, slots=True)
class Line:
    """One item, the token at which it begins, and whether other words stand between those of its goods.

    is_headed : only a break does, before any number: the goods have a heading
    """

    first: int
    item: SaidItem
    is_scattered: bool
    places: tuple[int, ...] = ()
    is_headed: bool = False
    marks: Mapping[str, int] = field(default_factory=dict)


def lines(sentence: Sentence) -> list[Line]:
    """The items in order."""
    found: list[Part] = []
    for places in _segments(sentence):
        in_segment = Scanner(sentence, places).parts()
        for first in in_segment[:1]:
            first.is_lot_of = sentence.kinds[places[0]] == "f" and first.quantity is not None
            first.is_joined = bool(re.search(r"&[_wv]*$", sentence.kinds[max(0, places[0] - _IN_SIGHT) : places[0]]))
        found.extend(in_segment)
    sold = [part for part in parts.merged(found) if part.quantity is not None or part.is_priced]
    parts.share_prices(sold)
    for place in (place for part in sold for place in part.places):
        sentence.use(range(place, place + 1))
    return [
        Line(
            part.first,
            _item(part),
            _is_scattered(sentence, part),
            tuple(part.places),
            _is_headed(sentence, part),
            part.marks,
        )
        for part in sold
    ]


def _is_scattered(sentence: Sentence, part: Part) -> bool:
    """Whether numbers, names or verbs stand between the words; "ka", "of" and "-" do not part them."""
    return any(set(sentence.kinds[first + 1 : second]) - _JOINTS for first, second in pairwise(sorted(part.places)))


def _is_headed(sentence: Sentence, part: Part) -> bool:
    between = [sentence.kinds[first + 1 : second] for first, second in pairwise(sorted(part.places))]
    return lexicon.BREAK in between or ":" in between


def _segments(sentence: Sentence) -> list[list[int]]:
    """The places of unclaimed tokens, split at breaks, and at "and" where numbers stand on both sides."""
    segments: list[list[int]] = [[]]
    kinds, has_number = sentence.kinds, False
    last_number = kinds.rfind("N")
    for place, kind in enumerate(kinds):
        has_number = has_number or kind == "N"
        labels = kind == ":" and kinds[place - 1 : place] in ("z", "H")
        if (kind in ",:" and not labels) or (kind in "&+" and has_number and place < last_number):
            segments.append([])
            has_number = False
        elif kind != lexicon.CLAIMED:
            segments[-1].append(place)
    return [segment for segment in segments if segment]


def _written(words: Sequence[Token]) -> str:
    """The words as they were written: "4ft" is one."""
    pieces = [" " * (one.end != two.start) + two.text for one, two in pairwise(words)]
    return "".join([word.text for word in words[:1]] + pieces).strip()


def _last_unit(part: Part) -> str | None:
    """The unit behind the goods ("5 milk packets"), which no number before it makes a size."""
    if part.quantity is None or len(part.words) < 2 or part.words[-2].value is not None:
        return None
    return part.words[-1].unit


def _item(part: Part) -> SaidItem:
    """The line that a part says: a sum for goods without a quantity is one lot of them."""
    words = _written(part.words) or part.unit_word
    unit = part.unit or _last_unit(part)
    is_lot = part.quantity is None and part.price is not None and not part.is_rate and bool(words)
    return SaidItem(
        words, Decimal(1) if is_lot else part.quantity, unit, part.price, part.amount, stated_sum=part.stated_sum
    )
