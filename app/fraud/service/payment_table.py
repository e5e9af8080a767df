"""Reads a table of payments from a file: CSV, plain or gzipped, with a `row_id` of its own for every row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.runtime import table_lines
from app.values.errors import Invalid

ROW_ID = "row_id"
NOT_JUDGED = (ROW_ID, "label")
"""What names a row, and what somebody may know about it already: neither is looked at."""


class BadTable(Invalid):
    """The file is no table of payments; the message says which line is to blame, and why."""

    code = "bad_table"


@dataclass(frozen=True, slots=True)
class PaymentTable:
    """Rows in the order of the file. lines : in which line of the file each row ends."""

    row_ids: Sequence[str]
    columns: Mapping[str, Sequence[str]]
    lines: Sequence[int]


def read(path: Path) -> PaymentTable:
    """The table in the file at `path`. Raises `BadTable` and `UnreadableTable`."""
    rows = table_lines.lines(path)
    header = [name.strip() for name in next(rows, (0, []))[1]]
    _check_header(header)
    cells: list[list[str]] = []
    lines: list[int] = []
    for line, row in rows:
        if len(row) != len(header):
            raise BadTable(f"Line {line} has {len(row)} values, but there are {len(header)} columns.")
        cells.append(row)
        lines.append(line)
    columns = dict(zip(header, zip(*cells, strict=True) if cells else [()] * len(header), strict=True))
    row_ids = [one.strip() for one in columns[ROW_ID]]
    _check_ids(row_ids, lines)
    judged = {name: column for name, column in columns.items() if name.lower() not in NOT_JUDGED}
    return PaymentTable(row_ids, judged, lines)


def _check_header(header: Sequence[str]) -> None:
    if not header:
        raise BadTable("The file is empty.")
    twice = next((name for name in header if header.count(name) > 1), None)
    if twice is not None:
        raise BadTable(f'Line 1 names the column "{twice}" twice.')
    if ROW_ID not in header:
        raise BadTable(f"Line 1 names no column {ROW_ID}, which tells the rows apart. It has: {', '.join(header)}.")


def _check_ids(row_ids: Sequence[str], lines: Sequence[int]) -> None:
    seen: dict[str, int] = {}
    for row_id, line in zip(row_ids, lines, strict=True):
        if not row_id:
            raise BadTable(f"Line {line} has no {ROW_ID}.")
        if row_id in seen:
            raise BadTable(f'Line {line} has the {ROW_ID} "{row_id}" of line {seen[row_id]} once more.')
        seen[row_id] = line
