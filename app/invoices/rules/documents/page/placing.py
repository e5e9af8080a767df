"""A value with the place it was read from, and one that was read nowhere but follows from others."""

from collections.abc import Sequence

from app.invoices.records.extractions import Found, Proposal, Value
from app.invoices.records.pages import Source, Token, around


def proposed(
    path: str, value: Value, tokens: Sequence[Token], *, page: int, score: float, raw: str | None = None
) -> Proposal:
    """One reading of a path from words of one page.

    tokens : the words that hold the value, at least one
    score : 0..1, how well it fits beside other readings of the same path
    raw : the characters of the value where they are only a part of the words
    """
    return Proposal(path, placed(value, tokens, page=page, score=score, raw=raw))


def placed(value: Value, tokens: Sequence[Token], *, page: int, score: float, raw: str | None = None) -> Found:
    """The value with its words' place; it counts as recognised when any of them was."""
    sources = {token.source for token in tokens}
    return Found(
        value=value,
        raw=raw if raw is not None else " ".join(token.text for token in tokens),
        page=page,
        box=around(token.box for token in tokens),
        source=next((source for source in (Source.OCR, Source.QR) if source in sources), Source.TEXT),
        confidence=score,
    )


def derived(value: Value, *, score: float) -> Found:
    """A value that is printed nowhere and follows from others."""
    return Found(value, raw="", page=None, box=None, source=Source.DERIVED, confidence=score)


def covered(words: Sequence[Token], start: int, end: int) -> tuple[Token, ...]:
    """The words that hold the characters `start` to `end` of their text."""
    found, begin = [], 0
    for word in words:
        if begin < end and begin + len(word.text) > start:
            found.append(word)
        begin += len(word.text) + 1
    return tuple(found)


def text(words: Sequence[Token]) -> str:
    """Words with one blank between."""
    return " ".join(word.text for word in words)
