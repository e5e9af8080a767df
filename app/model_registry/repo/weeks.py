"""SQL over `ml_model_weeks`, and over the predictions that are counted into it."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, text

from app.model_registry.records import BothSaid, Outcomes, Prediction, Watched, Week

WEEK = "date_trunc('week', o.predicted_at at time zone 'Asia/Kolkata')::date"
STALE = text(
    f"select seen.model_id, seen.week from (select o.model_id, {WEEK} as week, count(*) as predictions,"
    " count(o.outcome) as outcomes, max(o.outcome_at) as last_outcome_at from ml_model_observations o"
    " join ml_models m on m.id = o.model_id where m.name = :name and o.predicted_at >= :since group by 1, 2) seen"
    " left join ml_model_weeks kept on kept.model_id = seen.model_id and kept.week = seen.week"
    " where kept.week is null or (kept.predictions, kept.outcomes) <> (seen.predictions, seen.outcomes)"
    " or kept.last_outcome_at is distinct from seen.last_outcome_at order by seen.week, seen.model_id"
)
PREDICTIONS = text(
    "select o.probability, o.inputs, o.outcome = 'true'::jsonb as outcome, o.outcome_at from ml_model_observations o"
    " where o.model_id = :model_id and o.predicted_at >= (cast(:week as timestamp) at time zone 'Asia/Kolkata')"
    " and o.predicted_at < ((cast(:week as timestamp) + interval '7 days') at time zone 'Asia/Kolkata')"
)
SAVE = text(
    "insert into ml_model_weeks as kept (model_id, week, predictions, outcomes, correct, figures, last_outcome_at,"
    " updated_at) values (:model_id, :week, :predictions, :outcomes, :correct, cast(:figures as jsonb),"
    " :last_outcome_at, :now) on conflict (model_id, week) do update set predictions = excluded.predictions,"
    " outcomes = excluded.outcomes, correct = excluded.correct, figures = excluded.figures,"
    " last_outcome_at = excluded.last_outcome_at, updated_at = excluded.updated_at"
)
FETCH = text(
    "select m.label, m.version, w.week, w.predictions, w.outcomes, w.correct, w.figures, w.last_outcome_at"
    " from ml_model_weeks w join ml_models m on m.id = w.model_id where m.name = :name order by w.week desc, m.version"
    " limit :most"
)
OUTCOMES = text(
    "select m.name, m.label, sum(w.outcomes)::bigint as judged, sum(w.correct)::bigint as correct,"
    " max(w.last_outcome_at) as last_at from ml_model_weeks w join ml_models m on m.id = w.model_id"
    " where m.state = 'production' group by 1, 2 having sum(w.outcomes) > 0"
)
DRIFTS = text(
    "select distinct on (m.name) m.name, (select max(value::double precision) from jsonb_each_text(w.figures->'drift'))"
    " as psi from ml_model_weeks w join ml_models m on m.id = w.model_id where m.state = 'production'"
    " and w.figures ? 'drift' and w.figures->'drift' <> '{}'::jsonb order by m.name, w.week desc"
)
WATCHED = text("select id, label, manifest, metrics from ml_models where id = :id")
BOTH = text(
    "select s.probability, p.probability, coalesce(p.outcome, s.outcome) = 'true'::jsonb"
    " from ml_model_observations s join ml_model_observations p on p.subject = s.subject"
    " where p.model_id = :production_id and s.model_id = :shadow_id order by s.predicted_at desc, s.subject limit :most"
)
USUAL_THRESHOLD = 0.5


def fetch_stale(tx: Connection, name: str, *, since: datetime) -> list[tuple[UUID, date]]:
    """Versions and weeks of model `name` whose figures are missing or older than what is known."""
    return [(row.model_id, row.week) for row in tx.execute(STALE, {"name": name, "since": since})]


def fetch_predictions(tx: Connection, model_id: UUID, week: date) -> list[Prediction]:
    """The predictions that a version made in this week."""
    return [Prediction(*row) for row in tx.execute(PREDICTIONS, {"model_id": model_id, "week": week})]


def fetch_watched(tx: Connection, model_id: UUID) -> Watched:
    """A version as its predictions are counted."""
    row = tx.execute(WATCHED, {"id": model_id}).mappings().one()
    return Watched(
        model_id=row["id"],
        label=row["label"],
        features=tuple(row["manifest"].get("features") or ()),
        threshold=float(row["metrics"].get("threshold") or USUAL_THRESHOLD),
        manifest=row["manifest"],
    )


def save(
    tx: Connection, model_id: UUID, week: date, *, figures: Mapping[str, Any], now: datetime, **counts: Any
) -> None:
    """Keeps a week's counts and figures in place of earlier ones."""
    tx.execute(SAVE, counts | {"model_id": model_id, "week": week, "figures": json.dumps(figures), "now": now})


def fetch(tx: Connection, name: str, *, most: int) -> list[Week]:
    """The weeks of every version of `name`, the latest first."""
    return [_week(row) for row in tx.execute(FETCH, {"name": name, "most": most}).mappings()]


def fetch_outcomes(tx: Connection) -> Mapping[tuple[str, str], Outcomes]:
    """What became of the predictions of each version in production, by name and label."""
    return {
        (row.name, row.label): Outcomes(int(row.judged), int(row.correct), row.last_at) for row in tx.execute(OUTCOMES)
    }


def fetch_drifts(tx: Connection) -> dict[str, float]:
    """The greatest drift (PSI) of any input, by the name of each serving model; its latest week that tells one."""
    return {row.name: row.psi for row in tx.execute(DRIFTS)}


def fetch_both(tx: Connection, *, shadow_id: UUID, production_id: UUID, most: int) -> list[BothSaid]:
    """The latest subjects that both versions judged."""
    values = {"shadow_id": shadow_id, "production_id": production_id, "most": most}
    return [BothSaid(*row) for row in tx.execute(BOTH, values)]


def _week(row: RowMapping) -> Week:
    values = dict(row)
    return Week(**values | values.pop("figures"))
