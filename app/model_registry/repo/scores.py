"""SQL over `ml_models`, `ml_model_predictions` and the view `ml_model_outcomes`."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, text

from app.model_registry.records import Evaluator, Outcomes, Score, ServingModel, Usage
from app.model_registry.repo import versions

SERVING = text("select name, label, kind, metrics, updated_at from ml_models where state = 'production' order by name")
RETIRE = text(
    "update ml_models set state = 'archived', updated_at = :now"
    " where name = :name and state = 'production' and label <> :label"
)
SAVE = text(
    "insert into ml_models (name, version, label, kind, state, metrics, created_at, updated_at)"
    " values (:name, (select coalesce(max(version), 0) + 1 from ml_models where name = :name), :label, :kind,"
    " 'production', cast(:metrics as jsonb), :now, :now)"
    " on conflict (name, label) do update set kind = excluded.kind, state = 'production', metrics = excluded.metrics,"
    " updated_at = excluded.updated_at"
)
COUNT = text(
    "insert into ml_model_predictions as kept (model_name, model_version, day, answers, predictions, total_ms)"
    " values (:name, :version, :day, 1, :predictions, :took_ms) on conflict (model_name, model_version, day) do update"
    " set answers = kept.answers + 1, predictions = kept.predictions + excluded.predictions,"
    " total_ms = kept.total_ms + excluded.total_ms"
)
USAGE = text(
    "select model_name, model_version, sum(answers)::bigint as answers, sum(predictions)::bigint as predictions,"
    " sum(total_ms) as total_ms from ml_model_predictions group by 1, 2"
)
OUTCOMES = text(
    "select model_name, model_version, count(*) as judged, count(*) filter (where is_correct) as correct,"
    " max(judged_at) as last_at from ml_model_outcomes group by 1, 2"
)
BE = text("select set_config('role', :role, true)")

Version = tuple[str, str]


def fetch_serving(tx: Connection) -> list[ServingModel]:
    """The versions that answer now, by name."""
    return [_model(row) for row in tx.execute(SERVING).mappings()]


def save_score(tx: Connection, evaluator: Evaluator, score: Score, *, seed: int, now: datetime) -> None:
    """Makes the measured version the one in production. One at a time per model: it counts versions upwards."""
    versions.lock(tx, evaluator.model_name)
    metrics = {
        "accuracy": score.accuracy,
        "cases": score.cases,
        "measure": score.measure,
        "took_ms": score.took_ms,
        "seed": seed,
    }
    values: dict[str, Any] = {"name": evaluator.model_name, "label": evaluator.model_version, "now": now}
    tx.execute(RETIRE, values)
    tx.execute(SAVE, values | {"kind": evaluator.model_type, "metrics": json.dumps(metrics)})


def count(tx: Connection, *, name: str, version: str, day: date, predictions: int, took_ms: float) -> None:
    """Adds one computed answer, with the service's rights whoever the transaction belongs to, and gives them back."""
    role = tx.execute(text("select current_user")).scalar_one()
    tx.execute(BE, {"role": "service_role"})
    tx.execute(COUNT, {"name": name, "version": version, "day": day, "predictions": predictions, "took_ms": took_ms})
    tx.execute(BE, {"role": role})


def fetch_usage(tx: Connection) -> Mapping[Version, Usage]:
    """What each version has answered."""
    return {
        (row.model_name, row.model_version): Usage(int(row.answers), int(row.predictions), float(row.total_ms))
        for row in tx.execute(USAGE)
    }


def fetch_outcomes(tx: Connection) -> Mapping[Version, Outcomes]:
    """What people said about the answers of each version."""
    return {
        (row.model_name, row.model_version): Outcomes(int(row.judged), int(row.correct), row.last_at)
        for row in tx.execute(OUTCOMES)
    }


def _model(row: RowMapping) -> ServingModel:
    metrics = row["metrics"]
    score = (
        Score(float(metrics["accuracy"]), int(metrics["cases"]), str(metrics["measure"]), metrics.get("took_ms"))
        if "measure" in metrics
        else None
    )
    return ServingModel(row["name"], row["label"], row["kind"], score, row["updated_at"])
