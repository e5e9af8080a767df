"""Pieces of text below each other become paragraphs: an address, a list of terms, one column of a head."""

from collections.abc import Iterable, Sequence

from app.invoices.records.pages import Box, Page

BLOCK_GAP = 1.1
"""Lines further apart than this many heights of their letters belong to different paragraphs."""
_MOST_UNLIKE = 1.8
"""Letters this much larger begin another paragraph: a heading, a firm's name above its address."""
Place = tuple[int, int]
"""Which row, and which piece of it."""


def stacked(rows: Sequence[Sequence[Box]], page: Page) -> list[list[Place]]:
    """Pieces joined with those right below them, as long as only one stands above and only one below."""
    blocks: list[list[Place]] = []
    open_blocks: list[list[Place]] = []
    for number, row in enumerate(rows):
        above = [[block for block in open_blocks if _continues(_last(block, rows), box, page)] for box in row]
        for place, fitting in enumerate(above):
            if len(fitting) == 1 and sum(fitting[0] in others for others in above) == 1:
                fitting[0].append((number, place))
            else:
                blocks.append([(number, place)])
                open_blocks.append(blocks[-1])
        reach = min(box.top - 3 * BLOCK_GAP * box.height for box in row)
        open_blocks = [block for block in open_blocks if _last(block, rows).bottom > reach]
    return blocks


def _last(block: Sequence[Place], rows: Sequence[Sequence[Box]]) -> Box:
    row, place = block[-1]
    return rows[row][place]


def _continues(high: Box, low: Box, page: Page) -> bool:
    """Whether a piece is the next line of the paragraph that ends with `high`."""
    height = min(high.height, low.height)
    shared = min(high.right, low.right) - max(high.left, low.left)
    is_below = -height / 2 <= low.top - high.bottom <= BLOCK_GAP * height
    is_alike = max(high.height, low.height) <= _MOST_UNLIKE * height
    return (
        is_below and is_alike and shared > 0.3 * min(high.width, low.width) and not _is_ruled(high, low, page.rulings)
    )


def _is_ruled(high: Box, low: Box, rulings: Iterable[Box]) -> bool:
    """Whether a drawn line separates two lines of text."""
    centre = (max(high.left, low.left) + min(high.right, low.right)) / 2
    return any(
        ruling.width > ruling.height
        and high.middle < ruling.middle < low.middle
        and ruling.left < centre < ruling.right
        for ruling in rulings
    )
