"""The line that is being put together from left to right: its words, and each number in the role that it gets."""

import re
from decimal import Decimal

from app.invoices.rules.sentences import lexicon
from app.invoices.rules.sentences.heard.grammar import Sentence
from app.invoices.rules.sentences.heard.tokens import Token
from app.invoices.rules.sentences.lines import prices, sizes
from app.invoices.rules.sentences.lines.parts import Part

_ALTERNATING = re.compile(r"(?:[Wgkow]{1,20}N){1,100}[kowv]{0,3}")
"""Goods, price, goods, price: "bike service 850 chain kit 1400"."""
_PER = re.compile(r"R?[kb]?(?:P[wE]?[UTW]|w[UT](?![Wg])|(?<=R)U|(?<=N)U(?![Wg])|(?P<one>N)(?:[UT](?!R?N)|$))")
_UNIT_AHEAD = re.compile(r"P[UT][@R]?$")
_ONE = frozenset({"ek", "one", "1", "एक"})
_STEM = 4
"""Letters by which "chair" and "chairs" are one."""
_IN_SIGHT = 8
"""How many words around a number tell its role."""


class Builder:
    """One segment of a sentence, the part of a line that is open, and those that are done."""

    def __init__(self, sentence: Sentence, places: list[int]) -> None:
        self.sentence = sentence
        self.places = places
        kinds = sentence.kinds
        self.kinds = "".join(kinds[place] for place in places)
        self.part = Part(places[0])
        self.done: list[Part] = []
        self.alternates = bool(_ALTERNATING.fullmatch(self.kinds))

    def token(self, index: int) -> Token:
        """The token at a place of the segment."""
        return self.sentence.tokens[self.places[index]]

    def next_part(self, index: int) -> None:
        """Begins the next part of a line there."""
        self.done.append(self.part)
        self.part = Part(self.places[index])

    def add_word(self, index: int) -> None:
        """Gives the word there to the goods of the part."""
        self.part.words.append(self.token(index))
        self.part.places.append(self.places[index])

    def quantity(self, index: int, value: Decimal) -> int:
        """Takes a number as how many; returns how many tokens it took."""
        is_lot_of = self.kinds[index - 1 : index] == "f" and self.part.quantity is None
        if self.part.quantity is not None or (self.part.is_whole and not self.part.is_rate and not is_lot_of):
            self.next_part(index)
        part, has_unit = self.part, self.has_unit(index + 1)
        if part.price is not None and not part.is_rate and part.quantity is None:
            part.price, part.amount = None, part.price
        part.quantity = value
        part.marks["quantity"] = self.places[index]
        if has_unit:
            part.marks["unit"] = self.places[index + 1]
            part.unit, part.unit_word = self.token(index + 1).unit, self.token(index + 1).text
            self.sentence.use(range(self.places[index + 1], self.places[index + 1] + 1))
        return 2 if has_unit else 1

    def has_unit(self, index: int) -> bool:
        """Whether a unit stands there; "nos" is one behind a number, and before it the word for quantity."""
        kind = self.kinds[index : index + 1]
        return kind in ("U", "T") or (kind == "z" and self.token(index).unit is not None)

    def price(self, index: int, value: Decimal, *, is_rate: bool) -> None:
        """Takes a number as what one costs, or as the sum of a line."""
        part, before = self.part, self.kinds[max(0, index - _IN_SIGHT) : index]
        if part.is_priced and prices.is_sum(before):
            part.stated_sum = value
            return
        if part.amount is not None and part.price is None and before.endswith("@"):
            part.amount, part.stated_sum = None, part.amount
        if part.is_priced:
            self.next_part(index)
        if ahead := _UNIT_AHEAD.search(before):
            sizes.measure(self.part, self.token(index - len(ahead[0]) + 1))
        self.part.marks["unit_price"] = self.places[index]
        if self.part.unit in prices.SMALL_UNITS and not is_rate:
            self.part.amount = value
        else:
            self.part.price, self.part.is_rate = value, is_rate

    def per(self, index: int) -> int:
        """How many tokens behind a price say what it is for ("per strip", "ka ek peepa"), with its unit."""
        match = _PER.match(self.kinds, index)
        if match is None or ("N" in match[0] and self.token(match.start("one")).key not in _ONE):
            return 0
        last = self.token(match.end() - 1)
        if self.kinds[match.end() - 1] == lexicon.WORD and not self.names_goods(last, match.end()):
            return 0
        sizes.measure(self.part, last)
        self.sentence.use(range(self.places[index], self.places[match.end() - 1] + 1))
        return match.end() - index

    def names_goods(self, word: Token, end: int) -> bool:
        """Whether "per chair" names what is sold, or something to count it by that no other word follows."""
        stems = {one.key[:_STEM] for one in self.part.words}
        return word.key[:_STEM] in stems or self.kinds[end : end + 1] not in ("W", "g", "k")

    def goes_on(self, index: int) -> bool:
        """Whether the next token of the segment is the next of the sentence: nothing claimed lies between."""
        first, *second = self.places[index : index + 2] or [0]
        return second == [first + 1]
