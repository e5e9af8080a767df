"""Words become rows across the page, and rows are cut where a gap or a drawn line separates.

Words of a row may drift upwards or downwards as they do on a photographed page: the slope of the whole page is measured
first, and each word is compared with the last one before it, not with the row's beginning.
"""

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from app.invoices.records.pages import Box, Page, Source, Token

SEGMENT_GAP = 0.9
"""Wider than this many heights of its letters, a blank separates. Words of one sentence stand 0.2 to 0.5 apart."""
PIECE_GAP = 0.45
"""The same between two stretches that were seen apart on pixels, in heights of what was seen, which is higher than the
letters: on 48 photographs 783 of 811 such neighbours from 0.45 on stand apart in the PDF, of 12 nearer ones 9."""
_LEAST_SLOPE = 0.001
"""Below this the words of a row 1 page wide stay within the height of a letter (about 0.012 of a page)."""
_LONG = 0.05
"""A piece shorter than this share of the page tells no slope: its ends are as uncertain as its fall is small."""
_ENOUGH, _ENOUGH_LONG = 5, 3


def lines(words: Sequence[Token]) -> list[list[Token]]:
    """Words by row, from top to bottom."""
    if not words:
        return []
    fall = slope(words)
    rows = _chained(words, fall)
    return sorted(rows, key=lambda row: sum(_level(token, fall) for token in row) / len(row))


def _level(token: Token, slope: float) -> float:
    """The height at which the line of a word would run if the page were straight."""
    return token.box.middle - slope * token.box.centre


def _chained(words: Sequence[Token], slope: float) -> list[list[Token]]:
    """From left to right, each word behind the one whose line runs nearest to its own, or first of a new row."""
    step = max(median(token.box.height for token in words), 1e-6)
    rows: list[list[Token]] = []
    ends: dict[int, set[int]] = defaultdict(set)
    for token in sorted(words, key=lambda each: (each.box.left, each.box.top)):
        level = _level(token, slope)
        reach = math.ceil(token.box.height / 2 / step)
        near = range(int(level / step) - reach, int(level / step) + reach + 1)
        fitting = [
            (gap, row)
            for key in near
            for row in ends.get(key, ())
            if (gap := _fit(rows[row][-1], token, slope)) is not None
        ]
        if fitting:
            row = min(fitting)[1]
            ends[int(_level(rows[row][-1], slope) / step)].discard(row)
            rows[row].append(token)
        else:
            row = len(rows)
            rows.append([token])
        ends[int(level / step)].add(row)
    return rows


def _fit(last: Token, token: Token, slope: float) -> float | None:
    """How far the line of `token` runs from that of the word before it; None where it is another line."""
    height = min(last.box.height, token.box.height)
    gap = abs(_level(last, slope) - _level(token, slope))
    is_behind = token.box.left >= last.box.right - min(last.box.width, token.box.width) / 2
    return gap if gap <= height / 2 and is_behind else None


def slope(words: Sequence[Token]) -> float:
    """How much lines fall for each width of the page: along the pieces of text, which follow their line on photos;
    where these are level or too few, between pieces that stand side by side. 0 for a page that is straight."""
    along = _along(words)
    if along is not None and abs(along) > _LEAST_SLOPE:
        return along
    between = _between(_chained(words, 0.0)) if words else 0.0
    return between if abs(between) > _LEAST_SLOPE else 0.0


def _along(words: Sequence[Token]) -> float | None:
    """The median slope within pieces of several words; None where there are too few."""
    pieces: dict[int, list[Token]] = defaultdict(list)
    for token in words:
        pieces[token.piece].append(token)
    ends = ((piece[0].box, piece[-1].box) for piece in pieces.values() if len(piece) > 1)
    slopes = [
        (last.middle - first.middle) / (last.centre - first.centre)
        for first, last in ends
        if last.centre - first.centre > _LONG
    ]
    return median(slopes) if len(slopes) >= _ENOUGH_LONG else None


def _between(rows: Iterable[Sequence[Token]]) -> float:
    """The median slope between neighbours that were read apart."""
    slopes = [
        (after.box.middle - before.box.middle) / (after.box.centre - before.box.centre)
        for row in rows
        for before, after in pairwise(row)
        if before.piece != after.piece and after.box.left > before.box.right
    ]
    return median(slopes) if len(slopes) >= _ENOUGH else 0.0


def cells(row: Sequence[Token], page: Page, rulings: Sequence[Box]) -> Iterator[list[Token]]:
    """A row cut where the gap is wide, or where one of the `uprights` of its page stands between two words."""
    part = [row[0]]
    for before, after in pairwise(row):
        if _is_ruled(before.box, after.box, rulings) or _is_apart(before, after, page):
            yield part
            part = []
        part.append(after)
    yield part


def _is_apart(before: Token, after: Token, page: Page) -> bool:
    if before.piece == after.piece:
        return False
    gap = (after.box.left - before.box.right) * page.width
    height = max(before.box.height, after.box.height) * page.height
    is_seen = before.source is Source.OCR and after.source is Source.OCR
    return gap > (PIECE_GAP if is_seen else SEGMENT_GAP) * height


def uprights(page: Page) -> tuple[Box, ...]:
    """The upright lines that are drawn on a page, from left to right."""
    return tuple(sorted((box for box in page.rulings if box.height > box.width), key=lambda box: box.centre))


def _is_ruled(before: Box, after: Box, rulings: Sequence[Box]) -> bool:
    """Whether one of the upright lines stands between two words of a row, be they printed as one piece or not."""
    start = max(before.centre, before.right - before.width / 4)
    end = min(after.centre, after.left + after.width / 4)
    between = rulings[bisect_right(rulings, start, key=_centre) : bisect_left(rulings, end, key=_centre)]
    return any(ruling.top < after.middle < ruling.bottom for ruling in between)


def _centre(box: Box) -> float:
    return box.centre
