"""Where the words of a recognised stretch stand in it, by the places at which each of its characters was seen.

A recogniser writes one blank for any gap. The places of characters tell how wide each is, so words of neighbouring
columns that were seen as one stretch stand where they are printed.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from statistics import median

_LOST_BLANK = 0.9
"""A gap of so many widths of a letter within a word is a blank that was not written. Around I, l and t letters stand as
far apart; beside digits 3 such gaps in 5,468 words of 36 photographed bills were blanks, and none was not."""
_LEAST_BLANK = 0.3
"""Of a letter's width; Helvetica's blank is half of one."""
Placed = tuple[str, float, float]
"""A word, and between which shares of the stretch it stands."""


def words(text: str, widths: Sequence[float], places: Sequence[float]) -> Iterator[Placed]:
    """The words of `text` from left to right.

    widths : of each character of the text, in any unit
    places : the middle of each character that is no blank, as shares of the stretch; as many as there are such
    """
    letters = [width for letter, width in zip(text, widths, strict=True) if not letter.isspace()]
    scale = _scale(letters, places)
    every = _parted(text.split(), [scale * width for width in letters], places)
    ends = list(accumulate(len(word) for word in every))
    spans = [
        (places[first] - scale * letters[first] / 2, places[end - 1] + scale * letters[end - 1] / 2)
        for first, end in pairwise([0, *ends])
    ]
    yield from _apart(every, spans, _LEAST_BLANK * scale * sum(letters) / len(letters))


def _apart(every: Sequence[str], spans: Sequence[tuple[float, float]], blank: float) -> Iterator[Placed]:
    """The words inside the stretch with at least a small blank between them: widths of letters are not exact."""
    borders = [((end + begin) / 2, begin - end) for (_, end), (begin, _) in pairwise(spans)]
    lefts = [max(spans[0][0], 0.0), *(place + max(gap, blank) / 2 for place, gap in borders)]
    rights = [*(place - max(gap, blank) / 2 for place, gap in borders), min(spans[-1][1], 1.0)]
    for word, left, right in zip(every, lefts, rights, strict=True):
        yield word, min(left, right), max(left, right)


def _parted(every: Sequence[str], widths: Sequence[float], places: Sequence[float]) -> list[str]:
    """The words, each parted where a blank beside a digit was not written: "26dt." for "26 dt."; between two that are
    alike, "0000", rather one more of them was not."""
    wide = _LOST_BLANK * sum(widths) / len(widths)
    parted: list[str] = []
    for word in every:
        start = first = sum(map(len, parted))
        for at in range(first + 1, first + len(word)):
            gap = places[at] - places[at - 1] - (widths[at] + widths[at - 1]) / 2
            pair = word[at - first - 1 : at - first + 1]
            if gap > wide and pair.isalnum() and not pair.isalpha() and pair[0] != pair[1]:
                parted.append(word[start - first : at - first])
                start = at
        parted.append(word[start - first :])
    return parted


def _scale(widths: Sequence[float], places: Sequence[float]) -> float:
    """The share of the stretch that a unit of width takes: as most neighbours are apart, since most stand within words;
    all together take no more than the stretch."""
    steps = [
        2 * (there - here) / (one + other)
        for (here, there), (one, other) in zip(pairwise(places), pairwise(widths), strict=True)
    ]
    return min([*([median(steps)] if steps else []), 1 / sum(widths)])
