"""A stretch of text and its box become words, each with a box of its own by its share of the width.

Letters differ in width: `SHARES` are those of Helvetica (Adobe font metrics, in thousandths of the size), which is near
what bills are printed in.
"""

from collections.abc import Iterator

from app.invoices.files import cleaning
from app.invoices.records.pages import Box, Source, Token

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


def words(text: str, box: Box, *, piece: int, source: Source = Source.TEXT, confidence: float = 1.0) -> Iterator[Token]:
    """The words of `text`, left to right over `box`; nothing for blanks."""
    clean = cleaning.cleaned(text)
    whole = sum(map(_width, clean)) or 1
    place = 0
    for part, width in _parts(clean):
        if not part.isspace() and len(part) <= cleaning.LONGEST_WORD:
            left, right = (box.left + box.width * share / whole for share in (place, place + width))
            yield Token(part, Box(left, box.top, right, box.bottom), piece, source, confidence)
        place += width


def _parts(text: str) -> Iterator[tuple[str, int]]:
    """Words and the blanks between them, each with its width."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or text[end].isspace() != text[start].isspace():
            yield text[start:end], sum(map(_width, text[start:end]))
            start = end


def _width(letter: str) -> int:
    return SHARES.get(letter) or (_CAPITAL if letter.isupper() else _DEFAULT)
