"""Each number of a part of the sentence gets its role from its neighbours: quantity, price, sum of the line or size.

"@ 360", "360 each", "60 ke bhav" are prices, "10 bori" a quantity, "12 kilo chawal 720 ka" the sum of a weighed line,
"20 mm" a size that belongs to the goods. A role that cannot be told apart is left open.
"""

import re
from decimal import Decimal

from app.invoices.records import Role
from app.invoices.rules.sentences import lexicon
from app.invoices.rules.sentences.heard.tokens import Token
from app.invoices.rules.sentences.lines import prices, sizes
from app.invoices.rules.sentences.lines.building import Builder
from app.invoices.rules.sentences.lines.parts import Part

_COUNTED = re.compile(r"z[:\-]?$")
_PRICE_BEHIND = re.compile(r"@R?N|oW")
"""A number before "@ 1,950", or before "of sand", counts."""
_THEN_PRICE = re.compile(r"w?[NR@x]")
_FOR_ONE = re.compile(r"R?[kb]N[UT]")
_UNIT_THEN_PRICE = re.compile(r"[UT]k?[R@H]?N")
_OF_NEXT = re.compile(r"R?k[Wg]")
"""What the goods behind cost: "2k ka chawal 1.5k ki dal"."""
_BY_HEAD = frozenset({None, "person", "pcs", "set"})
_HEADS = re.compile(r"(?:x|[WU]f?)$")
_ONE = frozenset({"ek", "one", "1", "एक"})
_IN_SIGHT = 8
"""How many words around a number tell its role."""
_INNER = "kotf&"
_WAYS = frozenset({"se", "से"})
"""From one place to another, between two words of what is carried."""


class Scanner(Builder):
    """Reads one segment from left to right."""

    def parts(self) -> list[Part]:
        """The parts of lines that the segment holds."""
        index = 0
        while index < len(self.places):
            token = self.token(index)
            is_number = self.kinds[index] == lexicon.NUMBER
            index += self._number(index, token) if is_number else self._word(index)
        return [part for part in (*self.done, self.part) if part.words or part.quantity is not None or part.is_priced]

    def _word(self, index: int) -> int:
        kind = self.kinds[index]
        if kind in "Wg":
            behind = self.kinds[index - 1 : index]
            is_of = behind == "k" and self.part.quantity is None and not self.alternates
            goes_on = is_of or behind in ("W", "g", "s")
            if self.part.is_whole and not goes_on:
                self.next_part(index)
            self.add_word(index)
        elif (
            (kind in _INNER or self.token(index).key in _WAYS)
            and self.part.places[-1:] == [self.places[index] - 1]
            and self.kinds[index + 1 : index + 2] in ("W", "g")
        ):
            self.add_word(index)
        else:
            self.sentence.use(range(self.places[index], self.places[index] + 1))
        return 1

    def _number(self, index: int, token: Token) -> int:
        """Gives the number its role; returns how many tokens it took."""
        before, after = self.kinds[max(0, index - _IN_SIGHT) : index], self.kinds[index + 1 : index + 1 + _IN_SIGHT]
        value = token.value or Decimal(0)
        self.sentence.use(range(self.places[index], self.places[index] + 1))
        role = self.sentence.roles[self.places[index]]
        if role is Role.QUANTITY:
            return self.quantity(index, value)
        if role is Role.ITEM:
            self.add_word(index)
            return 1
        is_price = role is Role.PRICE or self.places[index] in self.sentence.prices
        if is_price and not prices.is_line_amount(self.part, before, after):
            self.price(index, value, is_rate=prices.is_rate(before, after))
            return 1
        return self._of_goods(index, before, after) or self._by_neighbours(index, value, before, after)

    def _of_goods(self, index: int, before: str, after: str) -> int:
        """How many tokens belong to the name of the goods, or only say what a price is for; 0 for another role."""
        token, part = self.token(index), self.part
        unit = self.token(index + 1).unit if after else None
        if after[:1] == "s" or sizes.is_packing(part, after) or sizes.is_size(part, after, unit):
            self.add_word(index)
            self.add_word(index + 1)
            return 2
        if sizes.is_named(self.token(index - 1) if index else None) or sizes.is_model(part, before, after):
            self.add_word(index)
            return 1
        is_one_of = token.key in _ONE and part.is_counted and bool(_UNIT_THEN_PRICE.match(after))
        if is_one_of:
            self.sentence.use(range(self.places[index + 1], self.places[index + 1] + 1))
        return 2 * is_one_of

    def _by_neighbours(self, index: int, value: Decimal, before: str, after: str) -> int:
        """The sum of a line, a price or a quantity, as the words around the number say."""
        part = self.part
        if self._is_times(before, after):
            part.quantity = (part.quantity or Decimal(1)) * value
            self.sentence.use(range(self.places[index + 1], self.places[index + 1] + 1))
            return 2
        if prices.is_line_amount(part, before, after):
            part.amount, part.marks["unit_price"] = value, self.places[index]
            return 1
        is_for_one = bool(_FOR_ONE.match(after)) and bool(self.per(index + 1))
        if is_for_one or prices.is_price(part, before, after, goes_on=self.goes_on(index + 1)):
            self.price(index, value, is_rate=prices.is_rate(before, after))
            self.part.is_each = prices.is_each(before, after)
            return 1 + self.per(index + 1)
        if prices.is_multiplied(part, value, after, self.token(index + 2).value if after[:2] == "xN" else None):
            self.price(index, value, is_rate=True)
            return 1
        is_counted = after[:1] in ("U", "T", "x") or before.endswith("x") or bool(_COUNTED.search(before))
        is_bare = part.quantity is None and not part.is_priced and bool(_PRICE_BEHIND.match(after))
        if is_counted or self.has_unit(index + 1) or is_bare or (part.is_whole and after[:2] == "oW"):
            return self.quantity(index, value)
        return self._bare(index, value, after)

    def _is_times(self, before: str, after: str) -> bool:
        """ "6 men x 4 days", "saat mazdoor do din": so many for so long, where neither has a price yet."""
        part = self.part
        is_open = part.quantity is not None and part.unit in _BY_HEAD and bool(part.words) and not part.is_priced
        return is_open and after[:1] == lexicon.SPAN_OF_TIME and bool(_HEADS.search(before))

    def _bare(self, index: int, value: Decimal, after: str) -> int:
        """A number that no neighbour explains: its place among the others decides."""
        part, names_goods = self.part, after[:1] in ("W", "g")
        if part.is_whole and part.quantity is None and _OF_NEXT.match(after):
            self.price(index, value, is_rate=False)
            return 1
        if part.is_whole or (part.quantity is not None and part.words and not part.is_priced and names_goods):
            if names_goods or part.quantity is None:
                return self.quantity(index, value)
        elif part.quantity is None and not part.is_priced:
            counts = (names_goods and not self.alternates) or (bool(part.words) and bool(_THEN_PRICE.match(after)))
            if counts:
                return self.quantity(index, value)
        elif part.quantity is None:
            return self.quantity(index, value)
        self.price(index, value, is_rate=part.quantity is not None and part.unit not in prices.SMALL_UNITS)
        return 1
