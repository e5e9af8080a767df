"""Boxes of words, moved and compared."""

from dataclasses import replace

from app.invoices.records.pages import Box, Token


def moved(token: Token, *, down: float) -> Token:
    """The word further down, by a share of the page."""
    return replace(token, box=lowered(token.box, down))


def lowered(box: Box, by: float) -> Box:
    """The box further down."""
    return replace(box, top=box.top + by, bottom=box.bottom + by)


def touches(one: Box, other: Box) -> bool:
    """Whether two boxes share a part of the page."""
    across = min(one.right, other.right) - max(one.left, other.left)
    return across > 0 and min(one.bottom, other.bottom) - max(one.top, other.top) > 0
