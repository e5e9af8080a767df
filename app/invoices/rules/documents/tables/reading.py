"""All tables of a document: its lines of goods as proposals, and which rows they fill."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.invoices.rules.documents.page.layout import Document, Row
from app.invoices.rules.documents.tables import (
    bodies,
    contents,
    dividing,
    fees,
    head_values,
    headless,
    heads,
    items,
    last_rows,
    roles,
    spans,
    sum_rows,
)
from app.invoices.rules.documents.tables.bodies import Closing
from app.invoices.rules.documents.tables.columns import Kind
from app.invoices.rules.documents.tables.heads import TableHead
from app.invoices.rules.documents.tables.items import Line
from app.invoices.rules.documents.values import amounts

_SUMMARY: Mapping[Kind, Kind] = {Kind.AMOUNT: Kind.TAXABLE}
"""What an amount in a table that sums tax up is."""


@dataclass(frozen=True)
class Tables:
    """What the tables of a document hold.

    lines : in reading order, with the meaning of their columns
    taken : the rows of the document (by number) that are heads or goods, and no sums
    closing : the rows of sums under the columns of goods, with the meaning of these columns
    """

    lines: tuple[tuple[Line, Mapping[Kind, Kind]], ...]
    heads: tuple[TableHead, ...]
    taken: frozenset[int]
    closing: tuple[tuple[Closing, Mapping[Kind, Kind]], ...]


def read(document: Document) -> Tables:
    """The tables of a document. A table that goes on, on the next page, without a head keeps the columns it had.

    Where the columns of most lines prove nothing, as in a text without blanks to part them, the order of the numbers in
    each row is read instead, if it proves more.
    """
    mark = amounts.decimal_mark(token.text for row in document.rows for token in row.tokens)
    found = heads.found(document.rows)
    by_heads = _under_heads(document, [_told(document, found, place, mark) for place in range(len(found))], mark)
    by_rows = _by_rows(document.rows, by_heads.lines, mark)
    if by_rows:
        meaning = roles.decided([line for _, line in by_rows])
        taken = by_heads.taken | {number for number, _ in by_rows}
        by_heads = replace(by_heads, lines=tuple((line, meaning) for _, line in by_rows), taken=taken)
    return _with_last(document.rows, by_heads, mark)


def _with_last(rows: Sequence[Row], tables: Tables, mark: amounts.Mark) -> Tables:
    """The tables with what is the last row of the goods though it has but a name and an amount."""
    last = last_rows.found(rows, [line for line, _ in tables.lines], mark)
    if last is None:
        return tables
    _, meaning = tables.lines[-1]
    return replace(tables, lines=(*tables.lines, (last, meaning)), taken=tables.taken | {last.row})


def _under_heads(document: Document, found: Sequence[TableHead], mark: amounts.Mark) -> Tables:
    """What stands under the heads of a document."""
    lines: list[tuple[Line, Mapping[Kind, Kind]]] = []
    taken: set[int] = set()
    closing: list[tuple[Closing, Mapping[Kind, Kind]]] = []
    for place, head in enumerate(found):
        taken.update(range(head.first, head.end))
        end = found[place + 1].first if place + 1 < len(found) else len(document.rows)
        if not is_of_goods(head):
            closing.extend((one, _SUMMARY) for one in _closings(document, head, end, mark)[:1])
            continue
        body = _body(document, head, _end(document, head, end), mark)
        of_all = head_values.read(document.rows[head.first : head.end], head.heads, mark)
        read_lines = items.lines(body.items, mark, of_all, first=len(lines) + 1)
        meaning = roles.decided(read_lines)
        lines.extend((line, meaning) for line in read_lines)
        taken.update(body.taken)
        closing.extend((one, meaning) for one in body.closing)
    sums = {line.row for line in sum_rows.found([line for line, _ in lines])}
    goods = tuple((line, meaning) for line, meaning in lines if line.row not in sums)
    return Tables(goods, tuple(found), frozenset(taken - sums), tuple(closing))


def _by_rows(
    rows: Sequence[Row], lines: Sequence[tuple[Line, Mapping[Kind, Kind]]], mark: amounts.Mark
) -> list[tuple[int, Line]]:
    """Goods, or fees, by the order of the numbers in each row; none where the columns prove as much."""
    proven = sum(roles.figures(line, meaning).is_proven for line, meaning in lines)
    if 2 * proven > len(lines):
        return []
    found = list(headless.lines(rows, mark))
    if not found and not lines:
        return fees.lines(rows, mark)
    return found if len(found) > max(proven, len(lines) // 2) else []


def _told(document: Document, found: Sequence[TableHead], place: int, mark: amounts.Mark) -> TableHead:
    """A head with what the rows under it say of its columns."""
    head = found[place]
    end = found[place + 1].first if place + 1 < len(found) else len(document.rows)
    rows = [(number, document.rows[number]) for number in range(head.end, end)]
    below = _until_foot([(number, row) for number, row in rows if row.page == head.page])
    return replace(head, heads=contents.told(head.heads, below, document.sheet(head.page), mark))


def _closings(document: Document, head: TableHead, end: int, mark: amounts.Mark) -> tuple[Closing, ...]:
    """The closing rows of a table that sums tax up."""
    rows = [(number, document.rows[number]) for number in range(head.end, end)]
    of = spans.measured(head.heads, _until_foot(rows), document.sheet(head.page))
    return bodies.closings(rows, of, mark)


def is_of_goods(head: TableHead) -> bool:
    """Whether a table lists goods; a summary by code or rate has neither description nor price."""
    kinds = head.kinds
    return Kind.DESCRIPTION in kinds or bool(kinds & {Kind.QUANTITY, Kind.PRICE, Kind.PRICE_WITH_TAX})


def _body(document: Document, head: TableHead, end: int, mark: amounts.Mark) -> bodies.Body:
    rows = [(number, document.rows[number]) for number in range(head.end, end)]
    found, taken, closing = list[bodies.Item](), set[int](), list[Closing]()
    for sheet in document.sheets:
        on_page = [(number, row) for number, row in rows if row.page == sheet.number]
        if on_page:
            of = spans.measured(head.heads, _until_foot(on_page), sheet)
            body = bodies.read(on_page, of, mark, goes_on=bool(found))
            for cells in body.leading:
                found[-1].join(cells, before=False)
            found.extend(body.items)
            taken.update(body.taken)
            closing.extend(body.closing)
    return bodies.Body(tuple(found), frozenset(taken), tuple(closing))


def _end(document: Document, head: TableHead, end: int) -> int:
    """Where the rows under a head end: not with what stands above the next head on its page, which is the title of a
    further page."""
    if end < len(document.rows) and document.rows[end].page != head.page:
        return next(
            number for number in range(head.end, end + 1) if document.rows[number].page == document.rows[end].page
        )
    return end


def _until_foot(rows: Sequence[tuple[int, Row]]) -> list[Row]:
    """The rows before the first sum: only they show where the columns stand."""
    kept: list[Row] = []
    for _, row in rows:
        if kept and dividing.is_foot(row, {}):
            break
        kept.append(row)
    return kept
