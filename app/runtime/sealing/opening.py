"""Whole rows as they were before they were sealed, for whoever is given everything that is kept about them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import RowMapping

from app.runtime.sealing.columns import ALL, Column, Form
from app.runtime.sealing.problems import SealBroken
from app.runtime.sealing.seals import Seals


def opened(seals: Seals, table: str, row: Mapping[str, Any] | RowMapping) -> dict[str, Any]:
    """A row of a table, by its columns, each opened that is sealed; what the row does not hold is passed over.

    What was damaged becomes nothing: one value that does not open keeps nobody from being given all the others.
    """
    values: dict[str, Any] = dict(row)
    for column in ALL:
        if column.table == table and values.get(column.name) is not None:
            values[column.name] = _readable(seals, column, values[column.name], row[column.owner])
    return values


def _readable(seals: Seals, column: Column, told: Any, owner: Any) -> Any:
    try:
        return _value(seals, column, told, owner)
    except SealBroken:  # the log names it
        return told | {column.part: None} if column.part else None


def _value(seals: Seals, column: Column, told: Any, owner: Any) -> Any:
    place = column.place(owner)
    if column.form is Form.TEXT:
        return seals.opened(told, place)
    if column.form is Form.BYTES:
        return seals.opened_content(bytes(told), place)
    if not column.part:
        return seals.opened_json(told, place)
    return told | {column.part: seals.opened_json(told[column.part], place)} if column.part in told else told
