"""Pages as plain text: rows from the top, each from left to right, and how sure its reader was."""

from collections.abc import Sequence

from app.invoices.records.images import ImageText
from app.invoices.records.pages import Pages, Token
from app.invoices.rules.documents.page import layout


def plain(pages: Pages) -> ImageText:
    """The lines of all pages."""
    text = "\n".join(row.text for row in layout.laid_out(pages).rows)
    return ImageText(text, mean_confidence(pages.tokens), len(pages.pages))


def mean_confidence(tokens: Sequence[Token]) -> float:
    """The reader's own confidence (0..1), weighed by characters."""
    characters = sum(len(token.text) for token in tokens)
    total = sum(token.confidence * len(token.text) for token in tokens)
    return round(min(max(total / characters, 0.0), 1.0), 4) if characters else 0.0
