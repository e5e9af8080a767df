"""GET /api/v1/models/performance."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from app.model_registry import service
from app.model_registry.records import Evaluator, Score
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests import shops, signed_in
from tests.signed_in import Person


class TestPerformance:
    def test_every_key_of_the_app_is_there(self, phone: Person, model: str) -> None:
        [shown] = [found for found in phone.get("/models/performance").json["models"] if found["model_name"] == model]
        assert shown == {
            "model_name": model,
            "model_type": "rules",
            "model_version": "rules-1",
            "accuracy_score": 0.87,
            "accuracy_source": "validation",
            "accuracy_measure": "F1",
            "last_updated": "2026-11-21T09:00:00+00:00",
            "total_predictions": 0,
            "correct_predictions": 0,
            "response_time_ms": 12.0,
            "served_predictions": 0,
        }

    def test_operators_see_the_same_accuracy(self, client: FlaskClient, model: str) -> None:
        assert f'ai_backend_model_accuracy{{type="{model}"}} 0.87' in client.get("/metrics").text

    def test_nobody_unknown_is_answered(self, client: FlaskClient) -> None:
        assert client.get("/api/v1/models/performance").status_code == 401


@pytest.fixture
def model(rt: Runtime, engine: Engine) -> Iterator[str]:
    name = f"model-{uuid4().hex}"
    evaluator = Evaluator(name, "rules", "rules-1", lambda seed: Score(0.87, 10, "F1", 12.0))
    service.measure(rt, [evaluator], now=datetime(2026, 11, 21, 9, 0, tzinfo=UTC))
    yield name
    shops.execute(engine, "delete from ml_models where name = :name", {"name": name})


@pytest.fixture
def phone(rt: Runtime, client: FlaskClient, caller: Callable[..., Caller]) -> Person:
    return signed_in.person(rt, client, caller())
