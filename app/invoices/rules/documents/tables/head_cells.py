"""The cells of a row that may be heads of columns: what each says, and where one stretch of words holds several."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from app.invoices.records.pages import Box, Source, Token, around
from app.invoices.rules.documents.page.layout import Row
from app.invoices.rules.documents.tables import column_words, columns
from app.invoices.rules.documents.tables.columns import Kind

_MOST_WORDS = 20
"""A stretch of more words is a sentence; heads in small print so near to each other that it holds ten."""


@dataclass(frozen=True, slots=True)
class Head:
    """One column by its head; `kind` is OTHER where its words say nothing, or something that no field holds."""

    text: str
    box: Box
    kind: Kind
    is_known: bool = True


@lru_cache(maxsize=256)
def cells(row: Row) -> tuple[Head, ...]:
    """The heads of one row; a segment that holds several is cut between them. Each row is asked for with those above
    and below it, so that the last ones are remembered."""
    return tuple(head for segment in row.segments for part in _seen_apart(segment.tokens) for head in _cut(part))


def _seen_apart(tokens: Sequence[Token]) -> Sequence[Sequence[Token]]:
    """Stretches that were seen apart on pixels head columns of their own, as small print stands near its neighbours;
    together where only all of them are a head: "Unit" beside "Price"."""
    pieces = [tuple(same) for _, same in groupby(tokens, key=lambda token: token.piece)]
    is_seen = len(pieces) > 1 and all(token.source is Source.OCR for token in tokens)
    return pieces if is_seen and not _head(tokens).is_known else [tokens]


def _cut(tokens: Sequence[Token]) -> Iterator[Head]:
    whole = _head(tokens)
    has_number = any(token.text.strip(".:").isdigit() for token in tokens)
    if whole.is_known or has_number or len(tokens) == 1 or len(tokens) > _MOST_WORDS:
        yield whole
        return
    parts = _parts(tokens)
    known = [part for part in parts if part.is_known]
    if len(known) < 2:
        yield replace(whole, kind=known[0].kind, is_known=True) if known and len(tokens) <= 5 else whole
    elif len(parts) - len(known) > max(1, len(known) // 2):
        yield whole
    else:
        yield from _continued(parts)


def _parts(tokens: Sequence[Token]) -> list[Head]:
    """The best division of words into heads: long known phrases first."""
    best: list[tuple[int, list[Head]]] = [(0, [])]
    for end in range(1, len(tokens) + 1):
        options = []
        for start in range(max(0, end - 5), end):
            head = _head(tokens[start:end])
            worth = 2 * (end - start) - 1 if head.is_known else -1
            if head.is_known or end - start == 1:
                options.append((best[start][0] + worth, [*best[start][1], head]))
        best.append(max(options, key=lambda option: option[0]))
    return list(_strangers_together(best[-1][1]))


def _strangers_together(heads: Sequence[Head]) -> Iterator[Head]:
    """Neighbours that are no known heads as one: between "HSN" and "Quantity", "Plant Delivery Note"."""
    for is_known, same in groupby(heads, key=lambda head: head.is_known):
        near = list(same)
        if is_known:
            yield from near
        else:
            yield Head(" ".join(head.text for head in near), around(head.box for head in near), Kind.OTHER, False)


def _continued(heads: Sequence[Head]) -> Iterator[Head]:
    """Small letters behind a head that begins with a capital go on with it: "Item returned"."""
    for place, head in enumerate(heads):
        after = heads[place + 1] if place + 1 < len(heads) else None
        if head.text[:1].isupper() and after is not None and _goes_on(after):
            yield replace(head, text=f"{head.text} {after.text}", box=around((head.box, after.box)))
        elif not (place and heads[place - 1].text[:1].isupper() and _goes_on(head)):
            yield head


def _goes_on(head: Head) -> bool:
    return not head.is_known and head.text[:1].islower()


def _head(tokens: Sequence[Token]) -> Head:
    text = " ".join(token.text for token in tokens)
    kind = None if any(token.text.strip(".:").isdigit() for token in tokens) else columns.kind_of(text)
    is_known = kind is not None or columns.is_identifier(text)
    return Head(text, around(token.box for token in tokens), kind or Kind.OTHER, is_known)


def is_part(text: str) -> bool:
    """Whether words only continue a head: "of goods", "(Rs.)"."""
    words = columns.folded(text).split()
    return not words or all(word in column_words.PARTS for word in words)
