"""The table `insight_looks`: the last day on which somebody asked for a business's insights."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, text

NOTE = text("""
    insert into public.insight_looks (business_id, looked_on) values (:business_id, :on)
    on conflict (business_id) do update set looked_on = excluded.looked_on
    where insight_looks.looked_on < excluded.looked_on
""")
SINCE = text("select business_id from public.insight_looks where business_id = any (:ids) and looked_on >= :since")


def note(tx: Connection, business_id: UUID, on: date) -> None:
    """Writes down that somebody looked on this day (in India)."""
    tx.execute(NOTE, {"business_id": business_id, "on": on})


def fetch_looked_at(tx: Connection, ids: Sequence[UUID], *, since: date) -> frozenset[UUID]:
    """Those of the businesses whose insights somebody has asked for since that day."""
    return frozenset(tx.execute(SINCE, {"ids": list(ids), "since": since}).scalars())
