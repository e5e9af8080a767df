"""Other ways to take a word or number of a sentence, tried where the first way leaves something open.

A measure may be the size of what is sold ("15 shifts of 12 hours, 1,100 per shift"), a number the beginning of a name
("3 Idiots Cafe"), a digit a word of its sound ("inv 4 Ravi"), a word the unit that the price repeats ("4 quarters at
9,000 per quarter"), and what stands in brackets may describe the goods before them.
"""

import re
from collections.abc import Iterator, Mapping

from app.invoices.rules.sentences import lexicon
from app.invoices.rules.sentences.heard import roles
from app.invoices.rules.sentences.heard.grammar import Sentence

_SIZE = re.compile(r"N[UTs](?:xN[UTs])?|NxN[Us]?(?=[,Wg])")
_SIZE_BEFORE_GOODS = re.compile(r"N[UTs]H(?P<goods>U?)(?=[Wgko&]{0,5}N)")
_SIZE_OF_COUNTED = re.compile(r"N[Us]k(?=N[UW])|(?<=NUo)NU|(?<=Wo)NU(?=[t,])")
_PRICE_BEFORE_GOODS = re.compile(r"(?<=N[Wg])N(?=[Wg])|(?<=[Wg][Wg])N(?=[Wg])")
_NAMED_BY_NUMBER = re.compile(r"(?:^|(?<=[BVft,:oC]))N(?=W)")
_SOUND = re.compile(r"(?<=[BV])N(?=W{1,4}[N,])")
_COUNTED_BY = re.compile(r"(?<=N)W")
_PRICED_BY = re.compile(r"(?:[PE]|[wk]N?|NR?)(?=W)")
_PRICED_NEXT = re.compile(r"NR?(?:[k,_]|$)")
_COUNTED_FOR = re.compile(r"N[Wg]{1,3}NT$")
"""So many for so many days: both count."""
_ONE = frozenset({"ek", "one", "1", "एक"})
_STEM = 4
_LONGEST_BRACKET = 8
_MOST = 8
_SOUNDS = {"4": "f", "2": "t"}
"""Digits that are written for the words that sound alike: for, to."""

PRICE = "$"
"""Not a kind: the number at the place is a price, whatever stands around it."""

Kinds = Mapping[int, str]
"""The kinds that the tokens at some places get."""


def surely(sentence: Sentence) -> Kinds:
    """What is taken in another way whatever else the sentence says.

    The size of "5 litre wala tel do peti", led by "wala" to goods that another number counts, and the unit of
    "3 suit silai 450 suit" or "2 bus 18000 ek bus", which stands behind the price again.
    """
    found: dict[int, str] = {}
    for match in _SIZE_BEFORE_GOODS.finditer(sentence.kinds):
        if sentence.kinds[match.end() :].count(lexicon.NUMBER) > 1 or match["goods"]:
            first = match.start()
            found |= {first: roles.GOODS, first + 1: roles.GOODS, first + 2: "w"}
            found |= {first + 3: roles.GOODS} if match["goods"] else {}
    for match in _SIZE_OF_COUNTED.finditer(sentence.kinds):
        found |= {match.start(): roles.GOODS, match.start() + 1: roles.GOODS}
    for first, second in _repeated(sentence):
        if sentence.kinds[first + 1 : first + 2] in ("W", "g"):
            found |= {second: lexicon.UNIT}
    return found | dict.fromkeys(_for_one(sentence), "P")


def of(sentence: Sentence) -> list[Kinds]:
    """The other ways, each for itself; the first few of many."""
    found: list[Kinds] = [{first: lexicon.UNIT, second: lexicon.UNIT} for first, second in _repeated(sentence)]
    for way in (_dashes, _bracketed, _sizes, _names, _sounds, _prices):
        found.extend(way(sentence))
    return found[:_MOST]


def _sizes(sentence: Sentence) -> Iterator[Kinds]:
    kinds = sentence.kinds
    if kinds.count(lexicon.NUMBER) < 3:
        return
    for match in _SIZE.finditer(kinds):
        is_for_days = bool(_COUNTED_FOR.search(kinds[: match.start() + 2]))
        if kinds[match.start() - 1 : match.start()] in ("W", "g", "U", "o", "s") and not is_for_days:
            yield dict.fromkeys(range(*match.span()), roles.GOODS)


def _dashes(sentence: Sentence) -> Iterator[Kinds]:
    """Every dash between blanks as the end of a phrase: "40 kg chicken 210/kg - 12 tray eggs 170/tray - no gst"."""
    tokens = sentence.tokens
    places = [
        place
        for place, kind in enumerate(sentence.kinds)
        if kind == "-" and 0 < place < len(tokens) - 1 and tokens[place - 1].end < tokens[place].start
    ]
    if places and sum(token.key == "-" for token in tokens) > 1:
        yield dict.fromkeys(places, lexicon.BREAK)


def _prices(sentence: Sentence) -> Iterator[Kinds]:
    """ "1 motherboard 4200 ram 1900": the number between two goods is what the first costs."""
    for match in _PRICE_BEFORE_GOODS.finditer(sentence.kinds):
        if lexicon.NUMBER in sentence.kinds[: match.start()]:
            yield {match.start(): PRICE}


def _names(sentence: Sentence) -> Iterator[Kinds]:
    for match in _NAMED_BY_NUMBER.finditer(sentence.kinds):
        following = sentence.tokens[match.end()]
        if following.is_capitalised and any(map(str.isdigit, sentence.tokens[match.start()].text)):
            yield {match.start(): lexicon.WORD}


def _sounds(sentence: Sentence) -> Iterator[Kinds]:
    for match in _SOUND.finditer(sentence.kinds):
        if sound := _SOUNDS.get(sentence.tokens[match.start()].text):
            yield {match.start(): sound}


def _repeated(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """A word behind a number and the place where a later price has it again: what is counted by it."""
    again = {sentence.tokens[match.end()].key[:_STEM]: match.end() for match in _PRICED_BY.finditer(sentence.kinds)}
    for match in _COUNTED_BY.finditer(sentence.kinds):
        second = again.get(sentence.tokens[match.start()].key[:_STEM], 0)
        if second > match.start() + 1 and not _PRICED_NEXT.match(sentence.kinds, second + 1):
            yield match.start(), second


def _for_one(sentence: Sentence) -> Iterator[int]:
    """Where "ek" stands between a price and what was counted before: "2 bag 2100 ek bag"."""
    counted: set[str] = set()
    for place, token in enumerate(sentence.tokens):
        is_one = sentence.tokens[place - 1].key in _ONE and sentence.kinds[place - 1 : place] == lexicon.NUMBER
        if is_one and sentence.kinds[place - 2] in "NRk" and token.key[:_STEM] in counted:
            yield place - 1
        elif sentence.kinds[max(0, place - 1) : place] == lexicon.NUMBER:
            counted.add(token.key[:_STEM])


def _bracketed(sentence: Sentence) -> Iterator[Kinds]:
    """What stands in brackets, without a price, as a part of the goods before them."""
    opened = [place for place, token in enumerate(sentence.tokens) if token.key == "("]
    for first in opened:
        inside = sentence.tokens[first + 1 : first + 1 + _LONGEST_BRACKET]
        length = next((i for i, token in enumerate(inside) if token.key == ")"), 0)
        last = first + 1 + length
        if length and sentence.kinds[first - 1] in "WgU" and not re.search("[_@R%]", sentence.kinds[first:last]):
            words = {place: roles.GOODS for place in range(first + 1, last) if sentence.kinds[place] != lexicon.BREAK}
            yield dict.fromkeys(range(first, last + 1), "w") | words
