"""The table of tax by rate or by code that many bills print under their lines: `rates.N.<name>`.

Its rows are added up by rate, since bills print one row a code; the row of its own sums is left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile

from app.invoices.records.extractions import Proposal
from app.invoices.records.pages import Token
from app.invoices.rules.documents.foot import labels, parted, rate_rows
from app.invoices.rules.documents.page import placing
from app.invoices.rules.documents.page.layout import Document, Row
from app.invoices.rules.documents.tables import Tables, columns, dividing, items, roles, spans
from app.invoices.rules.documents.tables.bodies import Item
from app.invoices.rules.documents.tables.cells import numbers
from app.invoices.rules.documents.tables.columns import Kind
from app.invoices.rules.documents.tables.heads import TableHead
from app.invoices.rules.documents.tables.items import Line
from app.invoices.rules.documents.tables.readings import Reading, readings_of
from app.invoices.rules.documents.values import amounts

_TAXES = frozenset({*columns.HEADS, *columns.RATES.values(), Kind.TAX})
_NAMES = ("taxable_value", "cgst", "sgst", "igst", "cess")
_MOST_ROWS = 40
_CLASSES = frozenset({labels.TAX, labels.CGST, labels.SGST, labels.IGST})
"""What a class of a table of rates may be called: "GST 5.00", "IGST @ 18%"."""
_BASES = (Kind.TAXABLE, Kind.AMOUNT, Kind.TOTAL)
_ROUNDED = Decimal("0.05")
"""Two taxes of a class, each added up over rounded lines."""


def proposals(document: Document, read: Tables) -> list[Proposal]:
    """The rates in the order of the table; a table that is not of rates is none. Without one, by the foot."""
    mark = amounts.decimal_mark(token.text for row in document.rows for token in row.tokens)
    found = read.heads
    for place, head in enumerate(found):
        if is_of_rates(head):
            end = found[place + 1].first if place + 1 < len(found) else len(document.rows)
            lines = list(_lines(document, head, min(end, head.end + _MOST_ROWS), mark))
            if lines:
                return list(_proposed(lines))
    return rate_rows.rates(rate_rows.found(parted.rows(document.rows), mark, taken=read.taken))


def is_of_rates(head: TableHead) -> bool:
    """Whether a table adds tax up by code or rate: it has neither description nor price, but values and taxes."""
    kinds = head.kinds
    has_base = bool(kinds & {Kind.TAXABLE, Kind.AMOUNT, Kind.TOTAL, Kind.GROSS})
    has_goods = bool(kinds & {Kind.QUANTITY, Kind.PRICE, Kind.PRICE_WITH_TAX, Kind.DESCRIPTION})
    return has_base and not has_goods and bool(kinds & (_TAXES | {Kind.GST_RATE}))


def _lines(document: Document, head: TableHead, end: int, mark: amounts.Mark) -> Iterator[Line]:
    """The rows with a rate and a value, up to the first without; the closing row has no rate."""
    rows = [row for row in document.rows[head.end : end] if row.page == head.page]
    near = list(takewhile(lambda row: not _closes(row), rows))[:_MOST_ROWS]
    of = spans.measured(head.heads, near, document.sheet(head.page))
    for number, row in enumerate(near):
        cells = {kind: list(words) for kind, words in dividing.divided(row, of).items()}
        line = _rated(items.line(Item(row.page, head.end + number, cells), mark), row, mark)
        meaning = roles.figures(line, {Kind.AMOUNT: Kind.TAXABLE})
        if meaning.get(Kind.TAXABLE) is None and meaning.get(Kind.TOTAL) is None:
            return
        if meaning.rate is not None:
            yield line


def _closes(row: Row) -> bool:
    """Whether a row is the sum of the table, or what follows it; a tax is a class of it only with its rate."""
    first = row.segments[0]
    name = dividing.label_of(first.tokens)
    is_class = name in _CLASSES and any(map(str.isdigit, first.text))
    return name is not None and not is_class


def _rated(line: Line, row: Row, mark: amounts.Mark) -> Line:
    """A line whose rate stands in the name of its class, "GST 5.00", where its taxes are that of the value."""
    figures = roles.figures(line, {Kind.AMOUNT: Kind.TAXABLE})
    base, tax = figures.get(Kind.TAXABLE) or figures.get(Kind.TOTAL), figures.tax
    if figures.rate is not None or base is None or tax is None:
        return line
    for number in numbers(row.segments[0].tokens, mark):
        if abs(base * number.value / 100 - tax) <= _ROUNDED:
            value = next(line.readings[kind] for kind in _BASES if kind in line.readings)
            more = {Kind.GST_RATE: readings_of(number), Kind.TAXABLE: value}
            return replace(line, readings=line.readings | more)
    return line


def _proposed(lines: Sequence[Line]) -> Iterator[Proposal]:
    by_rate: dict[Decimal, list[Line]] = {}
    for line in lines:
        rate = roles.figures(line, {}).rate
        if rate is not None:
            by_rate.setdefault(rate, []).append(line)
    for number, (rate, same) in enumerate(by_rate.items()):
        yield _rate(f"rates.{number}.gst_rate", rate, same)
        for name in _NAMES:
            yield from _summed(f"rates.{number}.{name}", name, same)


def _rate(path: str, rate: Decimal, lines: Sequence[Line]) -> Proposal:
    kinds = (*columns.RATES.values(), Kind.GST_RATE)
    readings = [lines[0].readings[kind][0] for kind in kinds if lines[0].readings.get(kind)]
    return _of(path, rate, readings, lines[0].page)


def _summed(path: str, name: str, lines: Sequence[Line]) -> Iterator[Proposal]:
    """One amount of all rows of a rate: as it is read where there is one row, else as it follows from them."""
    readings = [found for line in lines if (found := _reading(line, name)) is not None]
    if not readings or len(readings) < len(lines):
        return
    total = sum((reading.value for reading in readings if isinstance(reading.value, Decimal)), Decimal(0))
    if len(readings) == 1:
        yield _of(path, total, readings, lines[0].page)
    else:
        yield Proposal(path, placing.derived(total, score=0.9))


def _reading(line: Line, name: str) -> Reading | None:
    kinds: Mapping[str, tuple[Kind, ...]] = {"taxable_value": (Kind.TAXABLE, Kind.AMOUNT)}
    for kind in kinds.get(name, (Kind(name),)):
        if line.readings.get(kind):
            return line.readings[kind][0]
    return None


def _of(path: str, value: Decimal, readings: Sequence[Reading], page: int) -> Proposal:
    tokens: tuple[Token, ...] = tuple(token for reading in readings for token in reading.tokens)
    score = min(reading.score for reading in readings) * min(token.confidence for token in tokens)
    return placing.proposed(path, value, tokens, page=page, score=0.9 * score)
