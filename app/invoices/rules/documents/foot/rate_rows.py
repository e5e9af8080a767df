"""Taxes at the foot that are printed once for each rate: "IGST 18% on 97,427.00  17,536.86", "CGST9 (9%)  7,003.08".

Several of them are no readings of one sum: the tax of the bill is what they come to together, printed nowhere.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile, zip_longest

from app.invoices.records.extractions import Proposal
from app.invoices.records.pages import Token
from app.invoices.rules.documents.foot import labels, parted
from app.invoices.rules.documents.page import placing
from app.invoices.rules.documents.page.layout import Row, Segment
from app.invoices.rules.documents.tables.cells import Number, numbers
from app.invoices.rules.documents.values.amounts import Mark

_HEAD = re.compile(r"(?:add|output|plus)?\W*(c|s|ut|i)\W?gst", re.I)
_NAMES = {"c": "cgst", "s": "sgst", "ut": "sgst", "i": "igst"}
_HALVES = frozenset({"cgst", "sgst"})
_SCORE = 0.85
_ROUNDED = Decimal("0.02")
"""Taxes are rounded to the paisa, on each line or on their sum."""


@dataclass(frozen=True, slots=True)
class RateRow:
    """One head at one rate: percent and its word, the value that bears it where that is printed, and the tax."""

    head: str
    rate: Number
    base: Number | None
    tax: Number
    page: int

    @property
    def whole_rate(self) -> Decimal:
        """Percent of both halves together."""
        return self.rate.value * (2 if self.head in _HALVES else 1)


def found(rows: Sequence[Row], mark: Mark, *, taken: Collection[int]) -> list[RateRow]:
    """Every such row of a document but those `taken` as goods, by number."""
    return [one for number, row in enumerate(rows) if number not in taken for one in _in_row(row, mark)]


def _in_row(row: Row, mark: Mark) -> Iterator[RateRow]:
    for place, segment in enumerate(row.segments):
        if named := _HEAD.match(segment.text):
            own = list(_own(row.segments[place:]))
            tokens = [token for each in own for token in each.tokens]
            read = [number for each in own for number in _numbers(each.tokens, mark)]
            rates = [number for number in read if number.is_percent]
            plain = [number for number in read if not number.is_percent and number.tokens[-1].text[-1].isdigit()]
            if len(rates) == 1 and plain:
                base = next((one for one in plain[:-1] if _bears(one, rates[0], plain[-1], tokens)), None)
                yield RateRow(_NAMES[named[1].casefold()], rates[0], base, plain[-1], row.page)
            return


def _numbers(tokens: Sequence[Token], mark: Mark) -> Iterator[Number]:
    """The numbers of a stretch word by word; a sign that stands apart belongs to the rate before it: "2.50 %"."""
    for token, behind in zip_longest(tokens, tokens[1:]):
        if token.text != "%":
            yield from numbers((token, behind) if behind is not None and behind.text == "%" else (token,), mark)


def _own(segments: Sequence[Segment]) -> Iterator[Segment]:
    """The segments up to the one that names another sum."""
    yield segments[0]
    yield from takewhile(lambda segment: not parted.is_named(segment.tokens) and not _names(segment), segments[1:])


def _names(segment: Segment) -> bool:
    return labels.meaning(segment.text) is not None


def _bears(base: Number, rate: Number, tax: Number, tokens: Sequence[Token]) -> bool:
    """Whether a value bears a tax: the rate of it is the tax, or "on" stands before it, with at most a currency
    between."""
    place = tokens.index(base.tokens[0])
    is_said = any(token.text.casefold() == "on" for token in tokens[max(0, place - 2) : place])
    return is_said or abs(base.value * rate.value / 100 - tax.value) <= _ROUNDED


def sums(rows: Sequence[RateRow]) -> list[Proposal]:
    """The taxes of the bill that are printed at several rates, `totals.<head>`."""
    by_head: dict[str, dict[Decimal, Decimal]] = defaultdict(dict)
    for row in rows:
        by_head[row.head].setdefault(row.rate.value, row.tax.value)
    return [
        Proposal(f"totals.{head}", placing.derived(sum(taxes.values(), Decimal(0)), score=_SCORE))
        for head, taxes in by_head.items()
        if len(taxes) > 1
    ]


def rates(rows: Sequence[RateRow]) -> list[Proposal]:
    """`rates.N.*` of rows that say on what each tax is; none where any does not."""
    if not rows or any(row.base is None for row in rows):
        return []
    by_rate: dict[Decimal, dict[str, RateRow]] = defaultdict(dict)
    for row in rows:
        by_rate[row.whole_rate].setdefault(row.head, row)
    ordered = sorted(by_rate.items())
    return [one for number, (rate, heads) in enumerate(ordered) for one in _rate(number, rate, heads)]


def _rate(number: int, rate: Decimal, heads: Mapping[str, RateRow]) -> Iterator[Proposal]:
    first = next(iter(heads.values()))
    path = f"rates.{number}."
    yield placing.proposed(f"{path}gst_rate", rate, first.rate.tokens, page=first.page, score=_SCORE)
    if first.base is not None:
        yield _of(f"{path}taxable_value", first.base, first.page)
    yield from (_of(path + head, row.tax, row.page) for head, row in heads.items())


def _of(path: str, number: Number, page: int) -> Proposal:
    return placing.proposed(path, number.value, number.tokens, page=page, score=_SCORE)
