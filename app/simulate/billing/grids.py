"""Tables on a sheet: heads, cells of several lines, rulings of six kinds, and what happens at the end of a page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from app.simulate.billing.sheet import Sheet

PADDING = 3.0


class Ruling(StrEnum):
    """Which lines a table has."""

    BOXED = "boxed"
    COLUMNS = "columns"
    """Around it, between columns and under the head; none between rows."""
    ROWS = "rows"
    HEAD = "head"
    DASHES = "dashes"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one field of a table, and the paths it tells. `under` are smaller lines beneath."""

    text: str = ""
    tells: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, its part of the width and on which side its cells stand."""

    head: str
    share: float
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Grid:
    """Where a table stands and how it looks.

    least : the height it has at least, as programs that print on forms do. limit : where the page ends for it.
    broken : called with the place below the last row and the number of rows so far; answers where to go on
    """

    left: float
    top: float
    width: float
    columns: Sequence[Column]
    ruling: Ruling
    least: float = 0.0
    limit: float | None = None
    broken: Callable[[float, int], float] | None = None
    fill: float | None = None
    is_headless: bool = False


Rows = Sequence[Sequence[Cell]]


def draw(sheet: Sheet, grid: Grid, rows: Rows) -> float:
    """The table; where it ends."""
    edges = _edges(sheet, grid, rows)
    top, limit, widths = grid.top, grid.limit or sheet.bottom, _widths(edges)
    y = _head(sheet, grid, edges, top)
    for number, row in enumerate(rows):
        height = max(_height(sheet, cell, width) for cell, width in zip(row, widths, strict=True))
        if y + height > limit and grid.broken:
            _frame(sheet, grid, edges, top, y)
            top = grid.broken(y, number)
            y = _head(sheet, grid, edges, top)
        _row(sheet, grid, edges, y, row)
        y += height
        if grid.ruling in (Ruling.BOXED, Ruling.ROWS):
            sheet.rule(grid.left, y, grid.left + grid.width, y)
    y = max(y, grid.top + grid.least) if top == grid.top else y
    _frame(sheet, grid, edges, top, y)
    return y


def _edges(sheet: Sheet, grid: Grid, rows: Rows) -> list[float]:
    """The left edge of every column and the right one of the last: by their shares, but no word is cut as long as the
    widest column can give way."""
    needs = [_need(sheet, column, [row[at] for row in rows]) for at, column in enumerate(grid.columns)]
    whole = sum(column.share for column in grid.columns)
    widths = [max(column.share / whole * grid.width, need) for column, need in zip(grid.columns, needs, strict=True)]
    excess = sum(widths) - grid.width
    spare = [width - need for width, need in zip(widths, needs, strict=True)]
    if excess > 0 and sum(spare) > excess:
        widths = [width - excess * part / sum(spare) for width, part in zip(widths, spare, strict=True)]
    elif excess > 0:
        widths = [width * grid.width / sum(widths) for width in widths]
    edges = [grid.left]
    for width in widths:
        edges.append(edges[-1] + width)
    return edges


def _need(sheet: Sheet, column: Column, cells: Sequence[Cell]) -> float:
    head = [] if not column.head else [sheet.length(word, bold=True) for word in column.head.split()]
    words = [sheet.length(word, bold=cell.bold) for cell in cells for word in cell.text.split()]
    return max([*head, *words, 4.0]) + 2 * PADDING + 0.5


def _widths(edges: Sequence[float]) -> list[float]:
    return [right - left - 2 * PADDING for left, right in pairwise(edges)]


def _height(sheet: Sheet, cell: Cell, width: float) -> float:
    lines = len(sheet.wrapped(cell.text, width, bold=cell.bold)) + sum(
        len(sheet.wrapped(line, width, size=sheet.size * 0.88)) for line in cell.under
    )
    return lines * sheet.leading + 2 * PADDING


def _row(sheet: Sheet, grid: Grid, edges: Sequence[float], y: float, row: Sequence[Cell]) -> None:
    for cell, column, left, right in zip(row, grid.columns, edges, edges[1:], strict=False):
        _cell(sheet, cell, column.align, left + PADDING, right - PADDING, y + PADDING)


def _cell(sheet: Sheet, cell: Cell, align: str, left: float, right: float, y: float) -> None:
    x = {"left": left, "right": right, "centre": (left + right) / 2}[align]
    for line in sheet.wrapped(cell.text, right - left, bold=cell.bold):
        sheet.write(x, y, line, bold=cell.bold, align=align)
        y += sheet.leading
    sheet.tell(cell.text, *cell.tells)
    for text in cell.under:
        for line in sheet.wrapped(text, right - left, size=sheet.size * 0.88):
            sheet.write(x, y, line, size=sheet.size * 0.88, align=align)
            y += sheet.leading


def _head(sheet: Sheet, grid: Grid, edges: Sequence[float], top: float) -> float:
    if grid.is_headless:
        return top
    cells = [Cell(column.head, bold=True) for column in grid.columns]
    height = max(_height(sheet, cell, width) for cell, width in zip(cells, _widths(edges), strict=True))
    if grid.fill is not None:
        sheet.box(grid.left, top, grid.width, height, fill=grid.fill)
    _row(sheet, grid, edges, top, cells)
    if grid.ruling is not Ruling.BARE:
        for y in (top, top + height):
            sheet.rule(grid.left, y, grid.left + grid.width, y, dash=grid.ruling is Ruling.DASHES)
    return top + height


def _frame(sheet: Sheet, grid: Grid, edges: Sequence[float], top: float, bottom: float) -> None:
    right = grid.left + grid.width
    if grid.ruling in (Ruling.BOXED, Ruling.COLUMNS):
        sheet.box(grid.left, top, grid.width, bottom - top)
        for edge in edges[1:-1]:
            sheet.rule(edge, top, edge, bottom)
    elif grid.ruling is not Ruling.BARE:
        sheet.rule(grid.left, bottom, right, bottom, dash=grid.ruling is Ruling.DASHES)
