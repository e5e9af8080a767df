"""`/admin/runbook`: docs/operations.md beside the figures that send somebody there, with the anchors of its headings.

Of Markdown it knows what that page is made of: headings, paragraphs, lists, tables, blocks that are typed, and inside a
line code, strong words and links within the page. Everything else stays as it is written, and nothing becomes markup.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Response
from markupsafe import Markup, escape

import app
from app.console import rendering
from app.console.blueprint import page

FILE = Path(app.__file__).resolve().parents[1] / "docs" / "operations.md"
HEADING = re.compile(r"^(#{1,3}) (.+)$")
PIECE = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\(([^)]+)\)")
CELLS = re.compile(r"(?<!\\)\|")
NOTHING = Markup()
RULER = re.compile(r"^\|[ |:-]+\|$")


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the page. `kind` is `heading`, `typed`, `table` or `told`; a table's rows are its cells."""

    kind: str
    text: Markup = NOTHING
    anchor: str = ""
    level: int = 0
    rows: Sequence[Sequence[Markup]] = ()


@page("/runbook")
def runbook() -> Response:
    """The runbook of this release; a sentence where it was not installed beside the service."""
    return rendering.page("runbook.html", blocks=blocks(FILE.read_text(encoding="utf-8")) if FILE.exists() else ())


@cache
def blocks(text: str) -> Sequence[Block]:
    """The page, block by block."""
    return list(_blocks(text.splitlines()))


def anchor_of(heading: str) -> str:
    """A heading as the end of an address, as GitHub makes it."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    gathered: list[str] = []
    fence: list[str] | None = None
    for line in [*lines, ""]:
        if line.lstrip().startswith("```"):
            yield from _told(gathered)
            if fence is not None:
                yield Block("typed", escape("\n".join(fence)))
            gathered, fence = [], [] if fence is None else None
        elif fence is not None:
            fence.append(line)
        elif (heading := HEADING.match(line)) or not line.strip():
            yield from _told(gathered)
            gathered = []
            if heading:
                yield Block("heading", _line(heading[2]), anchor_of(heading[2]), len(heading[1]))
        else:
            gathered.append(line)


def _told(lines: Sequence[str]) -> Iterator[Block]:
    if not lines:
        return
    if lines[0].startswith("|"):
        rows = [line for line in lines if not RULER.match(line)]
        yield Block("table", rows=[[_line(cell.strip()) for cell in CELLS.split(row)[1:-1]] for row in rows])
    else:
        yield Block("told", Markup("\n").join(_line(line) for line in lines))


def _line(text: str) -> Markup:
    found, place = Markup(), 0
    for piece in PIECE.finditer(text):
        found += escape(text[place : piece.start()]) + _piece(piece)
        place = piece.end()
    return found + escape(text[place:])


def _piece(piece: re.Match[str]) -> Markup:
    code, strong, label, target = piece.groups()
    if code:
        return Markup("<code>{}</code>").format(code.replace("\\|", "|"))
    if strong:
        return Markup("<strong>{}</strong>").format(strong)
    return Markup('<a href="{}">{}</a>').format(target, label) if target.startswith("#") else escape(label)
