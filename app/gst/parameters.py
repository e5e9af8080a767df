"""Limits, rates of interest and counts of days that the law states as one number, each with its dates and source.

The numbers stand in `data/parameters.csv`; amounts are rupees, rates percent, spans days.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from app.gst import tables


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number of the law for a stretch of time."""

    name: str
    value: Decimal
    valid_from: date
    valid_to: date | None
    source: str


@cache
def every() -> Mapping[str, tuple[Parameter, ...]]:
    """All numbers by name, past ones included, oldest first."""
    found: dict[str, list[Parameter]] = {}
    for row in tables.rows("parameters"):
        found.setdefault(row["name"], []).append(_parameter(row))
    return {name: tuple(rows) for name, rows in found.items()}


def find(name: str, on: date) -> Parameter | None:
    """What `name` was that day; None before the law knew it. Raises `KeyError` for a name that no table has."""
    return next((one for one in every()[name] if tables.holds(one.valid_from, one.valid_to, on)), None)


def row(name: str, on: date) -> Parameter:
    """What `name` was that day. Raises `KeyError` for an unknown name, and for a day before its first row."""
    found = find(name, on)
    if found is None:
        raise KeyError(f"{name} on {on}")
    return found


def value(name: str, on: date) -> Decimal:
    """The number alone. Raises as `row` does."""
    return row(name, on).value


def _parameter(cells: Mapping[str, str]) -> Parameter:
    return Parameter(
        name=cells["name"],
        value=Decimal(cells["value"]),
        valid_from=date.fromisoformat(cells["valid_from"]),
        valid_to=tables.day(cells["valid_to"]),
        source=cells["source"],
    )
