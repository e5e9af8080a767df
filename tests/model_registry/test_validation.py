"""A validation opens a version as serving would, measures it beside what serves, and moves it by its gates."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest
from sqlalchemy import Engine

from app.model_registry.records import (
    Learner,
    ModelVersion,
    Observed,
    Origin,
    Policy,
    State,
    StepNotAllowed,
    UnknownVersion,
    Validation,
)
from app.model_registry.repo import events, validations, versions
from app.model_registry.service import actors
from app.model_registry.service.files import registering
from app.model_registry.service.judging import validation
from app.model_registry.service.lifecycle import promotion
from app.model_registry.service.serving import loading
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.values.errors import Problem
from ml_models import bundle, formats, predicting, splits
from ml_models.contracts import Kind, Smoke, Task
from ml_models.evaluation import binary, drift, room
from ml_models.evaluation.records import Evaluation
from tasks import validate as job
from tests.model_registry import learners, tiny

NOW = tiny.NOW


class TestVerdict:
    def test_a_good_version_is_validated_and_each_gate_says_why(self, process: Runtime, learner: Learner) -> None:
        moved = _validated(process, learner, _candidate(process, learner))
        kept = _latest(process, moved)
        assert (moved.state, kept.has_passed) == (State.VALIDATED, True)
        assert all(gate["passed"] and gate["sentence"].endswith(".") for gate in kept.verdict)
        assert kept.verdict[0]["sentence"].startswith(f"{moved.label} opens")
        assert kept.evaluation["cost"]["memory_mb"] > 0
        last = _history(process, learner.name)[-1]
        assert (last.from_state, last.to_state, last.actor) == (State.CANDIDATE, State.VALIDATED, "worker")
        assert last.reason == f"All {len(kept.verdict)} gates passed."

    def test_a_worse_version_than_what_serves_is_rejected(self, process: Runtime, learner: Learner) -> None:
        serving = tiny.promoted(process, _validated(process, learner, _candidate(process, learner)))
        moved = _validated(process, learner, _candidate(process, learner, model=_fitted(learner, blind=True)))
        kept = _latest(process, moved)
        assert (moved.state, kept.against_id) == (State.REJECTED, serving.id)
        [gate] = [gate for gate in kept.verdict if gate["name"] == "not_worse"]
        assert "; production has " in gate["sentence"]
        assert gate["sentence"].endswith(": worse.")

    def test_what_serves_and_does_not_open_is_told_beside_the_figures(self, process: Runtime, learner: Learner) -> None:
        serving = tiny.promoted(process, _candidate(process, learner, model=_fitted(learner, blind=True)))
        _damage(process, serving)
        moved = _validated(process, learner, _candidate(process, learner))
        kept = _latest(process, moved)
        assert (moved.state, kept.against_id) == (State.VALIDATED, None)
        [note] = kept.evaluation["notes"]
        assert note.startswith(f"{serving.label}, which serves, could not be measured: ")

    def test_the_same_seed_comes_to_the_same_figures(self, process: Runtime, learner: Learner) -> None:
        version = _candidate(process, learner)
        first, second = (
            dict(_latest(process, _validated(process, learner, version, now=NOW + timedelta(hours=hour))).evaluation)
            for hour in range(2)
        )
        assert first.pop("cost") != second.pop("cost")
        assert first == second

    def test_what_serves_stays_whatever_is_found(self, process: Runtime, learner: Learner) -> None:
        serving = tiny.promoted(process, _candidate(process, learner, model=_fitted(learner, blind=True)))
        strict = replace(learner, evaluate=lambda model, observed, seed: _poor(learner.evaluate(model, observed, seed)))
        assert _validated(process, strict, serving).state is State.PRODUCTION
        assert not _latest(process, serving).has_passed

    def test_list_and_performance_tell_what_was_measured(self, process: Runtime, learner: Learner) -> None:
        moved = _validated(process, learner, _candidate(process, learner))
        with process.db.transaction(Caller.service()) as tx:
            kept = versions.fetch_by_id(tx, moved.id)
        assert kept
        assert kept.metrics["average_precision"]["low"] <= kept.metrics["average_precision"]["value"]
        assert kept.metrics["measure"] == "F1 at the serving threshold"
        assert (kept.metrics["threshold"], kept.metrics["accuracy"]) == (0.5, kept.metrics["f1"]["value"])

    def test_what_was_rejected_meanwhile_stays_rejected(self, process: Runtime, learner: Learner) -> None:
        version = _candidate(process, learner)

        def measured(model: Any, observed: Sequence[Observed], seed: int) -> Evaluation:
            promotion.reject(process, learner.name, version.version, actor=tiny.TESTER, reason="stolen", now=NOW)
            return learner.evaluate(model, observed, seed)

        assert _validated(process, replace(learner, evaluate=measured), version).state is State.REJECTED
        assert _latest(process, version).has_passed

    def test_what_was_rejected_before_its_turn_came_stays_rejected(self, process: Runtime, learner: Learner) -> None:
        version = _candidate(process, learner)
        promotion.reject(process, learner.name, version.version, actor=tiny.TESTER, reason="stolen", now=NOW)
        assert _validated(process, learner, version, began=State.CANDIDATE).state is State.REJECTED
        assert _validated(process, learner, version, began=State.REJECTED).state is State.VALIDATED

    def test_the_steps_can_be_watched(self, process: Runtime, learner: Learner) -> None:
        told: list[tuple[float, str]] = []
        version = _candidate(process, learner)
        validation.validate(
            process,
            learner,
            learner.name,
            version.version,
            now=NOW,
            progress=lambda share, note: told.append((share, note)),
        )
        shares = [share for share, _ in told]
        assert shares == sorted(shares)
        assert (shares[0], shares[-1]) == (0.0, 1.0)
        assert told[1][1] == f"measuring {version.label} on the fixed cases and 0 known outcomes"
        assert any("Average precision" in note or "No slice" in note or "numbers" in note for _, note in told)


class TestRefused:
    def test_other_inputs(self, process: Runtime, learner: Learner) -> None:
        version = _candidate(process, learner, features=("likeness", "colour"))
        assert _refused(process, learner, version) == "The model takes other inputs than this release makes for it."

    def test_answers_that_are_no_numbers(self, process: Runtime, learner: Learner) -> None:
        model = _fitted(learner)
        smoke = predicting.smoke_for(Task.BINARY, model, tiny.ROWS)
        model.coef_ = np.full_like(model.coef_, np.nan)
        assert "no number" in _refused(process, learner, _candidate(process, learner, model=model, smoke=smoke))

    def test_other_answers_than_when_it_was_made(self, process: Runtime, learner: Learner) -> None:
        smoke = Smoke(inputs=tiny.ROWS, outputs=[0.123] * len(tiny.ROWS))
        assert "test input 1" in _refused(process, learner, _candidate(process, learner, smoke=smoke))

    def test_a_changed_file(self, process: Runtime, learner: Learner) -> None:
        version = _candidate(process, learner)
        _damage(process, version)
        assert _refused(process, learner, version)

    def test_a_model_that_breaks_off(self, process: Runtime, learner: Learner) -> None:
        def broken(model: Any, observed: Sequence[Observed], seed: int) -> Evaluation:
            raise ZeroDivisionError

        reason = _refused(process, replace(learner, evaluate=broken), _candidate(process, learner))
        assert reason == "The model broke off with an error of its own (ZeroDivisionError) while it was measured."

    def test_a_model_that_asks_for_more_memory_than_there_is_for_it(self, process: Runtime, learner: Learner) -> None:
        def greedy(model: Any, observed: Sequence[Observed], seed: int) -> Evaluation:
            return learner.evaluate(np.zeros(room.MEASURING, dtype=np.float64), observed, seed)

        reason = _refused(process, replace(learner, evaluate=greedy), _candidate(process, learner))
        assert reason == "The model asks for more memory to answer than there is for it."

    @pytest.mark.parametrize(("more", "error"), [(0, StepNotAllowed), (1, UnknownVersion)])
    def test_rules_and_unknown_versions_are_not_validated(
        self, process: Runtime, learner: Learner, more: int, error: type[Problem]
    ) -> None:
        rules = _candidate(process, learner, origin=Origin.CODE)
        with pytest.raises(error):
            validation.validate(process, learner, learner.name, rules.version + more, now=NOW, progress=_quiet)


class TestBareFile:
    def test_it_is_given_the_answers_it_lacks_and_then_serves(self, process: Runtime, learner: Learner) -> None:
        version = _candidate(process, learner, smoke=Smoke(inputs=tiny.ROWS, outputs=()))
        moved = _validated(process, learner, version)
        assert (moved.state, _latest(process, moved).has_passed) == (State.VALIDATED, True)
        assert len(loading.load(process, version.id).manifest.smoke.outputs) == len(tiny.ROWS)


class TestOutcomes:
    def test_only_late_ones_of_businesses_held_back_judge(
        self, process: Runtime, learner: Learner, engine: Engine
    ) -> None:
        seen: list[Observed] = []

        def evaluate(model: Any, observed: Sequence[Observed], seed: int) -> Evaluation:
            seen.extend(observed)
            return learner.evaluate(model, observed, seed)

        version = _candidate(process, learner)
        held, other = learners.business(engine, is_held_back=True), learners.business(engine)
        late, early = NOW - timedelta(days=1), splits.cutoff(NOW) - timedelta(days=1)
        wanted = learners.labels(engine, version, held, 3, known_at=late)
        learners.labels(engine, version, held, 2, known_at=early)
        learners.labels(engine, version, other, 2, known_at=late)
        _validated(process, replace(learner, evaluate=evaluate), version)
        assert {one.subject for one in seen} == set(wanted)

    def test_inputs_of_these_weeks_are_compared_with_those_of_training(
        self, process: Runtime, learner: Learner, engine: Engine
    ) -> None:
        version = _candidate(process, learner)
        learners.labels(engine, version, learners.business(engine), 60, known_at=NOW)
        evaluation = _latest(process, _validated(process, learner, version)).evaluation
        assert [one["feature"] for one in evaluation["drift"]] == list(learner.features)
        assert all(one["psi"] >= 0 for one in evaluation["drift"])


class TestPolicy:
    @pytest.mark.parametrize(
        ("origin", "state"), [(Origin.RETRAINED, State.PRODUCTION), (Origin.UPLOAD, State.VALIDATED)]
    )
    def test_a_retrained_version_may_go_live_by_itself(
        self, process: Runtime, name: str, origin: Origin, state: State
    ) -> None:
        learner = _learner(process, name, policy=Policy(promotes_itself=True))
        assert _validated(process, learner, _candidate(process, learner, origin=origin)).state is state

    def test_what_was_set_aside_does_not_go_live_by_itself(self, process: Runtime, name: str) -> None:
        learner = _learner(process, name, policy=Policy(promotes_itself=True))
        version = _candidate(process, learner, origin=Origin.RETRAINED)
        promotion.archive(process, name, version.version, actor=tiny.TESTER, reason="false alarms", now=NOW)
        assert _validated(process, learner, version).state is State.VALIDATED


class TestJob:
    def test_it_tells_where_the_version_went(self, process: Runtime, learner: Learner) -> None:
        version = _candidate(process, learner)
        told = job.validate(
            process, name=learner.name, version=1, now=NOW, progress=_quiet, learners=learners.only(learner)
        )
        assert told == {"name": learner.name, "version": 1, "label": version.label, "state": "validated"}


def _learner(rt: Runtime, name: str, **changes: Any) -> Learner:
    return learners.described(rt, name, NOW, **{"evaluate": _evaluate} | changes)


def _evaluate(model: Any, observed: Sequence[Observed], seed: int) -> Evaluation:
    rows = learners.generated(2000, learners.CASES_SEED)
    cases = binary.Cases(inputs=rows.inputs, truth=rows.truth, threshold=0.5)
    return binary.evaluated(lambda inputs: predicting.predicted(Task.BINARY, model, list(inputs)), cases, seed=seed)


def _fitted(learner: Learner, *, blind: bool = False) -> Any:
    """A model of a few hundred rows; a blind one learned from rows whose truth was shuffled."""
    rows = learners.generated(2000, 1)
    truth = np.random.default_rng(1).permutation(rows.truth) if blind else rows.truth
    return learner.fit(learners.Rows(rows.inputs, truth), {"C": 100.0}, 1)


def _candidate(
    rt: Runtime,
    learner: Learner,
    *,
    model: Any = None,
    smoke: Smoke | None = None,
    features: tuple[str, ...] = learners.FEATURES,
    origin: Origin = Origin.UPLOAD,
) -> ModelVersion:
    model = model or _fitted(learner)
    brought = bundle.bundled(
        formats.dump(Kind.SKOPS, model),
        name=learner.name,
        kind=Kind.SKOPS,
        task=Task.BINARY,
        frameworks=formats.frameworks(Kind.SKOPS),
        features=features,
        inputs=drift.shares(learners.generated(2000, 1).inputs, features),
        smoke=smoke or predicting.smoke_for(Task.BINARY, model, tiny.ROWS),
        created_at=NOW,
    )
    return registering.register(rt, learner.name, brought, origin=origin, actor=actors.WORKER, now=NOW)


def _validated(
    rt: Runtime, learner: Learner, version: ModelVersion, *, now: datetime = NOW, began: State | None = None
) -> ModelVersion:
    return validation.validate(rt, learner, learner.name, version.version, now=now, progress=_quiet, began=began)


def _damage(rt: Runtime, version: ModelVersion) -> None:
    """Changes the stored file, and takes away this process's copy."""
    (rt.settings.data_dir / "storage" / "models" / str(version.sha256)).write_bytes(b"changed")
    (rt.settings.model_copies / str(version.sha256)).unlink()


def _refused(rt: Runtime, learner: Learner, version: ModelVersion) -> str:
    """The sentence with which the version is rejected before it is measured."""
    moved = _validated(rt, learner, version)
    [gate] = _latest(rt, moved).verdict
    assert (moved.state, gate["name"], gate["passed"]) == (State.REJECTED, "opens", False)
    sentence: str = gate["sentence"]
    return sentence


def _poor(evaluation: Evaluation) -> Evaluation:
    assert evaluation.calibration
    return replace(evaluation, calibration=replace(evaluation.calibration, ece=0.9))


def _latest(rt: Runtime, version: ModelVersion) -> Validation:
    with rt.db.transaction(Caller.service()) as tx:
        found = validations.fetch_latest(tx, version.id)
    assert found
    return found


def _history(rt: Runtime, name: str) -> list[Any]:
    with rt.db.transaction(Caller.service()) as tx:
        return list(events.fetch(tx, name))


def _quiet(share: float, note: str) -> None:
    return


@pytest.fixture
def learner(process: Runtime, name: str) -> Learner:
    return _learner(process, name)
