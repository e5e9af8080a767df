"""The job that measures the models: every serving version gets a score, once, and at once after a start."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine

from app.model_registry import service
from app.model_registry.records import Evaluator, Score
from app.runtime.runtime import Runtime
from tasks import jobs, measure
from tests import shops


class TestMeasure:
    def test_new_version_is_measured_once(self, rt: Runtime, counted: list[int]) -> None:
        for _ in range(2):
            _run(rt)
        assert counted == [service.MEASURING_SEED]

    def test_all_are_measured_again_when_asked(self, rt: Runtime, counted: list[int]) -> None:
        for _ in range(2):
            _run(rt, again=True)
        assert len(counted) == 2

    def test_worker_asks_for_it_while_a_version_has_no_score(
        self, rt: Runtime, counted: list[int], engine: Engine
    ) -> None:
        waiting = "select count(*) from jobs where name = :name and state = 'queued'"
        for _ in range(2):
            measure.ask_for_new(rt)
        assert shops.count(engine, waiting, {"name": measure.JOB}) == 1
        _run(rt)
        shops.execute(engine, "delete from jobs where name = :name", {"name": measure.JOB})
        measure.ask_for_new(rt)
        assert shops.count(engine, waiting, {"name": measure.JOB}) == 0

    def test_worker_knows_the_job(self) -> None:
        assert jobs.HANDLERS[measure.JOB] is measure.measure


class TestEvaluators:
    @pytest.mark.parametrize("make", measure.EVALUATORS)
    def test_score_is_repeatable_and_worth_showing(self, make: Any) -> None:
        evaluator = make()
        first, second = evaluator.score(3), evaluator.score(3)
        assert (first.accuracy, first.cases) == (second.accuracy, second.cases)
        assert first.cases > 0
        assert first.accuracy > 0.5


def _run(rt: Runtime, **payload: Any) -> None:
    measure.measure(rt, business_id=None, now=rt.clock.now(), progress=lambda share, note: None, **payload)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch, engine: Engine) -> Iterator[list[int]]:
    """One model of its own instead of those that serve; the seeds with which it was measured."""
    seeds: list[int] = []
    name = f"model-{uuid4().hex}"

    def score(seed: int) -> Score:
        seeds.append(seed)
        return Score(0.9, 10, "F1", 1.0)

    monkeypatch.setattr(measure, "EVALUATORS", (lambda: Evaluator(name, "rules", "rules-1", score),))
    yield seeds
    shops.execute(engine, "delete from ml_models where name = :name", {"name": name})
    shops.execute(engine, "delete from jobs where name = :name", {"name": measure.JOB})
