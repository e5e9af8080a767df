"""Read pages as JSON and back: words as short lists, since a page has hundreds of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.invoices.records.pages import Box, Code, Medium, Page, Pages, Source, Token

PLACES = 5
"""Decimals of a share of the page: a hundredth of a millimetre on A4."""


def written(pages: Pages) -> dict[str, Any]:
    """The pages as JSON's own types."""
    return {"medium": pages.medium.value, "pages": [_page(page) for page in pages.pages]}


def read(told: Mapping[str, Any]) -> Pages:
    """What `written` gave."""
    return Pages(Medium(told["medium"]), tuple(_page_of(page) for page in told["pages"]))


def storable(text: str) -> str:
    """The text without what PostgreSQL's JSON cannot hold: NUL and halves of characters."""
    return "".join(letter for letter in text if letter != "\x00" and not "\ud800" <= letter <= "\udfff")


def _page(page: Page) -> dict[str, Any]:
    return {
        "number": page.number,
        "size": [round(page.width, 2), round(page.height, 2)],
        "tokens": [_token(token) for token in page.tokens],
        "rulings": [_sides(box) for box in page.rulings],
        "codes": [[storable(code.text), *_sides(code.box)] for code in page.codes],
        "quarters": page.quarters,
        "unseen": page.unseen,
    }


def _token(token: Token) -> list[Any]:
    return [
        storable(token.text),
        *_sides(token.box),
        token.piece,
        token.source.value,
        round(token.confidence, 3),
    ]


def _sides(box: Box) -> list[float]:
    return [round(side, PLACES) for side in (box.left, box.top, box.right, box.bottom)]


def _page_of(told: Mapping[str, Any]) -> Page:
    width, height = told["size"]
    return Page(
        told["number"],
        width,
        height,
        tuple(_token_of(one) for one in told["tokens"]),
        tuple(Box(*one) for one in told["rulings"]),
        tuple(Code(text, Box(*sides)) for text, *sides in told["codes"]),
        told.get("quarters", 0),
        told.get("unseen", 0),
    )


def _token_of(told: Sequence[Any]) -> Token:
    text, left, top, right, bottom, piece, source, confidence = told
    return Token(text, Box(left, top, right, bottom), piece, Source(source), confidence)
