"""The text layer of a PDF page as words: letters that are seen, joined by where they stand."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from app.invoices.opening import paints
from app.invoices.opening.geometry import Rectangle, Sheet
from app.invoices.opening.refused import Refused

MOST_LETTERS = 100_000
"""A page of the smallest print has a fifth of it."""
SMALLEST = 1.5
"""Points: smaller letters cannot be seen."""
_WORD_GAP, _PIECE_GAP = 0.22, 1.0
"""Parts of the height of letters. Spaces of common fonts have 0.25 to 0.33 of it, columns stand further apart."""
_SAME_ROW = 0.5
_PRIVATE = range(0xE000, 0xF900)
_BLANKS = frozenset({0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0xA0})
"""PDFium's own among them, such as the end of a line; other control characters are codes of glyphs, not of letters."""
_HYPHEN_AT_END = 0x02


@dataclass(slots=True)
class Word:
    """Letters side by side.

    is_doubtful : so light, or on a layer or in a form that may be off, that only the drawn page can tell whether they
    are seen
    """

    text: str
    box: Rectangle
    piece: int
    is_doubtful: bool = False


@dataclass(slots=True)
class Layer:
    """The words of a page.

    hidden, broken : letters that are not seen, and letters without a meaning
    """

    words: list[Word] = field(default_factory=list)
    letters: int = 0
    hidden: int = 0
    broken: int = 0


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    box: Rectangle
    is_doubtful: bool

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]


def layer(page: Any, sheet: Sheet) -> Layer:
    """The text layer of an open page. Raises `Refused`."""
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return Layer()
    try:
        found = Layer()
        _join(found, _letters(text_page, sheet, found, paints.Paints(page)))
        return found
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def _join(found: Layer, letters: Iterator[_Letter | None]) -> None:
    """Words from letters; None among them is a blank."""
    before: _Letter | None = None
    is_parted, piece = True, -1
    for letter in letters:
        if letter is None:
            is_parted = True
            continue
        height = max(letter.height, before.height) if before else 0.0
        gap = _gap(before, letter)
        if gap is None or gap > _PIECE_GAP * height:
            piece, is_parted = piece + 1, True
        if is_parted or gap is None or gap > _WORD_GAP * height:
            found.words.append(Word(letter.text, letter.box, piece, letter.is_doubtful))
        else:
            _extend(found.words[-1], letter)
        before, is_parted = letter, False


def _extend(word: Word, letter: _Letter) -> None:
    left, top, right, bottom = word.box
    word.text += letter.text
    word.box = min(left, letter.box[0]), min(top, letter.box[1]), max(right, letter.box[2]), max(bottom, letter.box[3])
    word.is_doubtful |= letter.is_doubtful


def _gap(before: _Letter | None, letter: _Letter) -> float | None:
    """Points between two letters of one row, read onwards; None when they share no row, or one is further back."""
    if before is None:
        return None
    middles = (before.box[1] + before.box[3]) / 2, (letter.box[1] + letter.box[3]) / 2
    height = min(before.height, letter.height)
    if abs(middles[0] - middles[1]) > _SAME_ROW * height:
        return None
    gap = letter.box[0] - before.box[2]
    return None if gap < -max(height, before.box[2] - before.box[0]) else gap


def _letters(text_page: Any, sheet: Sheet, found: Layer, painted: paints.Paints) -> Iterator[_Letter | None]:
    count = pdfium.FPDFText_CountChars(text_page)
    if count > MOST_LETTERS:
        raise Refused("too_much_work")
    box = pdfium.FS_RECTF()
    width, height = sheet.size
    for place in range(count):
        code = pdfium.FPDFText_GetUnicode(text_page, place)
        if code in _BLANKS:
            yield None
            continue
        pdfium.FPDFText_GetLooseCharBox(text_page, place, ctypes.byref(box))
        seen = sheet.seen(box.left, box.bottom, box.right, box.top)
        paint = painted.of(pdfium.FPDFText_GetTextObject(text_page, place))
        found.letters += 1
        across, down = (seen[0] + seen[2]) / 2, (seen[1] + seen[3]) / 2
        if (
            paint == paints.HIDDEN
            or min(seen[3] - seen[1], 9 * (seen[2] - seen[0] + 0.2)) < SMALLEST
            or not (0 <= across <= width and 0 <= down <= height)
        ):
            found.hidden += 1
        else:
            found.broken += _is_broken(text_page, place, code)
            yield _Letter("-" if code == _HYPHEN_AT_END else _written(code), seen, paint == paints.FAINT)


def _is_broken(text_page: Any, place: int, code: int) -> bool:
    """Whether a letter is known by its shape alone: its font does not say which it is, or says nonsense."""
    if code == _HYPHEN_AT_END:
        return not pdfium.FPDFText_IsHyphen(text_page, place)
    return (
        code < 0x20 or code in _PRIVATE or code == 0xFFFD or pdfium.FPDFText_HasUnicodeMapError(text_page, place) == 1
    )


def _written(code: int) -> str:
    """A character of its code; PDFium gives the halves of a pair one by one, which no bill needs."""
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"
