"""Where one column of a table ends and the next begins: at a drawn line, else where fewest words are cut.

Numbers stand right under their heads and texts left, so the heads alone do not tell; the words of the rows below do.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.invoices.records.pages import Box, Token
from app.invoices.rules.documents.page.layout import Row, Segment, Sheet
from app.invoices.rules.documents.tables.head_cells import Head
from app.invoices.rules.documents.values import amounts

_STEPS = 60
"""Places tried between two heads: a column is seldom wider than a third of the page, so one is 1/200 of it."""
_ALIKE = 0.05
"""Costs that differ by less are the same."""
_HEAD_WEIGHT = 0.8
"""A cut through a head costs as much as one through a word in so many of the rows."""
_BLANK_WEIGHT = 0.5
"""A cut between two words of one cell costs half of one through a word."""
_FLUSH = 0.5
"""A word begins where a head does if it is no further from its left end than half a letter."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The heads of a table and the borders between them, one fewer than heads, at the height of the heads.

    lean : how far columns lean to the left for each height of the page, as they do on a slanted photo
    """

    heads: tuple[Head, ...]
    borders: tuple[float, ...]
    lean: float = 0.0

    def of(self, token: Token) -> int:
        """The column in which a word stands, by its middle."""
        shift = self.lean * (token.box.middle - self.heads[0].box.middle)
        return bisect_right(self.borders, token.box.centre + shift)


def measured(heads: Sequence[Head], rows: Sequence[Row], sheet: Sheet) -> Columns:
    """The borders of the columns over the rows of a body."""
    lines = [ruling.centre for ruling in sheet.page.rulings if _is_upright(ruling, heads)]
    lean = sheet.lean
    level = heads[0].box.middle
    moved = [(row, lean * (row.box.middle - level)) for row in rows]
    stretches = [(low + by, high + by, cost) for row, by in moved for low, high, cost in _stretches(row, heads, by)]
    stretches += [(head.box.left, head.box.right, _HEAD_WEIGHT * len(rows)) for head in heads]
    words = [(token.box.centre + by, at) for at, (row, by) in enumerate(moved) for token in row.tokens]
    borders: list[float] = []
    ends = [*(head.box.left for head in heads[2:]), 1.0]
    for (left, right), end in zip(pairwise(heads), ends, strict=False):
        reach = (borders[-1] if borders else 0.0, max(end, right.box.right))
        borders.append(_border(left.box, right.box, lines, stretches, Words(words, reach)))
    return Columns(tuple(heads), tuple(borders), lean)


def _is_upright(ruling: Box, heads: Sequence[Head]) -> bool:
    """Whether a drawn line runs down through, or from, the line of the heads."""
    bottom = max(head.box.bottom for head in heads)
    top = min(head.box.top for head in heads)
    return ruling.height > 2 * ruling.width and ruling.top <= bottom + (bottom - top) and ruling.bottom > top


Stretch = tuple[float, float, float]
"""What a border would cut: from, to, and how much it costs."""


def _stretches(row: Row, heads: Sequence[Head], moved: float) -> Iterable[Stretch]:
    """Words, and the blanks between words of one cell. Where a head begins right over a word, so does its column, and
    the word before it stands in another however near it is: "12 Bread" under "Number" and "Name"."""
    for segment in row.segments:
        if _runs_over(segment, heads):
            continue
        for token in segment.tokens:
            yield token.box.left, token.box.right, 1.0
        for before, after in pairwise(segment.tokens):
            is_unit = before.text[-1:].isdigit() and amounts.is_unit(after.text)
            if not is_unit and (place := _begins(after.box.left + moved, heads, after)):
                yield heads[place - 1].box.right - moved, before.box.right, 1.0
                continue
            weight = 1.0 if is_unit or before.piece == after.piece else _BLANK_WEIGHT
            half = (after.box.left - before.box.right) / 2
            yield before.box.right - half, after.box.left + half, weight * _BLANK_WEIGHT


def _runs_over(segment: Segment, heads: Sequence[Head]) -> bool:
    """Whether text runs on under further heads, as names do on narrow papers: it tells no border."""
    over = sum(segment.box.left < head.box.centre < segment.box.right for head in heads)
    words = sum(any(letter.isalpha() for letter in token.text) for token in segment.tokens)
    return over > 1 and 2 * words > len(segment.tokens)


def _begins(left: float, heads: Sequence[Head], word: Token) -> int:
    """The head that begins where a word does; 0 for the first head, and for none."""
    near = _FLUSH * word.box.width / max(len(word.text), 1)
    return next((at for at, head in enumerate(heads) if at and abs(head.box.left - left) <= near), 0)


@dataclass(frozen=True, slots=True)
class Words:
    """The middles of all words with the number of their row, and from where to where those of two columns may stand."""

    middles: Sequence[tuple[float, int]]
    reach: tuple[float, float]

    def filled(self, place: float) -> int:
        """How many cells of the two columns beside a place hold words."""
        start, end = self.reach
        before = {row for middle, row in self.middles if start < middle <= place}
        return len(before) + len({row for middle, row in self.middles if place < middle <= end})


def _border(left: Box, right: Box, lines: Sequence[float], stretches: Sequence[Stretch], words: Words) -> float:
    between = [line for line in lines if left.centre < line < right.centre]
    if between:
        middle = (left.right + right.left) / 2
        return min(between, key=lambda line: abs(line - middle))
    start, end = min(left.right, right.left), max(left.right, right.left)
    start, end = max(start - left.width / 3, left.centre), min(end + right.width / 3, right.centre)
    if end <= start:
        return (left.centre + right.centre) / 2
    near = [one for one in stretches if one[1] > start and one[0] < end]
    edges = {round(high, 3) for _, high, _ in near if start < high < end}
    places = sorted({*edges, *(start + (end - start) * step / _STEPS for step in range(_STEPS + 1))})
    costs = [sum(weight * _depth(low, high, place) for low, high, weight in near) for place in places]
    return _widest(_cheapest(places, costs), (left.right + right.left) / 2, words)


def _depth(low: float, high: float, place: float) -> float:
    """How deep a cut goes into a word: 0 outside and at its edge, 1 from a quarter of it on; boxes are not exact."""
    inside = min(place - low, high - place)
    return min(1.0, 4 * inside / (high - low)) if inside > 0 else 0.0


def _cheapest(places: Sequence[float], costs: Sequence[float]) -> list[list[float]]:
    """The runs of the cheapest places."""
    least = min(costs) + _ALIKE
    runs: list[list[float]] = [[]]
    for place, cost in zip(places, costs, strict=True):
        if cost <= least:
            runs[-1].append(place)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _widest(runs: Sequence[Sequence[float]], middle: float, words: Words) -> float:
    """The middle of the longest run of those that leave most cells of both columns filled; of runs as long the one
    nearest to `middle`."""
    longest = max(runs, key=lambda run: (words.filled(run[0]), run[-1] - run[0], -abs((run[0] + run[-1]) / 2 - middle)))
    return (longest[0] + longest[-1]) / 2
