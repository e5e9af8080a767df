"""What a business has in the database and in the store of files, as a print that any change would change.

The tables come from PostgreSQL's own catalogue: those with a business, those with a user, and those whose rows belong
to a row of one of these.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Engine, text

from app.runtime.runtime import Runtime
from tests.security.sides import Side

TABLES = text(
    "select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')"
    " and not c.relispartition order by 1"
)
COLUMNS = text(
    "select column_name from information_schema.columns where table_schema = 'public' and table_name = :table"
)
PARENTS = text(
    "select a.attname as child, r.relname as parent, f.attname as key from pg_constraint k"
    " join pg_class r on r.oid = k.confrelid and r.relnamespace = 'public'::regnamespace"
    " join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]"
    " join pg_attribute f on f.attrelid = k.confrelid and f.attnum = k.confkey[1]"
    " where k.contype = 'f' and k.conrelid = ('public.' || :table)::regclass and cardinality(k.conkey) = 1"
    " and k.conrelid <> k.confrelid"
)


def prints(engine: Engine, side: Side) -> dict[str, str]:
    """By table, the SHA-256 over all rows of this business and its people; tables without any are left out."""
    with engine.connect() as connection:
        names = connection.execute(TABLES).scalars().all()
        found = {name: _print(connection, name, side) for name in names}
    return {name: one for name, one in found.items() if one}


def files(rt: Runtime) -> dict[str, str]:
    """By its place, the SHA-256 of every file that is stored for anybody."""
    found = (one for one in (rt.settings.data_dir / "storage").rglob("*") if one.is_file())
    return {str(one): hashlib.sha256(one.read_bytes()).hexdigest() for one in found}


def _print(connection: Connection, table: str, side: Side) -> str | None:
    condition = _whose(connection, table, frozenset())
    if condition is None:
        return None
    people = [side.owner.caller.user_id, side.member.caller.user_id]
    values: Mapping[str, Any] = {"business": side.business_id, "people": people}
    rows = connection.execute(text(f"select t::text from public.{table} t where {condition} order by 1"), values)
    found = rows.scalars().all()
    return hashlib.sha256("\n".join(found).encode()).hexdigest() if found else None


def _whose(connection: Connection, table: str, above: frozenset[str]) -> str | None:
    """The condition on rows `t` of a table that belong to a business; None where they belong to nobody."""
    columns = set(connection.execute(COLUMNS, {"table": table}).scalars())
    if table == "businesses":
        return "t.id = :business"
    if "business_id" in columns:
        return "t.business_id = :business"
    if "user_id" in columns:
        return "t.user_id = any (:people)"
    for child, parent, key in connection.execute(PARENTS, {"table": table}):
        if parent not in above and (inner := _whose(connection, parent, above | {table})):
            return f"t.{child} in (select t.{key} from public.{parent} t where {inner})"
    return None
