"""The table `insight_preferences`: what the owner of a business has said that no book holds."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, text

from app.insights.records.preferences import NOTHING_SAID, GSTFiling, Preferences

FIELDS = ("cash_floor", "balance", "balance_on", "gst_filing", "deducts_tds", "pays_advance_tax")
FETCH = text(f"select {', '.join(FIELDS)} from public.insight_preferences where business_id = :business_id")
SAVE = text(f"""
    insert into public.insight_preferences (business_id, {", ".join(FIELDS)}, updated_by, updated_at)
    values (:business_id, {", ".join(f":{name}" for name in FIELDS)}, :by, :now)
    on conflict (business_id) do update set {", ".join(f"{name} = excluded.{name}" for name in FIELDS)},
        updated_by = excluded.updated_by, updated_at = excluded.updated_at
""")


def fetch(tx: Connection, business_id: UUID) -> Preferences:
    """What was said so far; nothing where nothing was."""
    row = tx.execute(FETCH, {"business_id": business_id}).mappings().first()
    if row is None:
        return NOTHING_SAID
    filing = row["gst_filing"]
    return Preferences(**dict(row) | {"gst_filing": GSTFiling(filing) if filing else None})


def save(tx: Connection, business_id: UUID, said: Preferences, *, by: UUID | None, now: datetime) -> None:
    """Keeps `said` in place of what was said before; every insight made before is old then."""
    values = {name: getattr(said, name) for name in FIELDS}
    tx.execute(SAVE, values | {"business_id": business_id, "by": by, "now": now})
