"""Reads series from a file in long format: one row for each value, `unique_id,t,y`, CSV, plain or gzipped.

With a column `part` only rows that say `train` are read. A row that cannot be used stops the reading: all such rows are
named with their line, so that nothing is lost without a word.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.runtime import table_lines
from app.values.errors import Invalid

COLUMNS = ("unique_id", "t", "y")
PART, TRAIN = "part", "train"
NO_VALUE = frozenset({"", "na", "n/a", "nan", "null", "none", "-"})
"""How tables write that a value is not known; such a row is a gap."""


class BadSeries(Invalid):
    """The file is no table of series; the message names the lines to blame, and why."""

    code = "bad_series"


@dataclass(frozen=True, slots=True)
class Row:
    """One value of a series. t : a running number or a day; y : None where the table says that it is not known."""

    line: int
    t: int | date
    y: float | None


@dataclass(frozen=True, slots=True)
class SeriesTable:
    """Rows by series, series in the order in which the file names them first, rows as they stand there."""

    series: Mapping[str, Sequence[Row]]


def read(path: Path) -> SeriesTable:
    """The series in the file at `path`. Raises `BadSeries` and `UnreadableTable`."""
    lines = table_lines.lines(path)
    header = [name.strip().lower() for name in next(lines, (0, []))[1]]
    _check_header(header)
    series: dict[str, list[Row]] = {}
    faults: list[str] = []
    for line, cells in lines:
        try:
            _keep(series, line, _named(header, cells, line))
        except BadSeries as bad:
            faults.append(bad.message)
    if faults:
        raise BadSeries(table_lines.told(faults))
    if not series:
        rows = f"rows that say {TRAIN} in the column {PART}" if PART in header else "rows"
        raise BadSeries(f"The file has no {rows} below its first line.")
    return SeriesTable(series)


def _keep(series: dict[str, list[Row]], line: int, cells: Mapping[str, str]) -> None:
    if cells.get(PART, TRAIN).lower() != TRAIN:
        return
    if not cells["unique_id"]:
        raise BadSeries(f"Line {line} has no unique_id.")
    rows = series.setdefault(cells["unique_id"], [])
    row = Row(line, _time(cells["t"], line), _value(cells["y"], line))
    if rows and type(rows[0].t) is not type(row.t):
        raise BadSeries(f"Line {line} mixes dates and numbers in the column t of {cells['unique_id']}.")
    rows.append(row)


def _named(header: Sequence[str], cells: Sequence[str], line: int) -> Mapping[str, str]:
    if len(cells) != len(header):
        raise BadSeries(f"Line {line} has {len(cells)} values, but there are {len(header)} columns.")
    return dict(zip(header, map(str.strip, cells), strict=True))


def _time(text: str, line: int) -> int | date:
    """A whole number, or a day as 2026-04-01, 2026-04 or 2026-04-01 00:00."""
    try:
        number = float(text)
    except ValueError:
        return _day(text, line)
    if not number.is_integer():
        raise BadSeries(f'Line {line} has "{text}" in the column t, which is no whole number and no date.')
    return int(number)


def _day(text: str, line: int) -> date:
    try:
        return date.fromisoformat(f"{text}-01" if len(text) == len("2026-04") else text[: len("2026-04-01")])
    except ValueError as wrong:
        told = f'Line {line} has "{text}" in the column t. Write a whole number, or a date like 2026-04-01.'
        raise BadSeries(told) from wrong


def _value(text: str, line: int) -> float | None:
    if text.lower() in NO_VALUE:
        return None
    try:
        value = float(text)
    except ValueError as wrong:
        raise BadSeries(f'Line {line} has "{text}" in the column y, which is no number.') from wrong
    if not math.isfinite(value):
        raise BadSeries(f'Line {line} has "{text}" in the column y, which is no finite number.')
    return value


def _check_header(header: Sequence[str]) -> None:
    if not header:
        raise BadSeries("The file is empty.")
    twice = next((name for name in header if header.count(name) > 1), None)
    if twice is not None:
        raise BadSeries(f'Line 1 names the column "{twice}" twice.')
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        raise BadSeries(f"Line 1 names no column {' and no column '.join(missing)}. It has: {', '.join(header)}.")
