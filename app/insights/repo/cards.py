"""The current insights of each business, one row each in `business_insights`, where the app can subscribe to them.

What stands behind them is kept in `insight_evidence`, which nobody is sent unasked.
"""

from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from sqlalchemy import Connection, RowMapping, text

from app.insights.records.answer import BusinessInsights, Insight
from app.insights.records.stored import Card
from app.insights.repo.answers import dumped

UPSERT = text("""
    insert into public.business_insights (id, business_id, insight_type, key, title, description, recommendations,
        impact_score, priority, category, data, valid_until, model_version, book_revision, generated_at)
    values (:id, :business_id, :insight_type, :key, :title, :description, cast(:recommendations as jsonb),
        :impact_score, :priority, :category, cast(:data as jsonb), :valid_until, :model_version, :revision,
        :generated_at)
    on conflict (id) do update set
        insight_type = excluded.insight_type, key = excluded.key, title = excluded.title,
        description = excluded.description, recommendations = excluded.recommendations,
        impact_score = excluded.impact_score, priority = excluded.priority, category = excluded.category,
        data = excluded.data, valid_until = excluded.valid_until, model_version = excluded.model_version,
        book_revision = excluded.book_revision, generated_at = excluded.generated_at
""")
FORGET_OTHERS = text("delete from public.business_insights where business_id = :business_id and not key = any(:keys)")
UPSERT_EVIDENCE = text("""
    insert into public.insight_evidence (insight_id, business_id, traces, looked_back)
    values (:id, :business_id, cast(:traces as jsonb), cast(:looked_back as jsonb))
    on conflict (insight_id) do update set traces = excluded.traces, looked_back = excluded.looked_back
""")
ON_THE_WIRE = (
    *("insight_type", "title", "description", "recommendations", "impact_score", "priority", "category"),
    *("valid_until", "data"),
)
FETCH = text(f"""
    select i.id as insight_id, {", ".join(f"i.{name}" for name in ON_THE_WIRE)}, i.model_version,
        i.book_revision as revision, i.generated_at, coalesce(e.traces, '[]') as traces, e.looked_back
    from public.business_insights i
    left join public.insight_evidence e on e.insight_id = i.id
    where i.business_id = :business_id and i.id = :insight_id
""")
LOOKED_BACK = text("""
    select i.title from public.business_insights i join public.insight_evidence e on e.insight_id = i.id
    where i.business_id = :business_id and e.looked_back is not null order by i.title
""")


def save(tx: Connection, answer: BusinessInsights) -> None:
    """Replaces the business's insights by those of `answer`; an insight keeps its id for as long as its key lives."""
    tx.execute(FORGET_OTHERS, {"business_id": answer.business_id, "keys": [one.key for one in answer.insights]})
    tx.execute(UPSERT, [_row(answer, insight) for insight in answer.insights])
    tx.execute(UPSERT_EVIDENCE, [_evidence(answer, one) for one in answer.insights])


def fetch(tx: Connection, business_id: UUID, insight_id: UUID) -> Card | None:
    """The insight as it was kept last; None where the business has none of this id."""
    row = tx.execute(FETCH, {"business_id": business_id, "insight_id": insight_id}).mappings().first()
    return _card(row) if row else None


def fetch_titles_looked_back(tx: Connection, business_id: UUID) -> Sequence[str]:
    """The titles of the business's insights that have an earlier forecast to compare."""
    return list(tx.execute(LOOKED_BACK, {"business_id": business_id}).scalars())


def _card(row: RowMapping) -> Card:
    impact = row["impact_score"]
    insight = {name: row[name] for name in ("insight_id", *ON_THE_WIRE)}
    return Card(
        insight=insight | {"impact_score": None if impact is None else float(impact)},
        drill_down=row["traces"],
        looked_back=row["looked_back"],
        revision=row["revision"],
        model_version=row["model_version"],
        generated_at=row["generated_at"],
    )


def _row(answer: BusinessInsights, insight: Insight) -> dict[str, object]:
    return {
        "id": insight.insight_id,
        "business_id": answer.business_id,
        "insight_type": insight.insight_type.value,
        "key": insight.key,
        "title": insight.title,
        "description": insight.description,
        "recommendations": dumped(list(insight.recommendations)),
        "impact_score": insight.impact_score,
        "priority": insight.priority.value,
        "category": insight.category,
        "data": dumped(insight.data),
        "valid_until": insight.valid_until,
        "model_version": answer.model_version,
        "revision": answer.revision,
        "generated_at": answer.generated_at,
    }


def _evidence(answer: BusinessInsights, insight: Insight) -> dict[str, object]:
    return {
        "id": insight.insight_id,
        "business_id": answer.business_id,
        "traces": dumped([asdict(trace) for trace in insight.traces]),
        "looked_back": dumped(insight.looked_back) if insight.looked_back else None,
    }
