"""Pages as plain text: rows from the top, each from left to right, and how sure its reader was."""

from collections.abc import Iterator, Sequence

from app.invoices.records.images import ImageText
from app.invoices.records.pages import Pages, Token


def plain(pages: Pages) -> ImageText:
    """The lines of all pages."""
    lines = [" ".join(word.text for word in row) for page in pages.pages for row in rows(page.tokens)]
    return ImageText("\n".join(lines), mean_confidence(pages.tokens), len(pages.pages))


def rows(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Words whose middles lie within half of each other's height share a row."""
    row: list[Token] = []
    for token in sorted(tokens, key=lambda each: each.box.middle):
        if row and not _shares_row(row[-1], token):
            yield _in_order(row)
            row = []
        row.append(token)
    if row:
        yield _in_order(row)


def mean_confidence(tokens: Sequence[Token]) -> float:
    """The reader's own confidence (0..1), weighed by characters."""
    characters = sum(len(token.text) for token in tokens)
    total = sum(token.confidence * len(token.text) for token in tokens)
    return round(min(max(total / characters, 0.0), 1.0), 4) if characters else 0.0


def _shares_row(first: Token, second: Token) -> bool:
    return abs(second.box.middle - first.box.middle) <= min(first.box.height, second.box.height) / 2


def _in_order(row: list[Token]) -> list[Token]:
    return sorted(row, key=lambda each: each.box.left)
