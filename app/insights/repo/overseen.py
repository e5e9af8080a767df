"""What admins see of all businesses' insights: the newest of them, how their forecasts were tested, who looked."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, RowMapping, text

from app.insights.records.overseen import Deed, Done, Standing, Trial

STANDINGS = """
    select i.business_id, b.name, count(*) as insights, max(i.book_revision) as revision,
        coalesce(max(r.revision), 0) as books_revision, max(i.model_version) as model_version,
        max(i.generated_at) as generated_at
    from public.business_insights i
    join public.businesses b on b.id = i.business_id
    left join public.book_revisions r on r.business_id = i.business_id
    where {which}
    group by i.business_id, b.name order by max(i.generated_at) desc, i.business_id limit :most
"""
LATEST = text(STANDINGS.format(which="true"))
ONE = text(STANDINGS.format(which="i.business_id = :business_id"))
TESTED = text("""
    select i.key, i.title, i.data->'backtest' as backtest, e.looked_back
    from public.business_insights i left join public.insight_evidence e on e.insight_id = i.id
    where jsonb_typeof(i.data->'backtest') = 'object'
    order by i.generated_at desc, i.id limit :most
""")
INSERT = text("""
    insert into public.insight_deeds (business_id, insight_id, deed, actor, reason, at)
    select cast(:business_id as uuid), cast(:insight_id as uuid), :deed, :actor, :reason, cast(:now as timestamptz)
    where not exists (
        select from public.insight_deeds
        where business_id = :business_id and insight_id is not distinct from cast(:insight_id as uuid)
          and deed = :deed and actor = :actor and at >= cast(:since as timestamptz))
""")
DEEDS = text("""
    select business_id, insight_id, deed, actor, reason, at from public.insight_deeds
    where cast(:business_id as uuid) is null or business_id = :business_id order by id desc limit :most
""")


def fetch_latest(tx: Connection, *, most: int) -> Sequence[Standing]:
    """The businesses whose insights were made last, the newest first."""
    return [Standing(**row) for row in tx.execute(LATEST, {"most": most}).mappings()]


def fetch_standing(tx: Connection, business_id: UUID) -> Standing | None:
    """The insights of this business; None where none were made."""
    row = tx.execute(ONE, {"business_id": business_id, "most": 1}).mappings().first()
    return Standing(**row) if row else None


def fetch_tested(tx: Connection, *, most: int) -> Sequence[Trial]:
    """The backtests of the forecasts that stand, the newest first."""
    return [_tested(row) for row in tx.execute(TESTED, {"most": most}).mappings()]


def save_deed(tx: Connection, done: Done, *, unless_since: datetime | None = None) -> None:
    """Writes it down; not again where the same was done since `unless_since`."""
    values = {
        "business_id": done.business_id,
        "insight_id": done.insight_id,
        "deed": done.deed.value,
        "actor": done.actor,
        "reason": done.reason,
        "now": done.at,
        "since": unless_since,
    }
    tx.execute(INSERT, values)


def fetch_deeds(tx: Connection, business_id: UUID | None = None, *, most: int) -> Sequence[Done]:
    """The latest deeds, of one business or of all, the newest first."""
    rows = tx.execute(DEEDS, {"business_id": business_id, "most": most}).mappings()
    return [Done(**{**row, "deed": Deed(row["deed"])}) for row in rows]


def _tested(row: RowMapping) -> Trial:
    test, back = row["backtest"], row["looked_back"] or {}
    names = ("mase", "naive2_mase", "coverage80", "coverage95", "served")
    figures = {name: test.get(name) for name in names}
    met = {name: back.get(name) for name in ("periods", "inside80", "inside95")}
    return Trial(key=row["key"], title=row["title"], origins=int(test.get("origins") or 0), **figures, **met)
