"""SQL over `service_table_looks`: how large our tables were, and whether they could be looked after."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, text

from app.operations.records import TableLook, TableLooks

SAVE = text(
    "insert into service_table_looks (looked_at, name, total_bytes, live_rows, dead_rows, dead_rows_after, left_alone)"
    " values (:looked_at, :name, :total_bytes, :live_rows, :dead_rows, :dead_rows_after, :left_alone)"
)
LATEST = text(
    "select looked_at, name, total_bytes, live_rows, dead_rows, dead_rows_after, left_alone from service_table_looks"
    " where looked_at = (select max(looked_at) from service_table_looks where looked_at < :before)"
    " order by total_bytes desc, name"
)
FIELDS = ("name", "total_bytes", "live_rows", "dead_rows", "dead_rows_after", "left_alone")


def save(tx: Connection, looks: Iterable[TableLook], *, looked_at: datetime) -> None:
    """Keeps what was found."""
    rows = [{name: getattr(one, name) for name in FIELDS} | {"looked_at": looked_at} for one in looks]
    if rows:
        tx.execute(SAVE, rows)


def latest(tx: Connection, *, before: datetime) -> TableLooks | None:
    """The last time before `before`, the largest table first; None where nobody ever looked."""
    rows = tx.execute(LATEST, {"before": before}).mappings().all()
    if not rows:
        return None
    return TableLooks(rows[0]["looked_at"], [TableLook(**{name: row[name] for name in FIELDS}) for row in rows])
