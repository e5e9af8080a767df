"""The current insights of each business, one row each in `business_insights`, where the app can subscribe to them."""

from collections.abc import Sequence

from sqlalchemy import Connection, text

from app.insights.records.answer import BusinessInsights
from app.insights.repo.answers import dumped

UPSERT = text("""
    insert into public.business_insights (id, business_id, insight_type, key, title, description, recommendations,
        impact_score, priority, category, data, valid_until, model_version, book_revision, generated_at)
    values (:id, :business_id, :insight_type, :key, :title, :description, cast(:recommendations as jsonb),
        :impact_score, :priority, :category, cast(:data as jsonb), :valid_until, :model_version, :revision,
        :generated_at)
    on conflict (business_id, insight_type, key) do update set
        title = excluded.title, description = excluded.description, recommendations = excluded.recommendations,
        impact_score = excluded.impact_score, priority = excluded.priority, category = excluded.category,
        data = excluded.data, valid_until = excluded.valid_until, model_version = excluded.model_version,
        book_revision = excluded.book_revision, generated_at = excluded.generated_at
""")
FORGET_OTHERS = text("delete from public.business_insights where business_id = :business_id and not key = any(:keys)")


def save(tx: Connection, answer: BusinessInsights) -> None:
    """Replaces the business's insights by those of `answer`; an insight keeps its id for as long as its key lives."""
    tx.execute(UPSERT, _rows(answer))
    tx.execute(FORGET_OTHERS, {"business_id": answer.business_id, "keys": [one.key for one in answer.insights]})


def _rows(answer: BusinessInsights) -> Sequence[dict[str, object]]:
    return [
        {
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
        for insight in answer.insights
    ]
