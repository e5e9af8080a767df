"""Reads the dated tables beside it (`data/*.csv`): every row says from when to when it holds, and who says so."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from importlib import resources


def rows(name: str) -> Iterator[Mapping[str, str]]:
    """The rows of `data/<name>.csv`, as text by column."""
    table = resources.files("app.gst") / "data" / f"{name}.csv"
    yield from csv.DictReader(table.read_text(encoding="utf-8").splitlines())


def day(text: str) -> date | None:
    """A date of a table; an empty cell is an open end."""
    return date.fromisoformat(text) if text else None


def parts(text: str) -> tuple[str, ...]:
    """A cell that lists several things, divided by `|`."""
    return tuple(part.strip() for part in text.split("|") if part.strip())


def holds(valid_from: date | None, valid_to: date | None, on: date) -> bool:
    """Whether a row holds `on` that day; both ends are included."""
    return (valid_from is None or valid_from <= on) and (valid_to is None or on <= valid_to)
