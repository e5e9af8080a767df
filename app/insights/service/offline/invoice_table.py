"""Reads invoices from a file: CSV with one row each, days written 6/13/2012 (month first) or 2012-06-13.

Read are `customerID`, `invoiceNumber`, `InvoiceDate`, `DueDate`, `InvoiceAmount`, and if there `SettledDate`
(empty while open), `PaperlessBill` and `countryCode`. Everything else is passed over, above all what is not known yet
when an invoice is written: whether it was disputed, and how many days it took. A row that cannot be used stops the
reading: all such rows are named with their line.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from app.runtime import table_lines
from app.values.errors import Invalid
from ml_models.late_payment.records import Documents

CUSTOMER, NUMBER, ISSUED, DUE, AMOUNT, SETTLED = (
    "customerid", "invoicenumber", "invoicedate", "duedate", "invoiceamount", "settleddate",
)  # fmt: skip
NEEDED = {
    CUSTOMER: "customerID",
    NUMBER: "invoiceNumber",
    ISSUED: "InvoiceDate",
    DUE: "DueDate",
    AMOUNT: "InvoiceAmount",
}
KINDS = ("paperlessbill", "countrycode")
"""Columns whose values sort invoices into kinds on the day they are written."""

MOST_KINDS = 50
FIRST_YEAR = 1900
"""Days before it stand for "unknown" in some programs, and are the day of no invoice."""

FORMATS = ("%m/%d/%Y", "%Y-%m-%d")

Row = Mapping[str, str]


class BadInvoices(Invalid):
    """The file is no table of invoices; the message names the lines to blame, and why."""

    code = "bad_invoices"


@dataclass(frozen=True, slots=True)
class Written:
    """One row of the file."""

    number: str
    customer: str
    issued_on: date
    due_on: date
    amount: float
    settled_on: date | None
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InvoiceTable:
    """The invoices in the order of the file, and the same as columns."""

    rows: Sequence[Written]
    documents: Documents


def read(path: Path) -> InvoiceTable:
    """The invoices in the file at `path`. Raises `BadInvoices`, `UnreadableTable`, and `OSError`."""
    lines = table_lines.lines(path)
    header = [name.strip().lower() for name in next(lines, (0, []))[1]]
    lacking = [said for name, said in NEEDED.items() if name not in header]
    if lacking:
        raise BadInvoices(f"The file has no column {' and no column '.join(lacking)} in its first line.")
    rows, faults = _read(header, lines)
    if faults:
        raise BadInvoices(table_lines.told(faults))
    if not rows:
        raise BadInvoices("The file has no invoices below its first line.")
    return InvoiceTable(rows, documents(rows))


def documents(rows: Sequence[Written]) -> Documents:
    """The invoices as columns; each further value of a kind becomes a mark."""
    parties = {name: place for place, name in enumerate(dict.fromkeys(row.customer for row in rows))}
    values = sorted({value for row in rows for value in enumerate(row.kinds)})
    marks = [value for value in values if value[1] and value != min(one for one in values if one[0] == value[0])]
    return Documents(
        party=[parties[row.customer] for row in rows],
        issued=[row.issued_on.toordinal() for row in rows],
        due=[row.due_on.toordinal() for row in rows],
        settled=[row.settled_on.toordinal() if row.settled_on else None for row in rows],
        amount=[row.amount for row in rows],
        is_dated=[True] * len(rows),
        marks=[[float(row.kinds[kind] == value) for kind, value in marks[:MOST_KINDS]] for row in rows],
    )


def _read(header: Sequence[str], lines: Iterator[tuple[int, list[str]]]) -> tuple[list[Written], list[str]]:
    """The rows, and a sentence for each that cannot be used."""
    rows, faults = [], []
    for line, cells in lines:
        if any(cell.strip() for cell in cells):
            try:
                rows.append(_written(dict(zip(header, map(str.strip, cells), strict=False)), line))
            except BadInvoices as bad:
                faults.append(bad.message)
    return rows, faults


def _written(row: Row, line: int) -> Written:
    for name in (CUSTOMER, NUMBER):
        if not row.get(name):
            raise BadInvoices(f"Line {line} has no {NEEDED[name]}.")
    issued_on, due_on = _day(row, ISSUED, line), _day(row, DUE, line)
    settled_on = _day(row, SETTLED, line) if row.get(SETTLED) else None
    if due_on < issued_on:
        raise BadInvoices(f"Line {line}: the due date lies before the invoice date.")
    if settled_on is not None and settled_on < issued_on:
        raise BadInvoices(f"Line {line}: the invoice was settled before its invoice date.")
    kinds = tuple(row.get(name, "") for name in KINDS)
    return Written(row[NUMBER], row[CUSTOMER], issued_on, due_on, _amount(row, line), settled_on, kinds)


def _day(row: Row, name: str, line: int) -> date:
    text, said = row.get(name, ""), NEEDED.get(name, "SettledDate")
    for format_ in FORMATS:
        try:
            found = datetime.strptime(text, format_).date()  # noqa: DTZ007  # a day
        except ValueError:
            continue
        if found.year < FIRST_YEAR:
            raise BadInvoices(f'Line {line} has "{text}" in the column {said}, which is no day of our time.')
        return found
    raise BadInvoices(f'Line {line} has "{text}" in the column {said}. Write a day as 6/13/2012 or 2012-06-13.')


def _amount(row: Row, line: int) -> float:
    text = row.get(AMOUNT, "")
    try:
        amount = float(text)
    except ValueError as wrong:
        raise BadInvoices(f'Line {line} has "{text}" in the column InvoiceAmount, which is no number.') from wrong
    if not math.isfinite(amount):
        raise BadInvoices(f'Line {line} has "{text}" in the column InvoiceAmount, which is no finite number.')
    return amount
