"""Which of several readings of a sentence is taken: the one that leaves the least to wonder about.

Each name that may be the customer's is tried, and none; what remains must make goods with a quantity and a price.
The costs rank readings of one sentence against each other and mean nothing beside that.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from app.invoices.rules.sentences import lexicon, normalise, other_ways
from app.invoices.rules.sentences.customer import names, parties
from app.invoices.rules.sentences.customer.names import Named
from app.invoices.rules.sentences.heard.grammar import Sentence
from app.invoices.rules.sentences.lines import items
from app.invoices.rules.sentences.lines.items import Line


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence with customer and goods claimed, who it is for, the lines, and how much is left to wonder about."""

    sentence: Sentence
    customer: Named | None
    lines: list[Line]
    strain: float


_MOST_TRIED = 10
_NOBODY, _PLACED, _GUESSED, _LATER = 3.0, 0.3, 0.7, 0.15
_UNSAID, _NO_LINE, _ONLY_AMOUNT = 3.0, 4.0, 2.0
_SCATTERED, _LONG, _UNIT_AS_GOODS = 1.0, 0.5, 2.5
_LEAST_LOT = 10
"""Rupees below which nobody bills a lot of goods whose number is not said."""
_ON_THE_WAY = 2.0
_OVERCOUNTED, _MANY = 1.0, Decimal(100)
"""More pieces than rupees for one: rather the prices of two goods."""
_BEHIND_NUMBER, _SMALL_BESIDE_CAPITALS = 2.0, 1.5
_FIRM_AS_GOODS, _NAME_AS_GOODS, _OTHER_LED = 2.0, 1.0, 4.0
_UNREAD_NUMBER, _UNREAD_WORD, _PASSED_OVER = 2.0, 0.3, 0.4
_USUAL_WORDS = 3
_CALM = 0.75
"""What a reading may leave to wonder about without a second look: a name that only its place tells."""
_HEADED, _MIXED, _TORN = 0.4, 1.0, 3.0
_CHANGED = 0.5
_MOST_CHANGES = 3


def chosen(sentence: Sentence, known: Collection[str] = ()) -> Reading:
    """The reading that leaves the least to wonder about, with words and numbers taken in another way if that helps."""
    sentence = _changed(sentence, other_ways.surely(sentence))
    best = _best(sentence, known)
    for _ in range(0 if any(sentence.roles) else _MOST_CHANGES):
        if best.strain <= _CALM:
            break
        ways = [_changed(sentence, kinds) for kinds in other_ways.of(sentence)]
        read = [(_best(way, known), way) for way in ways]
        better = min(read, key=lambda pair: pair[0].strain, default=None)
        if better is None or better[0].strain + _CHANGED >= best.strain:
            break
        best, sentence = better
    return best


def _changed(sentence: Sentence, kinds: other_ways.Kinds) -> Sentence:
    changed = sentence.copy() if kinds else sentence
    for place, kind in kinds.items():
        if kind == other_ways.PRICE:
            changed.prices |= {place}
        else:
            changed.take_as(place, kind)
    return changed


def _best(sentence: Sentence, known: Collection[str]) -> Reading:
    """The best choice of a customer; a name that a tagger found is taken at its word."""
    found = parties.candidates(sentence, known)[:_MOST_TRIED]
    tried = [_tried(sentence, named, place) for place, named in enumerate(found)]
    if found and found[0].is_tagged:
        return tried[0]
    return min((*tried, _tried(sentence, None, 0)), key=lambda reading: reading.strain)


def _tried(sentence: Sentence, named: Named | None, place: int) -> Reading:
    trial = sentence.copy()
    if named is not None:
        trial.claim(named.claim_from, named.claim_to)
    trial.demote_untagged()
    lines = items.lines(trial)
    of_name = _NOBODY if named is None else _LATER * place + _PLACED * named.is_placed + _GUESSED * named.is_guessed
    return Reading(trial, named, lines, _cost(trial, named, lines) + of_name)


def _cost(sentence: Sentence, named: Named | None, lines: Sequence[Line]) -> float:
    unread = sentence.unread()
    cost = sum(_of_line(sentence, line) for line in lines) if lines else _NO_LINE
    cost += sum(_UNREAD_NUMBER for token in unread if token.kind == lexicon.NUMBER)
    cost += sum(_UNREAD_WORD for token in unread if token.kind == lexicon.WORD)
    cost += _PASSED_OVER * sentence.passed_over
    if named is None:
        return cost
    cost += _LONG * max(0, named.end - named.start - _USUAL_WORDS)
    cost += _MIXED * (names.tells_case(sentence) and _is_mixed(sentence, named))
    cost += _TORN * _is_torn(sentence, named)
    cost += _ON_THE_WAY * _is_destination(sentence, named)
    cost += _BEHIND_NUMBER * (named.is_guessed and sentence.tokens[named.start - 1].kind == lexicon.NUMBER)
    cost += _SMALL_BESIDE_CAPITALS * _is_small_beside_capitals(sentence, named, lines)
    return cost + _OTHER_LED * _others_led(sentence)


def _is_small_beside_capitals(sentence: Sentence, named: Named, lines: Sequence[Line]) -> bool:
    """Whether goods are written as a name is, and the name is not."""
    is_small = sentence.tokens[named.start].text[:1].islower() and names.tells_case(sentence)
    return is_small and (any(line.item.description.istitle() for line in lines) or _has_title(sentence))


def _has_title(sentence: Sentence) -> bool:
    """Whether a phrase is nothing but words written as a name."""
    phrases = (match.span("title") for match in re.finditer(r"(?<=[,_])(?P<title>W{2,4})(?=[,_]|$)", sentence.kinds))
    return any(all(token.is_capitalised for token in sentence.tokens[first:end]) for first, end in phrases)


def _is_torn(sentence: Sentence, named: Named) -> bool:
    """ "Maa | Durga Caterers": a word before the name is written as one, too, and stays with the goods."""
    if named.start < 2 or named.claim_from < named.start or not names.tells_case(sentence):
        return False
    before = sentence.tokens[named.start - 1]
    return before.is_capitalised and sentence.kinds[named.start - 1] == lexicon.WORD


def _is_mixed(sentence: Sentence, named: Named) -> bool:
    """ "mobile Raza", "Annual maintenance": a name of capitals and small letters."""
    words = [token for token in sentence.tokens[named.start : named.end] if token.key not in lexicon.NAME_SUFFIXES]
    if names.ends_small(sentence, named.start, named.end):
        return False
    return any(one.is_capitalised != two.is_capitalised for one, two in pairwise(words) if two.text[:1].isalpha())


def _is_destination(sentence: Sentence, named: Named) -> bool:
    """ "Mumbai to Pune": the place behind one that is written as a name, too."""
    leads = sentence.tokens[named.claim_from]
    before = sentence.tokens[named.claim_from - 1] if named.claim_from else None
    is_from = before is not None and before.kind == lexicon.WORD and before.is_capitalised
    return leads.kind == "t" and is_from and sentence.has_small_letters


def _others_led(sentence: Sentence) -> bool:
    """Whether "ko", an honorific or "customer" still stands beside words that are then nobody's name."""
    behind_label = (sentence.tokens[match.end() - 1] for match in re.finditer(r"C[:=\-w]{0,2}W", sentence.kinds))
    is_labelled = any(token.is_capitalised or not names.tells_case(sentence) for token in behind_label)
    return is_labelled or bool(re.search(r"WK|hW", sentence.kinds))


def _length(words: Sequence[str]) -> int:
    """How many words name the goods; a size ("500 ml") counts for nothing."""
    sizes = sum(word.isdigit() for word in words)
    measures = sum(one.isdigit() and normalise.key(two) in lexicon.UNITS for one, two in pairwise(words))
    return len(words) - sizes - measures


def _of_line(sentence: Sentence, line: Line) -> float:
    item, words = line.item, line.item.description.split()
    if item.unit_price is not None and item.quantity is None and not words:
        return _ONLY_AMOUNT
    price = item.unit_price or Decimal(0)
    is_overcounted = item.unit is None and (item.quantity or 0) > max(price, _MANY) and item.unit_price is not None
    is_too_cheap = "quantity" not in line.marks and item.quantity == 1 and 0 < price < _LEAST_LOT
    cost = (
        _UNSAID * is_too_cheap
        + _OVERCOUNTED * is_overcounted
        + _UNSAID * ((not words) + (item.quantity is None) + (item.unit_price is None and item.amount is None))
    )
    cost += (_HEADED if line.is_headed else _SCATTERED) * line.is_scattered + _LONG * max(
        0, _length(words) - _USUAL_WORDS
    )
    if any(
        normalise.key(word) in lexicon.NAME_SUFFIXES and not then.isdigit() for word, then in pairwise([*words[1:], ""])
    ):
        cost += _FIRM_AS_GOODS
    if len(words) == 1 and normalise.key(words[0]) in lexicon.UNITS:
        cost += _UNIT_AS_GOODS
    capitals = sum(word[:1].isupper() for word in words) - (line.first == 0)
    if names.tells_case(sentence) and capitals > 1:
        cost += _NAME_AS_GOODS
    return cost
