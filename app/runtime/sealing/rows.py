"""SQL over any sealed column: by which key its values are sealed, and one value sealed anew unless it has changed."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, text

from app.runtime.sealing import envelope
from app.runtime.sealing.columns import Column, Form
from app.runtime.sealing.seals import Seals

READABLE = ""
"""Stands for the key of what is not sealed."""
MOST_AT_ONCE = 20_000
KEY_FROM = envelope.BEGINS + "([0-9a-f]{8}):"
Row = Mapping[str, Any]


class Count(NamedTuple):
    """How many values of a column a key has sealed; `READABLE` for none."""

    key_id: str
    rows: int


def count(tx: Connection, column: Column) -> list[Count]:
    """The values of a column, by the key that sealed them."""
    # nosemgrep: sql-from-pieces -- a column of the table in columns.py
    query = text(
        f"select coalesce({_key(column)}, '') as key_id, count(*) from public.{column.table}"
        f" where {_is_there(column)} group by 1 order by 1"
    )
    return [Count(*row) for row in tx.execute(query, {"head": KEY_FROM})]


def fetch_pending(tx: Connection, column: Column, key_id: str) -> Sequence[Row]:
    """The keys of rows whose value is not sealed by `key_id`, at most `MOST_AT_ONCE`."""
    # nosemgrep: sql-from-pieces -- a column of the table in columns.py
    query = text(
        f"select {', '.join(column.key)} from public.{column.table}"
        f" where {_is_there(column)} and {_key(column)} is distinct from :key_id limit {MOST_AT_ONCE}"
    )
    return [dict(row) for row in tx.execute(query, {"head": KEY_FROM, "key_id": key_id}).mappings()]


def seal_anew(tx: Connection, seals: Seals, column: Column, key: Row, memory: dict[str, Any]) -> bool:
    """Seals one value by the first key; False where it changed meanwhile, and so needs nothing or another turn.

    memory : what equal values became, for columns whose seals are bound to more than one row. Raises `SealBroken`.
    """
    where = " and ".join(f"{name} = :{name}" for name in column.key)
    # nosemgrep: sql-from-pieces -- a column of the table in columns.py
    query = text(
        f"select {column.owner}::text as owner, {_told(column)} as told from public.{column.table} where {where}"
    )
    row = tx.execute(query, dict(key)).one_or_none()
    if row is None or row.told is None:
        return False
    known = f"{row.owner} {row.told!r}" if column.part else ""
    new = memory.get(known) or _sealed(seals, column, row.owner, row.told)
    if known:
        memory[known] = new
    # nosemgrep: sql-from-pieces -- a column of the table in columns.py
    statement = text(f"update public.{column.table} set {_set(column)} where {where} and {_is_old(column)}")
    return tx.execute(statement, {**key, "old": row.told, "new": new}).rowcount == 1


def _sealed(seals: Seals, column: Column, owner: str, told: Any) -> Any:
    place = column.place(owner)
    if column.form is Form.TEXT:
        return seals.text(seals.opened(told, place), place)
    if column.form is Form.BYTES:
        return seals.content(seals.opened_content(bytes(told), place), place, is_packable=True)
    return json.dumps(seals.json(seals.opened_json(json.loads(told), place), place))


def _value(column: Column) -> str:
    return f"({column.name} -> '{column.part}')" if column.part else column.name


def _told(column: Column) -> str:
    return f"{_value(column)}::text" if column.form is Form.JSON else column.name


def _is_there(column: Column) -> str:
    """Nothing, in SQL or in JSON, is not sealed."""
    kinds = [f"jsonb_typeof({_value(column)}) <> 'null'"] if column.form is Form.JSON else []
    return " and ".join(filter(None, [f"{_value(column)} is not null", *kinds, column.only]))


def _key(column: Column) -> str:
    if column.form is Form.BYTES:
        return f"substring(encode(substring({column.name} from 2 for 18), 'escape') from :head)"
    shown = f"{_value(column)} ->> '{envelope.NAME}'" if column.form is Form.JSON else column.name
    return f"substring({shown} from :head)"


def _set(column: Column) -> str:
    if column.part:
        return f"{column.name} = jsonb_set({column.name}, '{{{column.part}}}', cast(:new as jsonb))"
    return f"{column.name} = cast(:new as {column.form.value})"


def _is_old(column: Column) -> str:
    return f"{_value(column)} = cast(:old as {column.form.value})"
