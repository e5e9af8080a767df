"""The registry on a real database: counted answers, kept measurements, outcomes where people left them."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Connection, Engine, text

from app.model_registry import service
from app.model_registry.records import Evaluator, Outcomes, Score, UnknownModel, Usage
from app.model_registry.repo import scores
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests import shops

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


class TestMeasure:
    def test_measured_version_serves_and_is_shown(self, rt: Runtime, name: str) -> None:
        assert service.measure(rt, [_evaluator(name, "rules-1", 0.8)], now=NOW) == {name: 0.8}
        assert service.serving_versions(rt)[name] == "rules-1"
        [shown] = [model for model in service.performance(rt) if model.model_name == name]
        assert (shown.accuracy_score, shown.total_predictions, shown.response_time_ms) == (0.8, 0, 12.0)

    def test_next_version_takes_over_and_the_first_may_return(self, rt: Runtime, name: str) -> None:
        for version in ("rules-1", "rules-2", "rules-1"):
            service.measure(rt, [_evaluator(name, version)], now=NOW)
            assert service.serving_versions(rt)[name] == version

    def test_measuring_at_the_same_time_leaves_one_in_production(self, rt: Runtime, name: str, engine: Engine) -> None:
        with ThreadPoolExecutor(6) as pool:
            evaluators = [[_evaluator(name, f"rules-{number % 2}")] for number in range(6)]
            list(pool.map(lambda these: service.measure(rt, these, now=NOW), evaluators))
        statement = "select count(*) from ml_models where name = :name"
        assert shops.count(engine, f"{statement} and state = 'production'", {"name": name}) == 1
        assert shops.count(engine, statement, {"name": name}) == 2

    def test_only_new_versions_have_to_be_measured(self, rt: Runtime, name: str) -> None:
        old, new = _evaluator(name, "rules-1"), _evaluator(name, "rules-2")
        service.measure(rt, [old], now=NOW)
        assert service.unmeasured(rt, [old, new]) == [new]

    def test_score_gets_the_seed_and_progress_is_told(self, rt: Runtime, name: str) -> None:
        seeds: list[int] = []
        told: list[float] = []

        def score(seed: int) -> Score:
            seeds.append(seed)
            return Score(1.0, 1, "m", 0.0)

        evaluator = Evaluator(name, "rules", "rules-1", score)
        service.measure(rt, [evaluator], now=NOW, seed=7, progress=lambda share, note: told.append(share))
        assert (seeds, told) == ([7], [0.0])


class TestRecord:
    def test_answers_add_up_in_the_rights_of_any_caller(
        self, rt: Runtime, name: str, caller: Callable[..., Caller]
    ) -> None:
        for who in (caller(), Caller.service()):
            with rt.db.transaction(who) as tx:
                role = tx.execute(text("select current_user")).scalar_one()
                _record(tx, name)
                assert tx.execute(text("select current_user")).scalar_one() == role
        with rt.db.transaction(Caller.service()) as tx:
            assert scores.fetch_usage(tx)[name, "rules-1"] == Usage(answers=2, predictions=6, total_ms=20.0)

    def test_undone_work_counts_nothing(self, rt: Runtime, name: str) -> None:
        def fail() -> None:
            with rt.db.transaction(Caller.service()) as tx:
                _record(tx, name)
                raise UnknownModel

        with pytest.raises(UnknownModel):
            fail()
        with rt.db.transaction(Caller.service()) as tx:
            assert (name, "rules-1") not in scores.fetch_usage(tx)


class TestOutcomes:
    def test_answered_alerts_are_outcomes(self, tx: Connection, business_id: UUID) -> None:
        for status in ("confirmed", "confirmed", "dismissed", "not_sure", "open"):
            _alert(tx, business_id, status)
        assert _judged(tx) == (3, 2)

    def test_feedback_of_the_owner_judges_what_was_not_answered(
        self, tx: Connection, business_id: UUID, owner: Caller
    ) -> None:
        for status, helpful in (("open", False), ("confirmed", False), ("not_sure", True)):
            _feedback(tx, owner.user_id, _alert(tx, business_id, status), helpful)
        assert _judged(tx) == (3, 2)

    def test_latest_feedback_counts_and_once(self, tx: Connection, business_id: UUID, owner: Caller) -> None:
        alert_id = _alert(tx, business_id, "open")
        _feedback(tx, owner.user_id, alert_id, False, "2026-11-01")
        _feedback(tx, owner.user_id, alert_id, True, "2026-11-02")
        assert _judged(tx) == (1, 1)

    def test_feedback_of_strangers_does_not_count(self, tx: Connection, business_id: UUID) -> None:
        _feedback(tx, uuid4(), _alert(tx, business_id, "open"), True)
        assert _judged(tx) == (0, 0)


VERSION = f"test-{uuid4().hex}"


def _judged(tx: Connection) -> tuple[int, int]:
    found = scores.fetch_outcomes(tx).get(("fraud", VERSION), Outcomes())
    return found.judged, found.correct


def _alert(tx: Connection, business_id: UUID, status: str) -> UUID:
    alert_id = uuid4()
    statement = (
        "insert into fraud_alerts (id, business_id, alert_type, fingerprint, message, confidence_score, status,"
        " model_version, book_revision, detected_at, last_seen_at) values (:id, :business_id, 'duplicate_invoice',"
        " :print, 'Twice?', 0.8, :status, :version, 1, now(), now())"
    )
    values = {"id": alert_id, "business_id": business_id, "print": str(alert_id), "status": status, "version": VERSION}
    tx.execute(text(statement), values)
    return alert_id


def _feedback(tx: Connection, user_id: UUID | None, entity_id: UUID, helpful: bool, on: str = "2026-11-21") -> None:
    statement = (
        "insert into feedback (id, user_id, feedback_type, entity_id, helpful, submitted_at, created_at)"
        " values (gen_random_uuid(), :user_id, 'fraud_alert', :entity_id, :helpful, now(), cast(:on as timestamptz))"
    )
    tx.execute(text(statement), {"user_id": user_id, "entity_id": str(entity_id), "helpful": helpful, "on": on})


def _record(tx: Connection, name: str) -> None:
    service.record(tx, model_name=name, model_version="rules-1", predictions=3, took_ms=10.0, now=NOW)


def _evaluator(name: str, version: str, accuracy: float = 0.9) -> Evaluator:
    return Evaluator(name, "rules", version, lambda seed: Score(accuracy, 10, "F1", 12.0))


@pytest.fixture
def name(engine: Engine) -> Iterator[str]:
    found = f"model-{uuid4().hex}"
    yield found
    shops.execute(engine, "delete from ml_models where name = :name", {"name": found})
    shops.execute(engine, "delete from ml_model_predictions where model_name = :name", {"name": found})


@pytest.fixture
def owner(caller: Callable[..., Caller]) -> Caller:
    return caller()


@pytest.fixture
def business_id(engine: Engine, owner: Caller) -> UUID:
    return shops.opened(engine, owner.user_id)
