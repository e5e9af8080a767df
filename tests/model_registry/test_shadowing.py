"""Shadows: they score what was answered, from the inputs that were kept, and nobody waits for them."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, text

from app.model_registry.records import Observation
from app.model_registry.service import serving
from app.model_registry.service.serving import shadowing
from app.runtime.identity import Caller
from app.runtime.observe import metrics
from app.runtime.runtime import Runtime
from tests.model_registry import tiny

ROLES = text("select role, probability from ml_model_observations where subject = :subject order by role, probability")


class TestScoreWaiting:
    def test_shadow_scores_the_same_inputs_and_once(
        self, process: Runtime, name: str, answered: UUID, engine: Engine
    ) -> None:
        tiny.shadowed(process, tiny.registered(process, name, seed=2))
        serving.refresh(process)
        assert shadowing.score_waiting(process) == 1
        assert shadowing.score_waiting(process) == 0
        chance = float(tiny.fitted(2).predict_proba([tiny.ROWS[2]])[0, 1])
        with engine.connect() as connection:
            production, shadow = connection.execute(ROLES, {"subject": answered}).all()
        assert (production.role, shadow.role) == ("production", "shadow")
        assert shadow.probability == pytest.approx(chance)
        assert production.probability != shadow.probability

    def test_shadow_never_answers(self, process: Runtime, name: str, answered: UUID) -> None:
        tiny.shadowed(process, tiny.registered(process, name, seed=2))
        serving.refresh(process)
        model = serving.served(process, name, business_id=uuid4())
        assert model
        assert (model.label, serving.label(process, name)) == (f"{name}-1", f"{name}-1")

    def test_failing_shadow_rests_and_leaves_the_answers_alone(
        self, process: Runtime, name: str, answered: UUID, engine: Engine
    ) -> None:
        tiny.shadowed(process, tiny.registered(process, name, seed=2))
        serving.refresh(process)
        watching = serving.shadow(process, name)
        assert watching
        asked = []
        watching.answering.model.predict_proba = lambda rows: asked.append(rows)
        assert [shadowing.score_waiting(process) for _ in range(3)] == [0, 0, 0]
        assert len(asked) == 1
        with engine.connect() as connection:
            assert [row.role for row in connection.execute(ROLES, {"subject": answered})] == ["production"]
        assert serving.served(process, name)

    def test_shadow_that_does_not_load_is_counted_and_no_answer_is_missed(
        self, process: Runtime, name: str, answered: UUID
    ) -> None:
        version = tiny.registered(process, name, seed=2)
        (process.settings.data_dir / "storage" / "models" / str(version.sha256)).write_bytes(b"changed")
        (process.settings.model_copies / str(version.sha256)).unlink()
        tiny.shadowed(process, version)
        serving.refresh(process)
        assert shadowing.score_waiting(process) == 0
        assert metrics.model_load_failures.labels(name)._value.get() == 1
        assert serving.served(process, name)

    def test_promoted_shadow_answers_in_the_place_of_what_it_said(
        self, process: Runtime, name: str, answered: UUID, business_id: UUID, engine: Engine
    ) -> None:
        shadow = tiny.registered(process, name, seed=2)
        tiny.shadowed(process, shadow)
        serving.refresh(process)
        shadowing.score_waiting(process)
        tiny.promoted(process, shadow)
        observed(process, name, answered, business_id, 0.125)
        with engine.connect() as connection:
            rows = connection.execute(ROLES, {"subject": answered}).all()
        assert [(row.role, row.probability) for row in rows] == [("production", 0.125), ("production", 0.5)]


def observed(rt: Runtime, name: str, subject: UUID, business_id: UUID, chance: float) -> None:
    serving.refresh(rt)
    with rt.db.transaction(Caller.service()) as tx:
        seen = [Observation(subject, chance, tiny.ROWS[2], rt.clock.now())]
        serving.observe(tx, serving.served(rt, name), business_id=business_id, observations=seen)


@pytest.fixture
def answered(process: Runtime, name: str, business_id: UUID, engine: Engine) -> UUID:
    """The subject of an answer by version 1."""
    tiny.promoted(process, tiny.registered(process, name, seed=1))
    subject = uuid4()
    observed(process, name, subject, business_id, 0.5)
    with engine.connect() as connection:
        rows = connection.execute(ROLES, {"subject": subject}).all()
    assert [(row.role, row.probability) for row in rows] == [("production", 0.5)]
    return subject
