"""What a validation found is kept, shown beside another version's, and moves the version."""

from collections.abc import Mapping
from typing import Any

import pytest

from app.model_registry.records import Actor, EventKind, Judgement, ModelVersion, Origin, State
from app.model_registry.service import models, versions
from app.model_registry.service.files import registering
from app.model_registry.service.lifecycle import promotion, trials, verdicts
from app.runtime.runtime import Runtime
from tests.model_registry import tiny
from tests.model_registry.tiny import NOW

ASHA = Actor("asha")
BECAUSE: dict[str, Any] = {"actor": ASHA, "reason": "a test", "now": NOW}
GATE = {"name": "floor", "passed": True, "sentence": "0.91 is above 0.80."}


class TestRecord:
    @pytest.mark.parametrize(
        ("has_passed", "state", "kind"),
        [(True, State.VALIDATED, EventKind.VALIDATED), (False, State.REJECTED, EventKind.REJECTED)],
    )
    def test_candidate_goes_where_the_verdict_sends_it(
        self, rt: Runtime, name: str, has_passed: bool, state: State, kind: EventKind
    ) -> None:
        found = _judged(rt, name, has_passed=has_passed, reason="because of the floor")
        [event, _] = versions.events(rt, name)
        assert (found.state, event.kind, event.reason, event.actor) == (state, kind, "because of the floor", "worker")
        [kept] = versions.validations_of(rt, name, 1)
        assert (kept.has_passed, kept.verdict, kept.evaluation["primary"]) == (has_passed, (GATE,), "f1")

    def test_what_serves_keeps_serving_whatever_was_found(self, rt: Runtime, name: str) -> None:
        _judged(rt, name, has_passed=True)
        promotion.promote(rt, name, 1, **BECAUSE)
        assert _judged(rt, name, has_passed=False).state is State.PRODUCTION
        assert [kept.has_passed for kept in versions.validations_of(rt, name, 1)].count(False) == 1

    def test_rejected_shadow_watches_no_longer(self, rt: Runtime, name: str) -> None:
        trials.shadow(rt, name, 1, **BECAUSE)
        _judged(rt, name, has_passed=False)
        assert models.one(rt, name).pointer.shadow is None


class TestCompare:
    def test_metrics_stand_side_by_side_with_their_intervals(self, rt: Runtime, name: str) -> None:
        _second(rt, name)
        _judged(rt, name, 1, evaluation=_evaluation(0.80, 0.78, 0.82))
        _judged(rt, name, 2, evaluation=_evaluation(0.90, 0.88, 0.92))
        both = versions.compare(rt, name, 1, 2)
        [f1] = both.metrics
        assert f1.a and f1.b
        assert (f1.name, f1.a["value"], f1.b["value"], f1.is_apart, both.is_same_data) == ("f1", 0.8, 0.9, True, True)
        assert both.b.validation and both.b.validation.verdict == (GATE,)

    @pytest.mark.parametrize(("low", "fingerprint"), [(0.81, "same"), (0.88, "other")])
    def test_overlap_and_other_cases_are_told(self, rt: Runtime, name: str, low: float, fingerprint: str) -> None:
        _second(rt, name)
        _judged(rt, name, 1, evaluation=_evaluation(0.80, 0.78, 0.82))
        _judged(rt, name, 2, evaluation=_evaluation(0.90, low, 0.92) | {"data_fingerprint": fingerprint})
        both = versions.compare(rt, name, 1, 2)
        assert both.metrics[0].is_apart == (low > 0.82)
        assert both.is_same_data == (fingerprint == "same")

    def test_versions_that_nobody_validated_compare_by_their_files(self, rt: Runtime, name: str) -> None:
        _second(rt, name)
        both = versions.compare(rt, name, 1, 2)
        assert (both.a.validation, both.is_same_data) == (None, False)


def _evaluation(value: float, low: float, high: float) -> dict[str, Any]:
    metric = {"name": "f1", "value": value, "low": low, "high": high, "cases": 400, "is_better_high": True}
    return {"primary": "f1", "metrics": [metric], "cases": 400, "data_fingerprint": "same"}


def _judged(
    rt: Runtime,
    name: str,
    version: int = 1,
    *,
    has_passed: bool = True,
    reason: str = "",
    evaluation: Mapping[str, Any] | None = None,
) -> ModelVersion:
    told = evaluation or _evaluation(0.9, 0.88, 0.92)
    judgement = Judgement(has_passed=has_passed, evaluation=told, verdict=[GATE], reason=reason)
    return verdicts.record(rt, name, version, judgement, now=NOW)


def _second(rt: Runtime, name: str) -> None:
    registering.register(rt, name, tiny.bundled(name, seed=2), origin=Origin.UPLOAD, actor=ASHA, now=NOW)


@pytest.fixture
def name(rt: Runtime, name: str) -> str:
    """A model with one candidate."""
    registering.register(rt, name, tiny.bundled(name), origin=Origin.UPLOAD, actor=ASHA, now=NOW)
    return name
