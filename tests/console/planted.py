"""A model with everything that a page can show: three versions, validations, weeks, a shadow, a refused file."""

import io
import json
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Engine

from app.model_registry.records import Judgement, ModelRefused, ModelVersion, Origin
from app.model_registry.service.files import registering, uploads
from app.model_registry.service.lifecycle import promotion, trials, verdicts
from app.runtime.runtime import Runtime
from tests import shops
from tests.model_registry import learners, tiny

WEEK = (
    "insert into ml_model_weeks (model_id, week, predictions, outcomes, correct, figures)"
    " values (:model_id, :week, :predictions, :outcomes, :correct, cast(:figures as jsonb))"
)
ANSWERS = (
    "insert into ml_model_predictions (model_name, model_version, day, answers, predictions, total_ms)"
    " values (:name, :label, :day, 110, 1100, 1320)"
)
FIRST_WEEK = date(2026, 8, 31)
DESCRIBED = {"title": "Late payments", "purpose": "Says how likely an invoice is paid late."}
BECAUSE: dict[str, Any] = {"actor": tiny.TESTER, "now": tiny.NOW}


def model(rt: Runtime, engine: Engine, **described: Any) -> str:
    """The name of the model: version 1 served before, version 2 serves, version 3 has passed, version 4 has not."""
    name = tiny.name()
    learners.described(
        rt,
        name,
        tiny.NOW,
        **(DESCRIBED | described),
    )
    versions = [_version(rt, name, seed) for seed in (1, 2, 3, 4)]
    for version, better in zip(versions[:3], (0.86, 0.9, 0.93), strict=True):
        judge(rt, version, better)
    for version in versions[:2]:
        promotion.promote(rt, name, version.version, reason="better than before on every gate", **BECAUSE)
        weeks(engine, version)
        shops.execute(engine, ANSWERS, {"name": name, "label": version.label, "day": FIRST_WEEK})
    judge(rt, versions[3], 0.7, has_passed=False)
    trials.shadow(rt, name, 3, reason="to see it on what comes in this week", **BECAUSE)
    with suppress(ModelRefused):
        uploads.upload(rt, name, io.BytesIO(b"\x80\x04K\x01."), filename="old model.pkl", **BECAUSE)
    return name


def judge(rt: Runtime, version: ModelVersion, better: float, *, has_passed: bool = True) -> None:
    """A validation with every kind of figure."""
    verdict = [
        {"name": "opens", "passed": True, "sentence": f"{version.label} opens as serving opens it."},
        {
            "name": "not_worse",
            "passed": has_passed,
            "sentence": f"Average precision is {better}, at least as good as what serves within its interval.",
        },
        {"name": "calibration", "passed": True, "sentence": "Expected calibration error is 0.021, at most 0.06."},
    ]
    judgement = Judgement(
        has_passed=has_passed,
        evaluation=evaluation(better),
        verdict=verdict,
        reason="all gates passed" if has_passed else "one gate was not passed",
    )
    verdicts.record(rt, version.name, version.version, judgement, now=tiny.NOW)


def evaluation(better: float) -> dict[str, Any]:
    """What a validation keeps, as JSON."""
    return {
        "primary": "average_precision",
        "cases": 1200,
        "data_fingerprint": "5f3c" * 16,
        "metrics": [
            _metric("average_precision", better, 0.02),
            _metric("roc_auc", better + 0.03, 0.01),
            _metric("brier", 1 - better, 0.02),
        ],
        "calibration": {
            "ece": 0.021,
            "bins": [{"predicted": at / 10 + 0.05, "observed": at / 10 + 0.03, "cases": 40 + at} for at in range(10)],
        },
        "slices": [
            {"name": "small_business", "cases": 310, "metrics": [_metric("average_precision", better - 0.05, 0.05)]},
            {"name": "rare_kind", "cases": 12, "metrics": []},
        ],
        "behaviours": [
            {"name": "order", "sentence": "The order of rows does not matter.", "passed": 50, "cases": 50},
            {
                "name": "direction",
                "sentence": "A longer delay is never less likely late.",
                "passed": 48,
                "cases": 50,
            },
        ],
        "drift": [{"feature": "days_apart", "psi": 0.24}, {"feature": "likeness", "psi": 0.03}],
        "confusion": {"yes": {"yes": 210, "no": 18}, "no": {"yes": 25, "no": 947}},
        "cost": {"load_ms": 41.2, "one_ms": 0.48, "one_p95_ms": 0.71, "memory_mb": 3.4},
        "notes": [],
        "threshold": 0.5,
    }


def weeks(engine: Engine, version: ModelVersion) -> None:
    """Eleven weeks of outcomes, slowly better."""
    for number in range(11):
        figures = {
            "ece": 0.02 + number / 1000,
            "predicted": 0.31,
            "observed": 0.3,
            "drift": {"days_apart": number / 40},
        }
        values = {
            "model_id": version.id,
            "week": FIRST_WEEK + timedelta(weeks=number),
            "predictions": 120 + number,
            "outcomes": 100,
            "correct": 78 + number + 2 * version.version,
            "figures": json.dumps(figures),
        }
        shops.execute(engine, WEEK, values)


def _version(rt: Runtime, name: str, seed: int) -> ModelVersion:
    made = tiny.bundled(name, seed=seed)
    return registering.register(rt, name, made, origin=Origin.UPLOAD, reason="a first try", **BECAUSE)


def _metric(name: str, value: float, half: float) -> dict[str, Any]:
    figures = {"value": value, "low": value - half, "high": min(value + half, 1.0)}
    return {"name": name, **figures, "cases": 1200, "is_better_high": name != "brier"}
