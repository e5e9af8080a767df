"""`/admin/runbook`: docs/operations.md beside the figures that send somebody there; its headings have anchors."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import count, pairwise
from pathlib import Path
from typing import Any

from flask import Response
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup

import app
from app.console import rendering
from app.console.blueprint import page

FILE = Path(app.__file__).resolve().parents[1] / "docs" / "operations.md"


@page("/runbook")
def runbook() -> Response:
    """The runbook of this release; a sentence where it was not installed beside the service."""
    return rendering.page("runbook.html", told=told(FILE.read_text(encoding="utf-8")) if FILE.exists() else "")


@cache
def told(text: str) -> Markup:
    """Markdown as HTML: headings with anchors, tables that can be scrolled, and links within the page alone."""
    markdown = MarkdownIt("commonmark", {"html": False}, renderer_cls=_Page).enable("table")
    tokens = markdown.parse(text)
    for opening, heading in pairwise(tokens):
        if opening.type == "heading_open":
            opening.attrs["id"] = anchor_of("".join(piece.content for piece in heading.children or ()))
    html = markdown.renderer.render(tokens, markdown.options, {})
    return Markup(html)  # noqa: S704 # nosec B704 -- it lets no HTML through


def anchor_of(heading: str) -> str:
    """A heading as the end of an address, as GitHub makes it."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


class _Page(RendererHTML):
    def __init__(self, parser: Any = None) -> None:
        super().__init__(parser)
        self._tables = count(1)

    def table_open(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return f'<div class="scroll" tabindex="0" role="region" aria-label="Table {next(self._tables)}"><table>'

    def table_close(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return "</table></div>"

    def th_open(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return '<th scope="col">' if tokens[index + 1].content else "<td>"

    def th_close(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return "</th>" if tokens[index - 1].content else "</td>"

    def link_open(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return self.renderToken(tokens, index, options, env) if _is_within(tokens[index]) else ""

    def link_close(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        opening = next(one for one in reversed(tokens[:index]) if one.type == "link_open")
        return "</a>" if _is_within(opening) else ""


def _is_within(link: Token) -> bool:
    return str(link.attrs["href"]).startswith("#")
