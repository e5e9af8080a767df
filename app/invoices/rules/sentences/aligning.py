"""Where the parts that a person named stand in the sentence: by the same words, numbers, units and days as it is read.

A part that does not stand there (a name completed from the books, a computed total) gets no span; nothing is guessed.
"""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from app.invoices.records import Alignment, Right, RightItem, Role, Span
from app.invoices.rules.sentences import lexicon, normalise
from app.invoices.rules.sentences.heard.grammar import Sentence
from app.invoices.rules.sentences.heard.tokens import Token

_FAR = 10_000


def aligned(text: str, right: Right, *, on: date) -> Alignment:
    """The spans of `right` in `text`, normalised, in order and without overlap."""
    finder = _Finder(Sentence(text, on).tokens)
    missing = [*finder.customer(right.customer_name)]
    for number, item in enumerate(right.items):
        missing.extend(f"items.{number}.{name}" for name in finder.item(item))
    finder.beside(right)
    return Alignment(tuple(sorted(finder.spans)), tuple(missing))


class _Finder:
    """Finds each part among the tokens that no other part has taken."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self._tokens = tokens
        self._taken: set[int] = set()
        self.spans: list[Span] = []

    def customer(self, name: str | None) -> Iterator[str]:
        if name and self._words(name, Role.CUSTOMER) is None:
            yield "customer_name"

    def item(self, item: RightItem) -> Iterator[str]:
        """The names of the parts of a line that are not there."""
        place = self._words(item.description, Role.ITEM)
        if place is None:
            yield "description"
            return
        quantity = self._number(item.quantity, Role.QUANTITY, near=place)
        if quantity is None and item.quantity not in (None, Decimal(1)):
            yield "quantity"
        if quantity is not None:
            self._unit(quantity + 1, item.unit)
        price = self._number(item.unit_price, Role.PRICE, near=place)
        if price is None and item.unit_price is not None:
            price = self._number(item.unit_price * (item.quantity or 1), Role.PRICE, near=place)
        if price is None and item.unit_price is not None:
            yield "unit_price"
        self._number(item.gst_rate, Role.GST_RATE, near=place)

    def beside(self, right: Right) -> None:
        """What stands beside the lines, as far as it is there."""
        self._number(right.gst_rate, Role.GST_RATE, near=self._first_of("G"))
        self._number(right.discount.value if right.discount else None, Role.DISCOUNT, near=self._first_of("DL"))
        self._number(right.total, Role.TOTAL, near=self._first_of("Y"))
        if right.payment_mode:
            self._one(Role.PAYMENT_MODE, lambda token: lexicon.PAYMENT_MODES.get(token.key) == right.payment_mode)
        if right.due_date:
            self._one(Role.DUE, lambda token: token.day == right.due_date)
        if right.invoice_date:
            self._one(Role.DATE, lambda token: token.day == right.invoice_date)
        if right.due_in_days is not None:
            self._term(right.due_in_days)

    def _words(self, text: str, role: Role) -> int | None:
        """Takes the first free place of these words; where it begins."""
        wanted = [normalise.key(word) for word in normalise.plain(text).split()]
        for start in range(len(self._tokens)):
            end = self._end_of(wanted, start)
            if end is not None and self._taken.isdisjoint(range(start, end)):
                self._take(start, end, role)
                return start
        return None

    def _end_of(self, wanted: list[str], start: int) -> int | None:
        """Where words that begin at token `start` end; None when they do not stand there."""
        letters = "".join(wanted)
        found = ""
        for end in range(start, len(self._tokens)):
            found += "".join(normalise.key(word) for word in self._tokens[end].text.split())
            if found == letters:
                return end + 1
            if not found or not letters.startswith(found):
                return None
        return None

    def _number(self, value: Decimal | None, role: Role, *, near: int | None) -> int | None:
        """Takes the free number of this value that stands nearest to `near`."""
        if value is None:
            return None
        places = [i for i, token in enumerate(self._tokens) if token.value == value and i not in self._taken]
        if not places:
            return None
        place = min(places, key=lambda i: abs(i - near) if near is not None else _FAR)
        self._take(place, place + 1, role)
        return place

    def _unit(self, place: int, unit: str | None) -> None:
        if unit and place < len(self._tokens) and self._tokens[place].unit == _canonical(unit):
            self._take(place, place + 1, Role.UNIT)

    def _term(self, days: int) -> None:
        for place, token in enumerate(self._tokens[:-1]):
            span = lexicon.SPANS_IN_DAYS.get(self._tokens[place + 1].unit or "")
            if span and token.value is not None and token.value * span == days and place not in self._taken:
                self._take(place, place + 2, Role.DUE)
                return

    def _one(self, role: Role, fits: Callable[[Token], bool]) -> None:
        place = next((i for i, token in enumerate(self._tokens) if i not in self._taken and fits(token)), None)
        if place is not None:
            self._take(place, place + 1, role)

    def _first_of(self, kinds: str) -> int | None:
        return next((i for i, token in enumerate(self._tokens) if token.kind in kinds), None)

    def _take(self, start: int, end: int, role: Role) -> None:
        self._taken.update(range(start, end))
        self.spans.append((self._tokens[start].start, self._tokens[end - 1].end, role.value))


def _canonical(unit: str) -> str:
    return lexicon.UNITS.get(normalise.key(unit), unit)
