"""What became of predictions: written down once, counted by version and week, told by the performance call."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, text

from app.model_registry import service
from app.model_registry.records import Learner, ModelVersion, Observation, Outcome, UnknownModel, Week
from app.model_registry.repo import observations, pointers
from app.model_registry.service.judging import monitoring
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests import shops, signed_in
from tests.model_registry import learners, tiny

NOW = tiny.NOW
MONDAY = date(2026, 11, 16)
KEPT = text("select outcome, outcome_at from ml_model_observations where subject = :subject order by role")


class TestCollect:
    def test_outcomes_are_counted_in_the_week_of_the_prediction(
        self, process: Runtime, serving: ModelVersion, business_id: UUID
    ) -> None:
        right, wrong, open_ = (_predicted(process, serving, business_id, 0.9) for _ in range(3))
        learner = _learner(serving, Outcome(right, True, NOW), Outcome(wrong, False, NOW))
        assert monitoring.collect(process, [learner], now=NOW) == {serving.name: 2}
        [week] = monitoring.weeks(process, serving.name)
        assert (week.label, week.week) == (serving.label, MONDAY)
        assert (week.predictions, week.outcomes, week.correct, week.accuracy) == (3, 2, 1, 0.5)
        assert (week.predicted, week.observed, week.ece) == (pytest.approx(0.9), 0.5, None)
        assert open_

    def test_twice_is_once_and_a_changed_mind_counts_anew(
        self, process: Runtime, serving: ModelVersion, business_id: UUID
    ) -> None:
        subject = _predicted(process, serving, business_id, 0.9)
        learner = _learner(serving, Outcome(subject, True, NOW))
        assert monitoring.collect(process, [learner], now=NOW) == {serving.name: 1}
        assert monitoring.collect(process, [learner], now=NOW) == {serving.name: 0}
        changed = _learner(serving, Outcome(subject, False, NOW + timedelta(hours=1)))
        assert monitoring.collect(process, [changed], now=NOW) == {serving.name: 1}
        [week] = monitoring.weeks(process, serving.name)
        assert (week.outcomes, week.correct) == (1, 0)

    def test_only_what_may_be_new_is_asked_for(
        self, process: Runtime, serving: ModelVersion, business_id: UUID
    ) -> None:
        asked: list[datetime] = []
        subject = _predicted(process, serving, business_id, 0.9)
        learner = _learner(serving, Outcome(subject, True, NOW), asked=asked)
        for _ in range(2):
            monitoring.collect(process, [learner], now=NOW)
        assert asked == [monitoring.EVER, NOW - monitoring.LOOKED_BACK]

    def test_a_shadow_that_scored_after_the_outcome_gets_it_too(
        self, process: Runtime, serving: ModelVersion, shadow: ModelVersion, business_id: UUID, engine: Engine
    ) -> None:
        subject = _predicted(process, serving, business_id, 0.9)
        learner = _learner(serving, Outcome(subject, True, NOW))
        monitoring.collect(process, [learner], now=NOW)
        _predicted(process, shadow, business_id, 0.2, subject=subject, role="shadow")
        monitoring.collect(process, [learner], now=NOW)
        with engine.connect() as connection:
            assert [row.outcome for row in connection.execute(KEPT, {"subject": subject})] == [True, True]

    def test_calibration_and_drift_from_enough_cases(
        self, process: Runtime, serving: ModelVersion, business_id: UUID
    ) -> None:
        outcomes = []
        for number in range(60):
            subject = _predicted(process, serving, business_id, 0.5, inputs=[5.0, 100.0])
            outcomes.append(Outcome(subject, number % 2 == 0, NOW))
        monitoring.collect(process, [_learner(serving, *outcomes)], now=NOW)
        [week] = monitoring.weeks(process, serving.name)
        assert (week.ece, week.accuracy) == (pytest.approx(0.0), 0.5)
        assert week.drift == {}

    def test_weeks_outlive_the_predictions(
        self, process: Runtime, serving: ModelVersion, business_id: UUID, engine: Engine
    ) -> None:
        subject = _predicted(process, serving, business_id, 0.9)
        learner = _learner(serving, Outcome(subject, True, NOW))
        monitoring.collect(process, [learner], now=NOW)
        shops.execute(engine, "delete from ml_model_observations where subject = :subject", {"subject": subject})
        monitoring.collect(process, [learner], now=NOW)
        assert [week.outcomes for week in monitoring.weeks(process, serving.name)] == [1]


class TestShadowComparison:
    def test_both_on_the_same_subjects(
        self, process: Runtime, serving: ModelVersion, shadow: ModelVersion, business_id: UUID
    ) -> None:
        outcomes = []
        for mine, theirs, outcome in ((0.9, 0.8, True), (0.2, 0.8, True), (0.1, 0.1, False)):
            subject = _predicted(process, serving, business_id, theirs)
            _predicted(process, shadow, business_id, mine, subject=subject, role="shadow")
            outcomes.append(Outcome(subject, outcome, NOW))
        _predicted(process, serving, business_id, 0.9)
        monitoring.collect(process, [_learner(serving, *outcomes)], now=NOW)
        found = monitoring.shadow_comparison(process, serving.name)
        assert found
        assert (found.shadow, found.production, found.subjects, found.agreed) == (shadow.label, serving.label, 3, 2)
        assert found.mean_difference == pytest.approx(0.7 / 3)
        assert (found.outcomes, found.shadow_correct, found.production_correct) == (3, 2, 3)

    def test_without_a_shadow_there_is_none(self, process: Runtime, serving: ModelVersion) -> None:
        assert monitoring.shadow_comparison(process, serving.name) is None

    def test_unknown_models_are_not_found(self, process: Runtime) -> None:
        with pytest.raises(UnknownModel):
            monitoring.weeks(process, "nobody")
        with pytest.raises(UnknownModel):
            monitoring.shadow_comparison(process, "nobody")


class TestPerformance:
    def test_a_learned_model_is_told_by_its_outcomes(
        self, process: Runtime, serving: ModelVersion, business_id: UUID
    ) -> None:
        outcomes = [Outcome(_predicted(process, serving, business_id, 0.9), number < 3, NOW) for number in range(4)]
        monitoring.collect(process, [_learner(serving, *outcomes)], now=NOW)
        [shown] = [one for one in service.performance(process) if one.model_name == serving.name]
        assert (shown.model_version, shown.model_type) == (serving.label, "skops")
        assert (shown.accuracy_score, shown.accuracy_source) == (0.75, "outcomes")
        assert (shown.total_predictions, shown.correct_predictions) == (4, 3)
        assert shown.accuracy_measure == "share of predictions that came true as said at the serving threshold"
        assert service.accuracies(process)[serving.name] == 0.75


class TestCall:
    def test_an_admin_sees_weeks_and_shadow(
        self, rt: Runtime, client: FlaskClient, caller: Callable[..., Caller], process: Runtime, serving: ModelVersion,
        business_id: UUID,
    ) -> None:  # fmt: skip
        subject = _predicted(process, serving, business_id, 0.9)
        monitoring.collect(process, [_learner(serving, Outcome(subject, True, NOW))], now=NOW)
        admin = signed_in.person(rt, client, caller(is_admin=True))
        [week] = admin.get(f"/models/{serving.name}/monitoring").json["weeks"]
        assert (week["week"], week["accuracy"], week["label"]) == ("2026-11-16", 1.0, serving.label)
        assert admin.get(f"/models/{serving.name}/monitoring").json["shadow"] is None

    def test_nobody_else_does(self, rt: Runtime, client: FlaskClient, caller: Callable[..., Caller]) -> None:
        assert signed_in.person(rt, client, caller()).get("/models/fraud/monitoring").status_code == 403


class TestWeek:
    def test_without_outcomes_there_is_no_accuracy(self) -> None:
        assert Week(label="a-1", version=1, week=MONDAY, predictions=3, outcomes=0, correct=0).accuracy is None


def _predicted(
    rt: Runtime,
    version: ModelVersion,
    business_id: UUID,
    chance: float,
    *,
    subject: UUID | None = None,
    role: str = "production",
    inputs: list[float] | None = None,
) -> UUID:
    """The subject of a prediction."""
    one = Observation(subject or uuid4(), chance, inputs or tiny.ROWS[1], NOW - timedelta(days=1))
    with rt.db.transaction(Caller.service()) as tx:
        observations.save(tx, version.id, [one], business_id=business_id, role=role)
    return one.subject


def _learner(version: ModelVersion, *outcomes: Outcome, asked: list[datetime] | None = None) -> Learner:
    """A learner whose capability tells these outcomes."""

    def told(tx: object, since: datetime) -> list[Outcome]:
        if asked is not None:
            asked.append(since)
        return [one for one in outcomes if one.at >= since]

    return learners.learner(version.name, outcomes=told)


@pytest.fixture
def serving(process: Runtime, name: str) -> ModelVersion:
    """A version in production."""
    return tiny.promoted(process, tiny.registered(process, name, seed=1))


@pytest.fixture
def shadow(process: Runtime, serving: ModelVersion) -> ModelVersion:
    """A version that watches it."""
    found = tiny.registered(process, serving.name, seed=2)
    with process.db.transaction(Caller.service()) as tx:
        pointers.save_shadow(tx, serving.name, found.id, NOW)
    return found
