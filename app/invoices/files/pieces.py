"""A stretch of text becomes words, each with a box of its own by its share of the width.

Letters differ in width: `SHARES` are those of Helvetica (Adobe font metrics, in thousandths of the size), which is near
what bills are printed in.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from math import dist

from app.invoices.files import cleaning, placed_words
from app.invoices.records import files as refusals
from app.invoices.records.pages import Box, Page, Token

Point = tuple[float, float]
Corners = tuple[Point, Point, Point, Point]
"""Upper left, upper right, lower right, lower left; the stretch may slant."""

MOST_WORDS = 10_000
"""Of one page; the smallest print of a full page has a fifth of it."""
MOST_WORDS_IN_ALL = 40_000
"""Of one file: fifty pages of sixty lines with a dozen words each. They are understood in 20 s."""
_DEFAULT, _CAPITAL = 556, 690
SHARES = {
    **dict.fromkeys("ijl'", 222),
    **dict.fromkeys(" ft.,:;/\\|!I[]", 278),
    **dict.fromkeys('r()-`"', 333),
    **dict.fromkeys("ckszvxyJ", 500),
    **dict.fromkeys("mMW", 833),
    **dict.fromkeys("%@", 889),
    "w": 722,
}


def bounded(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """The words of one page. Raises `TooMuchWork` for more than `MOST_WORDS`; no more are made."""
    found = tuple(islice(tokens, MOST_WORDS + 1))
    if len(found) > MOST_WORDS:
        raise refusals.TooMuchWork("A page of this file has too many words. Please send only the pages of one bill.")
    return found


def bounded_pages(pages: Iterable[Page]) -> tuple[Page, ...]:
    """The pages of one file. Raises `TooMuchWork` once they have more than `MOST_WORDS_IN_ALL` words."""
    found, count = [], 0
    for page in pages:
        count += len(page.tokens)
        if count > MOST_WORDS_IN_ALL:
            raise refusals.TooMuchWork("This file has too many words. Please send only the pages of one bill.")
        found.append(page)
    return tuple(found)


def words(text: str, box: Box, *, piece: int) -> Iterator[Token]:
    """The words of `text`, which is level, left to right over `box`; nothing for blanks."""
    for word, begin, end in _shares(text):
        left, right = (box.left + box.width * share for share in (begin, end))
        yield Token(word, Box(left, box.top, right, box.bottom), piece)


def words_along(
    text: str, corners: Corners, size: tuple[float, float], *, piece: int, places: Sequence[float] = ()
) -> Iterator[Token]:
    """The words of `text`, each as high as its letters and where the slanting line has it.

    corners, size : of the stretch and of its page, both in pixels
    places : the middles of the characters but blanks, as shares of the stretch; empty where they are not known
    """
    level = _level(text, corners)
    for word, begin, end in _placed(text, places):
        yield Token(word, _box(level, begin, end, size), piece)


def _placed(text: str, places: Sequence[float]) -> Iterator[placed_words.Placed]:
    """The words of a stretch where their characters were seen; by their widths where that is not known."""
    clean = cleaning.cleaned(text)
    if len(places) < 2 or len(places) != sum(not letter.isspace() for letter in clean):
        return _shares(text)
    found = placed_words.words(clean, [_width(letter) for letter in clean], places)
    return (word for word in found if len(word[0]) <= cleaning.LONGEST_WORD)


Level = tuple[Point, Point, float]
"""Where the line through the middles of the letters begins and ends, and the height of the letters."""


def _level(text: str, corners: Corners) -> Level:
    first, second, third, fourth = corners
    height = (dist(first, fourth) + dist(second, third)) / 2
    start, end = _middle(first, fourth), _middle(second, third)
    if len(text) > 2 and height > 2 * dist(start, end):  # it stands on end: all that is known is where
        across, down = [x for x, _ in corners], [y for _, y in corners]
        middle = (min(down) + max(down)) / 2
        return (min(across), middle), (max(across), middle), max(down) - min(down)
    return start, end, height


def _box(level: Level, begin: float, end: float, size: tuple[float, float]) -> Box:
    (left, from_top), (right, to_top), height = level
    across = sorted(left + (right - left) * share for share in (begin, end))
    middle = from_top + (to_top - from_top) * (begin + end) / 2
    sides = across[0] / size[0], (middle - height / 2) / size[1], across[1] / size[0], (middle + height / 2) / size[1]
    return Box(*(min(max(side, 0.0), 1.0) for side in sides))


def _middle(one: Point, other: Point) -> Point:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


def _shares(text: str) -> Iterator[placed_words.Placed]:
    """Each word, and between which shares of the width it stands."""
    clean = cleaning.cleaned(text)
    whole = sum(map(_width, clean)) or 1
    edges = [0, *(place for place in range(1, len(clean)) if clean[place].isspace() != clean[place - 1].isspace())]
    place = 0
    for begin, end in pairwise([*edges, len(clean)]):
        word = clean[begin:end]
        width = sum(map(_width, word))
        if word.strip() and len(word) <= cleaning.LONGEST_WORD:
            yield word, place / whole, (place + width) / whole
        place += width


def _width(letter: str) -> int:
    return SHARES.get(letter) or (_CAPITAL if letter.isupper() else _DEFAULT)
