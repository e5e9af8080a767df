"""Each number of a part of the sentence gets its role from its neighbours: quantity, price, sum of the line or size.

"@ 360", "360 each", "60 ke bhav" are prices, "10 bori" a quantity, "12 kilo chawal 720 ka" the sum of a weighed line,
"20 mm" a size that belongs to the goods. A role that cannot be told apart is left open.
"""

import re
from decimal import Decimal

from app.invoices.records import Role
from app.invoices.rules.sentences import lexicon, prices, sizes
from app.invoices.rules.sentences.grammar import Sentence
from app.invoices.rules.sentences.parts import Part
from app.invoices.rules.sentences.tokens import Token

_ALTERNATING = re.compile(r"(?:[Wgkow]{1,20}N){1,100}[kowv]{0,3}")
"""Goods, price, goods, price: "bike service 850 chain kit 1400"."""
_COUNTED = re.compile(r"z[:\-]?$")
_PRICE_BEHIND = re.compile(r"@R?N|oW")
"""A number before "@ 1,950", or before "of sand", counts."""
_THEN_PRICE = re.compile(r"w?[NR@x]")
_FOR_ONE = re.compile(r"R?[kb]N[UT]")
_UNIT_THEN_PRICE = re.compile(r"[UT]k?[R@H]?N")
_PER = re.compile(r"R?[kb]?(?:P[wE]?[UTW]|w[UT](?![Wg])|(?<=R)U|(?<=N)U(?![Wg])|(?P<one>N)(?:[UT](?!R?N)|$))")
_OF_NEXT = re.compile(r"R?k[Wg]")
"""What the goods behind cost: "2k ka chawal 1.5k ki dal"."""
_ONE = frozenset({"ek", "one", "1", "एक"})
_STEM = 4
"""Letters by which "chair" and "chairs" are one."""
_IN_SIGHT = 8
"""How many words around a number tell its role."""
_INNER = "kotf&"
_WAYS = frozenset({"se", "से"})
"""From one place to another, between two words of what is carried."""


class Scanner:
    """Reads one segment from left to right."""

    def __init__(self, sentence: Sentence, places: list[int]) -> None:
        self._sentence = sentence
        self._places = places
        kinds = sentence.kinds
        self._kinds = "".join(kinds[place] for place in places)
        self._part = Part(places[0])
        self._done: list[Part] = []
        self._alternates = bool(_ALTERNATING.fullmatch(self._kinds))

    def parts(self) -> list[Part]:
        """The parts of lines that the segment holds."""
        index = 0
        while index < len(self._places):
            token = self._token(index)
            is_number = self._kinds[index] == lexicon.NUMBER
            index += self._number(index, token) if is_number else self._word(index)
        return [part for part in (*self._done, self._part) if part.words or part.quantity is not None or part.is_priced]

    def _token(self, index: int) -> Token:
        return self._sentence.tokens[self._places[index]]

    def _next_part(self, index: int) -> None:
        self._done.append(self._part)
        self._part = Part(self._places[index])

    def _word(self, index: int) -> int:
        kind = self._kinds[index]
        if kind in "Wg":
            behind = self._kinds[index - 1 : index]
            goes_on = behind in ("W", "g", "s") or (behind == "k" and self._part.quantity is None)
            if self._part.is_whole and not goes_on:
                self._next_part(index)
            self._add_word(index)
        elif (
            (kind in _INNER or self._token(index).key in _WAYS)
            and self._part.places[-1:] == [self._places[index] - 1]
            and self._kinds[index + 1 : index + 2] in ("W", "g")
        ):
            self._add_word(index)
        else:
            self._sentence.use(range(self._places[index], self._places[index] + 1))
        return 1

    def _add_word(self, index: int) -> None:
        self._part.words.append(self._token(index))
        self._part.places.append(self._places[index])

    def _number(self, index: int, token: Token) -> int:
        """Gives the number its role; returns how many tokens it took."""
        before, after = self._kinds[max(0, index - _IN_SIGHT) : index], self._kinds[index + 1 : index + 1 + _IN_SIGHT]
        value = token.value or Decimal(0)
        self._sentence.use(range(self._places[index], self._places[index] + 1))
        role = self._sentence.roles[self._places[index]]
        if role is Role.QUANTITY:
            return self._quantity(index, value)
        if role is Role.ITEM:
            self._add_word(index)
            return 1
        is_price = role is Role.PRICE or self._places[index] in self._sentence.prices
        if is_price and not prices.is_line_amount(self._part, before, after):
            self._price(index, value, is_rate=prices.is_rate(before, after))
            return 1
        return self._of_goods(index, before, after) or self._by_neighbours(index, value, before, after)

    def _of_goods(self, index: int, before: str, after: str) -> int:
        """How many tokens belong to the name of the goods, or only say what a price is for; 0 for another role."""
        token, part = self._token(index), self._part
        unit = self._token(index + 1).unit if after else None
        if after[:1] == "s" or sizes.is_packing(part, after) or sizes.is_size(part, after, unit):
            self._add_word(index)
            self._add_word(index + 1)
            return 2
        if sizes.is_named(self._token(index - 1) if index else None) or sizes.is_model(part, before, after):
            self._add_word(index)
            return 1
        is_one_of = token.key in _ONE and part.is_counted and bool(_UNIT_THEN_PRICE.match(after))
        if is_one_of:
            self._sentence.use(range(self._places[index + 1], self._places[index + 1] + 1))
        return 2 * is_one_of

    def _by_neighbours(self, index: int, value: Decimal, before: str, after: str) -> int:
        """The sum of a line, a price or a quantity, as the words around the number say."""
        part = self._part
        if self._is_times(before, after):
            part.quantity = (part.quantity or Decimal(1)) * value
            self._sentence.use(range(self._places[index + 1], self._places[index + 1] + 1))
            return 2
        if prices.is_line_amount(part, before, after):
            part.amount, part.marks["unit_price"] = value, self._places[index]
            return 1
        is_for_one = bool(_FOR_ONE.match(after)) and bool(self._per(index + 1))
        if is_for_one or prices.is_price(part, before, after, goes_on=self._goes_on(index + 1)):
            self._price(index, value, is_rate=prices.is_rate(before, after))
            self._part.is_each = prices.is_each(before, after)
            return 1 + self._per(index + 1)
        if prices.is_multiplied(part, value, after, self._token(index + 2).value if after[:2] == "xN" else None):
            self._price(index, value, is_rate=True)
            return 1
        is_counted = after[:1] in ("U", "T", "x") or before.endswith("x") or bool(_COUNTED.search(before))
        is_bare = part.quantity is None and not part.is_priced and bool(_PRICE_BEHIND.match(after))
        if is_counted or self._has_unit(index + 1) or is_bare or (part.is_whole and after[:2] == "oW"):
            return self._quantity(index, value)
        return self._bare(index, value, after)

    def _is_times(self, before: str, after: str) -> bool:
        """ "6 men x 4 days", "saat mazdoor do din": so many for so long, where neither has a price yet."""
        part = self._part
        is_open = part.quantity is not None and part.unit is None and bool(part.words) and not part.is_priced
        return is_open and after[:1] == lexicon.SPAN_OF_TIME and before[-1:] in ("x", lexicon.WORD)

    def _bare(self, index: int, value: Decimal, after: str) -> int:
        """A number that no neighbour explains: its place among the others decides."""
        part, names_goods = self._part, after[:1] in ("W", "g")
        if part.is_whole and part.quantity is None and _OF_NEXT.match(after):
            self._price(index, value, is_rate=False)
            return 1
        if part.is_whole or (part.quantity is not None and part.words and not part.is_priced and names_goods):
            if names_goods or part.quantity is None:
                return self._quantity(index, value)
        elif part.quantity is None and not part.is_priced:
            counts = (names_goods and not self._alternates) or (bool(part.words) and bool(_THEN_PRICE.match(after)))
            if counts:
                return self._quantity(index, value)
        elif part.quantity is None:
            return self._quantity(index, value)
        self._price(index, value, is_rate=part.quantity is not None and part.unit not in prices.SMALL_UNITS)
        return 1

    def _quantity(self, index: int, value: Decimal) -> int:
        is_lot_of = self._kinds[index - 1 : index] == "f" and self._part.quantity is None
        if self._part.quantity is not None or (self._part.is_whole and not self._part.is_rate and not is_lot_of):
            self._next_part(index)
        part, has_unit = self._part, self._has_unit(index + 1)
        if part.price is not None and not part.is_rate and part.quantity is None:
            part.price, part.amount = None, part.price
        part.quantity = value
        part.marks["quantity"] = self._places[index]
        if has_unit:
            part.marks["unit"] = self._places[index + 1]
            part.unit, part.unit_word = self._token(index + 1).unit, self._token(index + 1).text
            self._sentence.use(range(self._places[index + 1], self._places[index + 1] + 1))
        return 2 if has_unit else 1

    def _has_unit(self, index: int) -> bool:
        """Whether a unit stands there; "nos" is one behind a number, and before it the word for quantity."""
        kind = self._kinds[index : index + 1]
        return kind in ("U", "T") or (kind == "z" and self._token(index).unit is not None)

    def _price(self, index: int, value: Decimal, *, is_rate: bool) -> None:
        part, before = self._part, self._kinds[max(0, index - _IN_SIGHT) : index]
        if part.is_priced and prices.is_sum(before):
            part.stated_sum = value
            return
        if part.amount is not None and part.price is None and before.endswith("@"):
            part.amount, part.stated_sum = None, part.amount
        if part.is_priced:
            self._next_part(index)
        self._part.marks["unit_price"] = self._places[index]
        if self._part.unit in prices.SMALL_UNITS and not is_rate:
            self._part.amount = value
        else:
            self._part.price, self._part.is_rate = value, is_rate

    def _per(self, index: int) -> int:
        """How many tokens behind a price say what it is for ("per strip", "ka ek peepa"), with its unit."""
        match = _PER.match(self._kinds, index)
        if match is None or ("N" in match[0] and self._token(match.start("one")).key not in _ONE):
            return 0
        last = self._token(match.end() - 1)
        if self._kinds[match.end() - 1] == lexicon.WORD and not self._names_goods(last, match.end()):
            return 0
        sizes.measure(self._part, last)
        self._sentence.use(range(self._places[index], self._places[match.end() - 1] + 1))
        return match.end() - index

    def _names_goods(self, word: Token, end: int) -> bool:
        """Whether "per chair" names what is sold, or something to count it by that no other word follows."""
        stems = {one.key[:_STEM] for one in self._part.words}
        return word.key[:_STEM] in stems or self._kinds[end : end + 1] not in ("W", "g", "k")

    def _goes_on(self, index: int) -> bool:
        """Whether the next token of the segment is the next of the sentence: nothing claimed lies between."""
        first, *second = self._places[index : index + 2] or [0]
        return second == [first + 1]
