"""All tables of a document: its lines of goods as proposals, and which rows they fill."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from app.invoices.records.extractions import Proposal
from app.invoices.rules.documents import amounts, placing
from app.invoices.rules.documents.layout import Document, Row
from app.invoices.rules.documents.tables import bodies, columns, dividing, headless, heads, items, roles, spans
from app.invoices.rules.documents.tables.bodies import Closing
from app.invoices.rules.documents.tables.columns import Kind
from app.invoices.rules.documents.tables.heads import TableHead
from app.invoices.rules.documents.tables.items import Line, Reading
from app.invoices.rules.documents.tables.roles import Figures
from app.values import money

_PATHS: Mapping[str, tuple[Kind, ...]] = {
    "description": (Kind.DESCRIPTION,),
    "hsn_sac": (Kind.HSN,),
    "quantity": (Kind.QUANTITY,),
    "unit": (Kind.UNIT,),
    "unit_price": (Kind.PRICE, Kind.PRICE_WITH_TAX),
    "discount": (Kind.DISCOUNT,),
    "taxable_value": (Kind.TAXABLE,),
    "gst_rate": (Kind.GST_RATE,),
    "cgst": (Kind.CGST,),
    "sgst": (Kind.SGST,),
    "igst": (Kind.IGST,),
    "cess": (Kind.CESS,),
    "tax": (Kind.TAX,),
    "gross": (Kind.GROSS,),
    "total": (Kind.TOTAL,),
}
"""Which column holds which path; the first that is there. `tax`, all heads together, and `gross`, the
amount before discount, are for the sums alone."""
_NO_UNITS = frozenset({"unit", "units", "nos", "each", "pack", "hours", "days", "no"})
"""Words of heads that are units elsewhere."""


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


def proposals(of: Tables) -> list[Proposal]:
    """The readings of every line of goods, as `lines.N.<name>` from 0; one path may have several."""
    return [one for number, (line, meaning) in enumerate(of.lines) for one in _proposed(number, line, meaning)]


def read(document: Document) -> Tables:
    """The tables of a document. A table that goes on, on the next page, without a head keeps the columns it had."""
    mark = amounts.decimal_mark(token.text for row in document.rows for token in row.tokens)
    rows, found = document.rows, heads.found(document.rows)
    lines: list[tuple[Line, Mapping[Kind, Kind]]] = []
    taken: set[int] = set()
    closing: list[tuple[Closing, Mapping[Kind, Kind]]] = []
    for place, head in enumerate(found):
        taken.update(range(head.first, head.end))
        end = found[place + 1].first if place + 1 < len(found) else len(rows)
        if not is_of_goods(head):
            closing.extend((one, _SUMMARY) for one in _closings(document, head, end, mark)[:1])
            continue
        body = _body(document, head, _end(document, head, end), mark)
        unit = _unit(document, head)
        read_lines = items.lines(body.items, mark, unit, first=len(lines) + 1)
        meaning = roles.decided(read_lines)
        lines.extend((line, meaning) for line in read_lines)
        taken.update(body.taken)
        closing.extend((one, meaning) for one in body.closing)
    if not lines:
        of_rows = list(headless.lines(rows, mark))
        meaning = roles.decided([line for _, line in of_rows])
        lines.extend((line, meaning) for _, line in of_rows)
        taken.update(number for number, _ in of_rows)
    return Tables(tuple(lines), tuple(found), frozenset(taken), tuple(closing))


def _closings(document: Document, head: TableHead, end: int, mark: amounts.Mark) -> tuple[Closing, ...]:
    """The closing rows of a table that sums tax up."""
    rows = [(number, document.rows[number]) for number in range(head.end, end)]
    page = next(sheet.page for sheet in document.sheets if sheet.number == head.page)
    of = spans.measured(head.heads, _until_foot(rows), page)
    return bodies.closings(rows, of, mark)


def _unit(document: Document, head: TableHead) -> Reading | None:
    """The unit that the head of the quantities, or of the prices, names: "Weight (MT)", "Rate / MT"."""
    for kind in (Kind.QUANTITY, Kind.PRICE):
        box = next((each.box for each in head.heads if each.kind is kind), None)
        for row in document.rows[head.first : head.end] if box else ():
            for token in row.tokens:
                word = token.text.strip("()/.")
                is_inside = box is not None and box.left <= token.box.centre <= box.right
                if is_inside and word.casefold() not in _NO_UNITS and amounts.is_unit(word):
                    return Reading(word, 0.8, (token,), word)
    return None


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
            of = spans.measured(head.heads, _until_foot(on_page), sheet.page)
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


def _proposed(number: int, line: Line, meaning: Mapping[Kind, Kind]) -> Iterator[Proposal]:
    readings = {meaning.get(kind, kind): found for kind, found in line.readings.items()}
    for name, kinds in _PATHS.items():
        found = next((readings[kind] for kind in kinds if readings.get(kind)), ())
        found = [_unsigned(one) for one in found] if name == "discount" else found
        yield from (_placed(f"lines.{number}.{name}", reading, line.page) for reading in found)
    yield from _rate(number, line, readings)
    yield from _discount(number, readings, roles.figures(line, meaning))


def _unsigned(reading: Reading) -> Reading:
    """A discount without the minus that many print before it."""
    return replace(reading, value=abs(reading.value)) if isinstance(reading.value, Decimal) else reading


def _placed(path: str, reading: Reading, page: int) -> Proposal:
    score = reading.score * min(token.confidence for token in reading.tokens)
    return placing.proposed(path, reading.value, reading.tokens, page=page, score=score, raw=reading.raw)


def _rate(number: int, line: Line, readings: Mapping[Kind, Sequence[Reading]]) -> Iterator[Proposal]:
    """The rate of all heads together where each is printed apart."""
    parts = [readings[columns.RATES[head]][0] for head in columns.HEADS[:3] if readings.get(columns.RATES[head])]
    values = [part.value for part in parts if isinstance(part.value, Decimal)]
    if values and not readings.get(Kind.GST_RATE):
        tokens = tuple(token for part in parts for token in part.tokens)
        raw = " + ".join(part.raw for part in parts)
        total = Reading(sum(values, Decimal(0)), min(part.score for part in parts), tokens, raw)
        yield _placed(f"lines.{number}.gst_rate", total, line.page)


def _discount(number: int, readings: Mapping[Kind, Sequence[Reading]], of: Figures) -> Iterator[Proposal]:
    """The rupees of a discount that is printed in percent, for the sums alone: they are printed nowhere."""
    rate, gross = of.get(Kind.DISCOUNT_RATE), of.gross
    if not readings.get(Kind.DISCOUNT) and rate and gross is not None:
        value = money.rounded(gross * abs(rate) / 100)
        yield Proposal(f"lines.{number}.less", placing.derived(value, score=0.9))
