"""Which words of a document are labels, and which follow them in the same segment.

Words are compared by their letters alone and run together, since recognisers drop the blanks of "Invoice No": and with
one wrong letter where the label is long. Words that no table knows are a label before a colon; the last of them may
tell what it announces: "Organisation Name:".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.invoices.records.pages import Box, Source, Token, around
from app.invoices.rules.documents.labels import known_labels, standing
from app.invoices.rules.documents.labels.particulars import Kind
from app.invoices.rules.documents.page import parting
from app.invoices.rules.documents.page.layout import Document, Row, Segment

_MOST_WORDS = 8
_MOST_UNKNOWN = 4
"""Words of a label that no table knows; longer ones before a colon are sentences."""
_ADDRESS_WORDS = "at post near opp tal taluka dist district vill village via po ps tq teh tehsil mandal unit block plot"
_OF_AN_ADDRESS = frozenset(_ADDRESS_WORDS.split())
"""Words that stand before a colon within an address: "At Post: Wagholi, Tal: Haveli, Dist: Pune"."""


@dataclass(frozen=True)
class Hit:
    """A label where it stands.

    tokens : its words; rest : the words behind it, up to the next label of the segment
    row, place : which row of the sheet, and which segment of that row
    """

    kind: Kind
    key: str
    tokens: tuple[Token, ...]
    rest: tuple[Token, ...]
    row: int
    place: int
    is_first: bool
    has_colon: bool

    @cached_property
    def box(self) -> Box:
        return around(token.box for token in self.tokens)


@dataclass(frozen=True)
class Labelled:
    """The rows of one page with the labels of each segment: `hits[row][place]` are of `rows[row].segments[place]`."""

    number: int
    rows: tuple[Row, ...]
    hits: tuple[tuple[tuple[Hit, ...], ...], ...]

    @cached_property
    def every(self) -> tuple[Hit, ...]:
        """All labels in reading order."""
        return tuple(hit for row in self.hits for segment in row for hit in segment)

    def opens(self, row: int, place: int) -> bool:
        """Whether a segment begins with a label."""
        return any(hit.is_first for hit in self.hits[row][place])


def labelled(document: Document) -> tuple[Labelled, ...]:
    """Every page with its labels."""
    return tuple(_sheet(sheet.number, sheet.rows) for sheet in document.sheets)


def _sheet(number: int, rows: tuple[Row, ...]) -> Labelled:
    hits = tuple(tuple(_row_hits(each, row)) for row, each in enumerate(rows))
    return Labelled(number, rows, hits)


def _row_hits(row: Row, number: int) -> Iterator[tuple[Hit, ...]]:
    for place, segment in enumerate(row.segments):
        hits = tuple(_hits(segment, number, place))
        follows = row.segments[place + 1].tokens[0].text if place + 1 < len(row.segments) else ""
        if hits and hits[0].kind is Kind.NAME and hits[0].has_colon:
            hits = hits if hits[0].is_first else hits[1:]
        if not any(hit.is_first for hit in hits):
            hits = (*_unknown(segment, number, place, hits, is_before_colon=follows.startswith(":")), *hits)
        yield hits


def _unknown(segment: Segment, row: int, place: int, hits: Sequence[Hit], *, is_before_colon: bool) -> Iterator[Hit]:
    """The few words that a segment has before a colon, or before the colon of its right neighbour."""
    words = parting.parts(segment)
    if hits:
        words = words[: words.index(hits[0].tokens[0])]
    end = next((at for at, word in enumerate(words) if word.text[0] in ":："), len(words) if is_before_colon else 0)
    label = words[:end]
    keys = [known_labels.folded(word.text) for word in label]
    is_label = 0 < len(label) <= _MOST_UNKNOWN and any(keys) and not any(map(str.isdigit, "".join(keys)))
    if is_label and not _OF_AN_ADDRESS.intersection(keys):
        rest = tuple(word for word in words[end:] if not parting.is_separator(word))
        kind = Kind.NAME if known_labels.kinds().get(keys[-1]) is Kind.NAME else Kind.UNKNOWN
        yield Hit(kind, "".join(keys), tuple(label), rest, row, place, is_first=True, has_colon=True)


def _hits(segment: Segment, row: int, place: int) -> Iterator[Hit]:
    words = parting.parts(segment)
    found = list(_found(words))
    for number, (begin, end, key) in enumerate(found):
        until = found[number + 1][0] if number + 1 < len(found) else len(words)
        rest = words[end:until]
        has_colon = bool(rest) and parting.is_separator(rest[0]) and rest[0].text[0] in ":=："
        while rest and parting.is_separator(rest[0]):
            rest = rest[1:]
        label = tuple(words[begin:end])
        is_first = all(parting.is_separator(word) for word in words[:begin])
        yield Hit(known_labels.kinds()[key], key, label, tuple(rest), row, place, is_first, has_colon)


def _found(words: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """Where labels begin and end, and which they are; they do not overlap."""
    keys = [known_labels.folded(word.text) for word in words]
    start = 0
    while start < len(words):
        longest = next(
            (hit for hit in _longest_first(words, keys, start) if standing.is_label(words, keys, start, *hit)), None
        )
        if longest is None:
            start += 1
        else:
            end, key = longest
            end += end < len(words) and words[end].text == "#"
            yield start, end, key
            start = end


def _longest_first(words: Sequence[Token], keys: Sequence[str], start: int) -> list[tuple[int, str]]:
    """The ends of labels that begin at a word, the longest first."""
    found: list[tuple[int, str]] = []
    joined = ""
    for end in range(start, min(start + _MOST_WORDS, len(words))):
        if not keys[end]:
            if end == start or words[end].text[0] in ":=：":
                break
            continue
        joined += keys[end]
        key = known_labels.known(joined, words[end].source is Source.OCR)
        if key:
            found.append((end + 1, key))
    return found[::-1]
