"""The addressee of a paper without a heading over him: name and address as in the window of an envelope.

Bills by post are folded so (DIN 5008 and the Indian envelope 110 x 220 mm leave the upper part of the page visible).
Nothing but its form tells such a block: a name without a figure, below a blank space, and lines of an address under it
that end with a PIN code or hold words of an address. The letterhead has that form too, so it takes a title before the
name, or a supplier with an address of his own elsewhere, to believe it.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from app.invoices.rules.documents.labels import known_labels
from app.invoices.rules.documents.labels.labelling import Labelled
from app.invoices.rules.documents.labels.particulars import Kind
from app.invoices.rules.documents.parties import gathering, letterhead, names
from app.invoices.rules.documents.parties.gathering import Place
from app.invoices.rules.documents.parties.letterhead import Issuer

_TITLED = re.compile(r"(?:mr|mrs|ms|miss|shri|sri|smt|dr|kumari|messrs|m/s|श्री|श्रीमती)\b", re.I)
_LEAST_LINES = 2
_MOST_OF_CAPTION = 3
"""Words of a caption that is no name."""
_SAME_EDGE = 0.012
_LEAST_SPACE = 0.6
"""In heights of its letters, above a block of its own."""


@dataclass(frozen=True, slots=True)
class Window:
    """A name and the lines below it, and the caption that may stand above the name."""

    name: Place
    lines: tuple[tuple[Place, ...], ...]
    is_titled: bool
    caption: Place | None = None

    @property
    def places(self) -> frozenset[Place]:
        """All of its segments."""
        captions = (self.caption,) if self.caption else ()
        return frozenset((self.name, *captions, *(place for line in self.lines for place in line)))


def windows(sheet: Labelled, taken: Collection[Place]) -> Iterator[Window]:
    """The blocks above the table that have the form of an addressee, the upper before the lower.

    taken : segments that belong to parties with a heading
    """
    for row, place, segment in letterhead.above_the_table(sheet):
        is_free = (row, place) not in taken and not sheet.opens(row, place)
        is_begun = _space_above(sheet, row, place) or _is_below_caption(sheet, row, place)
        if is_free and is_begun and _is_plain_name(segment.text):
            column = gathering.below(sheet, row, segment.box)
            lines = tuple(tuple(line) for line in gathering.lines(sheet, column))
            plain = [line for line in lines if not sheet.opens(*line[0])]
            if len(plain) >= _LEAST_LINES and _is_address(sheet, plain):
                yield _window(sheet, (row, place), lines)


def _window(sheet: Labelled, first: Place, lines: tuple[tuple[Place, ...], ...]) -> Window:
    """The name in the first line, or in the second where the first is a caption."""
    text, below = _text(sheet, first), _text(sheet, lines[0][0])
    if _is_caption(text, below) and not sheet.opens(*lines[0][0]):
        return Window(lines[0][0], lines[1:], _TITLED.match(below) is not None, first)
    return Window(first, lines, _TITLED.match(text) is not None)


def _is_caption(text: str, below: str) -> bool:
    """Whether a line names no one but says who stands below it: one word above a whole name, two above a firm's."""
    words = len(text.split())
    if words > 2 or _is_telling(text) or not names.is_whole(below) or names.is_placed(below):
        return False
    return words == 1 or _is_telling(below)


def _is_telling(text: str) -> bool:
    return _TITLED.match(text) is not None or letterhead.is_firm(text)


def _text(sheet: Labelled, place: Place) -> str:
    return sheet.rows[place[0]].segments[place[1]].text


def _is_plain_name(text: str) -> bool:
    return letterhead.is_issuer(text) and not any(map(str.isdigit, text)) and "," not in text


def _space_above(sheet: Labelled, row: int, place: int) -> bool:
    """Whether nothing stands right above a segment."""
    box = sheet.rows[row].segments[place].box
    for above in range(row - 1, max(row - 4, -1), -1):
        for segment in sheet.rows[above].segments:
            shared = min(segment.box.right, box.right) - max(segment.box.left, box.left)
            if shared > 0 and segment.box.bottom < box.middle:
                return box.top - segment.box.bottom >= _LEAST_SPACE * box.height
    return True


def _is_below_caption(sheet: Labelled, row: int, place: int) -> bool:
    """Whether a few words that are no name, "To be billed", stand right above a whole name with a space above them."""
    box = sheet.rows[row].segments[place].box
    if row == 0 or not names.is_whole(sheet.rows[row].segments[place].text):
        return False
    for at, above in enumerate(sheet.rows[row - 1].segments):
        if abs(above.box.left - box.left) < _SAME_EDGE:
            words = [word for word in above.text.split() if word.casefold() not in names.JOINING]
            is_caption = len(words) <= _MOST_OF_CAPTION and any(word[:1].islower() for word in words)
            return is_caption and not sheet.opens(row - 1, at) and _space_above(sheet, row - 1, at)
    return False


def _is_address(sheet: Labelled, lines: Sequence[Sequence[Place]]) -> bool:
    text = " ".join(sheet.rows[row].segments[place].text for line in lines for row, place in line)
    return names.has_pin(text)


def addressee(
    sheet: Labelled, found: Sequence[Window], issuer: Issuer | None, taken: Collection[Place], *, has_supplier: bool
) -> Window | None:
    """The one that is the addressee's; None where no block is surely another's than the supplier's.

    issuer : the likeliest supplier, from the letterhead or a signature
    taken : segments that belong to parties with a heading
    """
    own = known_labels.folded(" ".join(token.text for token in issuer.tokens)) if issuer else ""
    others = [window for window in found if _letters(sheet, window) != own]
    for window in others:
        places = {*taken, *window.places}
        if window.is_titled or has_supplier or (issuer and _has_address(sheet, issuer, places)):
            return window
    return None


def _letters(sheet: Labelled, window: Window) -> str:
    row, place = window.name
    return known_labels.folded(sheet.rows[row].segments[place].text)


def _has_address(sheet: Labelled, issuer: Issuer, others: Collection[Place]) -> bool:
    """Whether the supplier has an address of his own: below his name, or behind "Registered office"."""
    if any(hit.kind is Kind.ADDRESS and "office" in hit.key and hit.rest for hit in sheet.every):
        return True
    row, place = issuer.place
    column = gathering.below(sheet, row, sheet.rows[row].segments[place].box)
    lines = [[at for at in line if at not in others] for line in gathering.lines(sheet, column)]
    return _is_address(sheet, lines)
