"""Where the value of a label may stand: behind it, in the next piece to its right, or below it.

The first two are how most documents print a pair. Below is how a boxed head does, and a table of one row: the label
above, the value under it, so another label in between ends the search.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.invoices.records.pages import Box, Token
from app.invoices.rules.documents.labels.labelling import Hit, Labelled
from app.invoices.rules.documents.page import parting

BEHIND, RIGHT, BELOW = 1.0, 0.93, 0.85
"""What each place is worth: what stands behind a label was its value on all papers looked at, below it on most."""
WRAPPED = 0.97
"""A value with its next line is the value where the first line alone is none."""
_SAME_EDGE = 0.008
_ROWS_DOWN = 3
_FURTHEST_BELOW = 3.5
"""In heights of the label: two lines of space and the rest of a cell's margin."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Words that may be a label's value, and how likely their place is."""

    tokens: tuple[Token, ...]
    score: float

    @property
    def text(self) -> str:
        return " ".join(token.text for token in self.tokens)


def places(hit: Hit, sheet: Labelled) -> Iterator[Beside]:
    """Where the value may stand, the likeliest place first."""
    if hit.rest:
        yield Beside(hit.rest, BEHIND)
    elif is_last(hit, sheet) and (right := _right(hit, sheet)):
        yield Beside(right, RIGHT)
    if below := _below(hit, sheet):
        score = BELOW if not hit.rest else BELOW * 0.8
        yield Beside(below, score)
        if not hit.rest and (more := _wrapped(below, hit, sheet)):
            yield Beside((*below, *more), score * WRAPPED)


def is_last(hit: Hit, sheet: Labelled) -> bool:
    """Whether no other label follows within the segment."""
    return sheet.hits[hit.row][hit.place][-1] is hit


def _right(hit: Hit, sheet: Labelled) -> tuple[Token, ...]:
    """The next segment of the row, unless it begins with a label of its own; a colon alone is passed over."""
    segments = sheet.rows[hit.row].segments
    for place in range(hit.place + 1, len(segments)):
        if sheet.opens(hit.row, place):
            return ()
        words = until_label(sheet, hit.row, place)
        if words:
            return words
    return ()


def until_label(sheet: Labelled, row: int, place: int) -> tuple[Token, ...]:
    """The words of a segment before its first label, without separators around them."""
    words: Sequence[Token] = parting.parts(sheet.rows[row].segments[place])
    hits = sheet.hits[row][place]
    if hits:
        words = words[: words.index(hits[0].tokens[0])]
    begin = next((at for at, word in enumerate(words) if not parting.is_separator(word)), len(words))
    return tuple(words[begin:])


def _below(hit: Hit, sheet: Labelled) -> tuple[Token, ...]:
    """The nearest segment under the label."""
    for row in range(hit.row + 1, min(hit.row + 1 + _ROWS_DOWN, len(sheet.rows))):
        if sheet.rows[row].box.top - hit.box.bottom > _FURTHEST_BELOW * hit.box.height:
            return ()
        segments = sheet.rows[row].segments
        under = [place for place, segment in enumerate(segments) if _is_under(segment.box, hit.box)]
        if under:
            place = max(under, key=lambda at: _shared(segments[at].box, hit.box))
            return () if sheet.opens(row, place) else until_label(sheet, row, place)
    return ()


def _wrapped(tokens: Sequence[Token], hit: Hit, sheet: Labelled) -> tuple[Token, ...]:
    """What a value in a narrow cell goes on with: the piece right below it, at the same left edge."""
    last = tokens[0].box
    for row in range(hit.row + 1, min(hit.row + 2 + _ROWS_DOWN, len(sheet.rows))):
        for place, segment in enumerate(sheet.rows[row].segments):
            box = segment.box
            is_next = last.middle < box.top < last.bottom + box.height / 2 and abs(box.left - last.left) < _SAME_EDGE
            if is_next and not sheet.opens(row, place):
                return until_label(sheet, row, place)
    return ()


def continued(value: Sequence[Token], hit: Hit, sheet: Labelled) -> tuple[Token, ...]:
    """The lines right below a value at the right of its label that go on with it: nothing stands below the label."""
    found: list[Token] = []
    words = tuple(value)
    while words and words[0].box.left > hit.box.right:
        words = _next_line(words, hit, sheet)
        found += words
    return tuple(found)


def _next_line(words: Sequence[Token], hit: Hit, sheet: Labelled) -> tuple[Token, ...]:
    last = words[0].box
    for row in range(hit.row + 1, len(sheet.rows)):
        segments = sheet.rows[row].segments
        for place, segment in enumerate(segments):
            is_next = last.middle < segment.box.top < last.bottom + segment.box.height / 2
            if is_next and abs(segment.box.left - last.left) < _SAME_EDGE:
                return segment.tokens if _is_free(row, place, hit, sheet) else ()
        if segments[0].box.top > last.bottom + last.height:
            break
    return ()


def _is_free(row: int, place: int, hit: Hit, sheet: Labelled) -> bool:
    """Whether nothing but a second line of the label stands below it, and the value below begins with no label."""
    below = [at for at, other in enumerate(sheet.rows[row].segments) if _is_under(other.box, hit.box)]
    own = [sheet.hits[row][at][:1] for at in below]
    return not sheet.opens(row, place) and all(hits and hits[0].kind is hit.kind for hits in own)


def _is_under(low: Box, high: Box) -> bool:
    return _shared(low, high) > 0.25 * min(low.width, high.width)


def _shared(one: Box, other: Box) -> float:
    """How much of their width two boxes share."""
    return min(one.right, other.right) - max(one.left, other.left)
