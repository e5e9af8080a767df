"""The amount in words at the foot: over one line or more, with or without its name before it."""

from collections.abc import Iterator, Sequence

from app.invoices.records.extractions import Proposal
from app.invoices.records.pages import Token
from app.invoices.rules.documents.foot import labels
from app.invoices.rules.documents.page import placing
from app.invoices.rules.documents.page.layout import Row, Segment
from app.invoices.rules.documents.values import words

_BESIDE = 0.9
"""The score of what stands behind its name."""
_MOST_WORDS = 14
"""A name of a sum has no more words."""
_MOST_LINES = 3
"""A narrow cell breaks an amount so often at most."""
_LAST = frozenset(("only", "मात्र"))
_MOST_BETWEEN = 3
"""The next line of a text is among so many rows, where what stands beside it has lines of another height."""


def proposals(rows: Sequence[Row]) -> Iterator[Proposal]:
    """The amount in words, as it is printed, over one line or more, with or without a name before it."""
    for place, row in enumerate(rows):
        for segment in row.segments:
            tokens = _without_name(segment.tokens)
            if tokens is None:
                continue
            whole = _whole(rows, place, segment, tokens)
            if words.worth(placing.text(whole)) is not None:
                said = placing.text(whole).strip("()[] ")
                yield placing.proposed(labels.WORDS, said, whole, page=row.page, score=_BESIDE)


def _whole(rows: Sequence[Row], place: int, segment: Segment, said: Sequence[Token]) -> tuple[Token, ...]:
    """What a segment says with the lines below it that go on, each without the words of a neighbour behind it."""
    whole = _spoken(said)
    for _ in range(_MOST_LINES):
        if whole and _is_over(whole):
            break
        at, below = _line_below(rows, place, segment, said)
        more = _spoken(below.tokens) if below else ()
        if below is None or not (words.is_amount(placing.text(more)) or words.is_spoken(placing.text(more))):
            break
        place, segment, said, whole = at, below, more, (*whole, *more)
    return whole


def _spoken(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Words up to the last that an amount may hold."""
    last = next((at for at in range(len(tokens), 0, -1) if words.is_spoken(tokens[at - 1].text)), 0)
    return tuple(tokens[:last])


def _is_over(tokens: Sequence[Token]) -> bool:
    """Whether an amount ends as they do: "only"."""
    return tokens[-1].text.casefold().strip("()[].*") in _LAST


def _without_name(tokens: Sequence[Token]) -> tuple[Token, ...] | None:
    """The words behind "Amount in words:"; none left where the amount stands below; None for any other text."""
    for end in range(min(len(tokens), _MOST_WORDS), 0, -1):
        if labels.meaning(placing.text(tokens[:end])) == labels.WORDS:
            is_rupees = tokens[end - 1].text.casefold().startswith(("rupee", "rs", "inr"))
            return tuple(tokens[end - 1 :] if is_rupees else tokens[end:])
    return tuple(tokens) if words.is_amount(placing.text(tokens)) else None


def _line_below(rows: Sequence[Row], place: int, segment: Segment, said: Sequence[Token]) -> tuple[int, Segment | None]:
    """What stands right under a segment, or under the first of the words that it says behind its name, with its row;
    the rows of the sums beside it may run between."""
    lefts = {segment.box.left, *(token.box.left for token in said[:1])}
    for at in range(place + 1, min(place + 1 + _MOST_BETWEEN, len(rows))):
        for below in rows[at].segments if rows[at].page == rows[place].page else ():
            is_under = any(abs(below.box.left - left) < 3 * segment.box.height for left in lefts)
            if is_under and -segment.box.height < below.box.top - segment.box.bottom < segment.box.height:
                return at, below
    return place, None
