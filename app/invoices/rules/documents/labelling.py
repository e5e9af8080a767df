"""Which words of a document are labels, and which follow them in the same segment.

Words are compared by their letters alone and run together, since recognisers drop the blanks of "Invoice No": and with
one wrong letter where the label is long. A short everyday word ("to", "state", "date") is a label only where it stands
as one: alone, before a colon, or at the beginning before something that fits.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from app.invoices.records.pages import Box, Source, Token, around
from app.invoices.rules.documents import particulars
from app.invoices.rules.documents.particulars import Kind
from app.invoices.rules.documents.layout import Document, Row, Segment
from app.invoices.rules.sentences import normalise

SHORTEST_FORGIVEN = 7
"""A label of fewer letters has neighbours one letter away that mean something else ("date", "rate")."""
_MOST_WORDS = 8
_LATIN = str.maketrans({"ł": "l", "&": "and", "–": "-", "—": "-"})
_KEPT = re.compile(r"[^\w#\u0900-\u097f]|_")
_SEPARATOR = re.compile(r"[:=：\-–—.|]+")
_CUT = re.compile(r"(?P<label>.*?[^\W\d_].*?)(?P<mark>[:=：]+-?)(?P<rest>.*)|(?P<lead>[:=：#]+)(?P<tail>.+)")
_STUCK = re.compile(r"(?P<label>(?i:.*?(?:no|nos|dt|dated?|gstin|pan|tel|ph|mob)))(?P<mark>[.\-]+)(?P<rest>\S*\d\S*)")
_NOT_A_NAME = frozenset(
    ["pay", "be", "the", "copy", "care", "id", "no", "code", "service", "signature", "sign", "signatory", "seal", "stamp", "order", "support", "you", "your", "our", "this", "relations", "request", "use", "only", "shall", "will", "must", "is", "are", "of", "and", "or", "in", "on", "by", "for", "with", "delivery", "whom", "date", "rs", "inr"]
)  # fmt: skip
_EVERYDAY = frozenset(
    ["to", "from", "date", "data", "datum", "name", "state", "code", "terms", "page", "note", "notes", "po", "add", "company", "office", "bank", "ms", "contact", "call", "pos", "ack", "customer", "client", "party", "buyer", "supplier", "seller", "vendor", "receiver", "guest", "payee", "merchant", "agent", "store", "user", "time", "period", "table", "operator", "payment", "category", "branch", "station", "project", "drop", "pickup", "reference", "mail", "m", "distance", "counter", "upi", "consumer", "purchaser", "recipient", "beneficiary", "consignee", "remarks", "purchaseorder", "dt", "fecha", "nom", "web", "kunde", "klant", "cliente"]
)  # fmt: skip
"""Labels that are everyday words too, by their letters."""


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
    """The rows of one page with the labels of each segment; `hits[row][place]` belongs to `rows[row].segments[place]`."""

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
    hits = tuple(
        tuple(tuple(_hits(segment, row, place)) for place, segment in enumerate(each.segments))
        for row, each in enumerate(rows)
    )
    return Labelled(number, rows, hits)


def folded(text: str) -> str:
    """The letters and digits by which words are compared: no case, no accents of Latin letters, no marks but #."""
    if text.isascii():
        return "".join(
            character for character in text.lower().replace("&", "and") if character.isalnum() or character == "#"
        )
    decomposed = normalise.key(normalise.plain(text)).translate(_LATIN)
    latin = "".join(character for character in decomposed if not "\u0300" <= character <= "\u036f")
    return _KEPT.sub("", latin)


def parts(segment: Segment) -> list[Token]:
    """The words of a segment, with a label, its colon and a value that were written without a blank taken apart."""
    return [part for token in segment.tokens for part in _cut(token)]


def is_separator(token: Token) -> bool:
    """Whether a word is only a colon, a dash or the like."""
    return _SEPARATOR.fullmatch(token.text) is not None


def _cut(token: Token) -> Iterator[Token]:
    match = _CUT.fullmatch(token.text) or _STUCK.fullmatch(token.text)
    if match is None or "://" in token.text:
        yield token
        return
    begin = 0
    for text in (part for part in match.groups() if part):
        yield _share(token, begin, begin + len(text))
        begin += len(text)


def _share(token: Token, begin: int, end: int) -> Token:
    """Some characters of a word as a word of its own, with their share of its place."""
    box, count = token.box, len(token.text)
    left, right = box.left + box.width * begin / count, box.left + box.width * end / count
    return replace(token, text=token.text[begin:end], box=replace(box, left=left, right=right))


def _hits(segment: Segment, row: int, place: int) -> Iterator[Hit]:
    words = parts(segment)
    found = list(_found(words))
    for number, (begin, end, key) in enumerate(found):
        until = found[number + 1][0] if number + 1 < len(found) else len(words)
        rest = words[end:until]
        has_colon = bool(rest) and is_separator(rest[0]) and rest[0].text[0] in ":=："
        while rest and is_separator(rest[0]):
            rest = rest[1:]
        label = tuple(words[begin:end])
        is_first = all(is_separator(word) for word in words[:begin])
        yield Hit(_kinds()[key], key, label, tuple(rest), row, place, is_first, has_colon)


def _found(words: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """Where labels begin and end, and which they are; they do not overlap."""
    keys = [folded(word.text) for word in words]
    start = 0
    while start < len(words):
        longest = next(
            (hit for hit in _longest_first(words, keys, start) if _stands_as_label(words, keys, start, *hit)), None
        )
        if longest is None:
            start += 1
        else:
            yield start, *longest
            start = longest[0]


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
        key = _known(joined, words[end].source is Source.OCR)
        if key:
            found.append((end + 1, key))
    return found[::-1]


def _known(joined: str, is_forgiven: bool) -> str | None:
    """The label of these letters, or of one letter else where a recogniser read them."""
    if joined in _kinds():
        return joined
    if not is_forgiven:
        return None
    if "0" in joined and joined.replace("0", "o") in _kinds():
        return joined.replace("0", "o")
    if len(joined) < SHORTEST_FORGIVEN:
        return None
    near = {
        key for shortened in _shortened(joined) for key in _by_shortened().get(shortened, ()) if _is_near(key, joined)
    }
    return min(near) if near else None


def _stands_as_label(words: Sequence[Token], keys: Sequence[str], start: int, end: int, key: str) -> bool:
    """Whether the words are meant as a label and are no part of a sentence or a name."""
    is_first = all(is_separator(word) for word in words[:start])
    follower = next((at for at in range(end, len(words)) if keys[at]), None)
    colon = end < len(words) and words[end].text[0] in ":=："
    if colon or (is_first and follower is None):
        return True
    after = words[follower].text if follower is not None else ""
    is_figure = any(character.isdigit() for character in after)
    if key in _EVERYDAY:
        is_name = after[:1].isupper() and keys[follower] not in _NOT_A_NAME if follower is not None else False
        return (
            is_figure if not is_first else is_figure or (is_name and key in ("to", "ms", "from", "buyer", "customer"))
        )
    return is_first or len(key) >= SHORTEST_FORGIVEN or is_figure


@cache
def _kinds() -> dict[str, Kind]:
    kinds: dict[str, Kind] = {}
    for label, kind in particulars.every().items():
        kinds.setdefault(folded(label), kind)
    return kinds


@cache
def _by_shortened() -> dict[str, frozenset[str]]:
    """Long labels by each form with one letter left out."""
    index: dict[str, set[str]] = {}
    for key in _kinds():
        if len(key) >= SHORTEST_FORGIVEN:
            for form in _shortened(key):
                index.setdefault(form, set()).add(key)
    return {form: frozenset(near) for form, near in index.items()}


def _shortened(key: str) -> Iterator[str]:
    yield key
    for place in range(len(key)):
        yield key[:place] + key[place + 1 :]


def _is_near(one: str, other: str) -> bool:
    """Whether two words differ by one letter that is other, more or less."""
    if abs(len(one) - len(other)) > 1:
        return False
    same = next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    if same is None:
        return True
    return one[same + 1 :] == other[same + 1 :] or one[same:] == other[same + 1 :] or one[same + 1 :] == other[same:]
