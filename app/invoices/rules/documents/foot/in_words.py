"""The amount in words at the foot: over one line or two, with or without its name before it."""

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
_MOST_BETWEEN = 3
"""The next line of a text is among so many rows, where what stands beside it has lines of another height."""


def proposals(rows: Sequence[Row]) -> Iterator[Proposal]:
    """The amount in words, as it is printed, over one line or two, with or without a name before it."""
    for place, row in enumerate(rows):
        for segment in row.segments:
            tokens = _without_name(segment.tokens)
            if tokens is None:
                continue
            below = _line_below(rows, place, segment, tokens)
            whole = (*tokens, *below) if words.is_amount(placing.text(below)) or _ends_amount(below) else tokens
            if words.worth(placing.text(whole)) is not None:
                said = placing.text(whole).strip("()[] ")
                yield placing.proposed(labels.WORDS, said, whole, page=row.page, score=_BESIDE)


def _ends_amount(tokens: Sequence[Token]) -> bool:
    """Whether a line is only the end of an amount: "Paise only"."""
    return 0 < len(tokens) <= 3 and tokens[-1].text.casefold().strip(".") == "only"


def _without_name(tokens: Sequence[Token]) -> tuple[Token, ...] | None:
    """The words behind "Amount in words:"; none left where the amount stands below; None for any other text."""
    for end in range(min(len(tokens), _MOST_WORDS), 0, -1):
        if labels.meaning(placing.text(tokens[:end])) == labels.WORDS:
            is_rupees = tokens[end - 1].text.casefold().startswith(("rupee", "rs", "inr"))
            return tuple(tokens[end - 1 :] if is_rupees else tokens[end:])
    return tuple(tokens) if words.is_amount(placing.text(tokens)) else None


def _line_below(rows: Sequence[Row], place: int, segment: Segment, said: Sequence[Token]) -> tuple[Token, ...]:
    """What stands right under a segment, or under the first of the words that it says behind its name; the rows of
    the sums beside it may run between."""
    lefts = {segment.box.left, *(token.box.left for token in said[:1])}
    near = [row for row in rows[place + 1 : place + 1 + _MOST_BETWEEN] if row.page == rows[place].page]
    for below in (below for row in near for below in row.segments):
        is_under = any(abs(below.box.left - left) < 3 * segment.box.height for left in lefts)
        if is_under and -segment.box.height < below.box.top - segment.box.bottom < segment.box.height:
            return below.tokens
    return ()
