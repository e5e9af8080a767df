"""What is sold: the parts of the sentence that hold goods and numbers, put together into lines.

What a part leaves open is asked for, never filled in.
"""

from decimal import Decimal

from app.invoices.records import SaidItem
from app.invoices.rules import lexicon
from app.invoices.rules.grammar import Sentence
from app.invoices.rules.scanner import Part, Scanner


def lines(sentence: Sentence) -> list[tuple[int, SaidItem]]:
    """The items in order, each with the token at which it begins."""
    parts: list[Part] = []
    for places in _segments(sentence):
        parts.extend(Scanner(sentence, places).parts())
    merged = _merged(parts)
    sold = [part for part in merged if part.quantity is not None or part.is_priced]
    for place in (place for part in sold for place in part.places):
        sentence.use(range(place, place + 1))
    return [(part.first, _item(part)) for part in sold]


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


def _merged(parts: list[Part]) -> list[Part]:
    """Neighbouring parts that complete each other as one: "cement, 10 bags, 360 each"."""
    merged: list[Part] = []
    for part in parts:
        last = merged[-1] if merged else None
        if last is None or not _complete_each_other(last, part):
            merged.append(part)
            continue
        last.words, last.places = last.words or part.words, last.places + part.places
        last.quantity = last.quantity if last.quantity is not None else part.quantity
        last.unit, last.unit_word = last.unit or part.unit, last.unit_word or part.unit_word
        last.price = last.price if last.price is not None else part.price
        last.amount = last.amount if last.amount is not None else part.amount
        last.is_rate = last.is_rate or part.is_rate
    return merged


def _complete_each_other(first: Part, second: Part) -> bool:
    overlap = (
        (first.words and second.words)
        or (first.quantity is not None and second.quantity is not None)
        or (first.is_priced and second.is_priced)
    )
    return not overlap and not (first.is_whole and first.quantity is not None)


def _item(part: Part) -> SaidItem:
    """The line that a part says: a sum for goods without a quantity is one lot of them."""
    words = " ".join(word.text for word in part.words).strip() or part.unit_word
    is_lot = part.quantity is None and part.price is not None and not part.is_rate and bool(words)
    return SaidItem(words, Decimal(1) if is_lot else part.quantity, part.unit, part.price, part.amount)
