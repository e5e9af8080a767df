"""GET /api/v1/models/performance, as the app reads it."""

from datetime import datetime
from typing import Any

import httpx
import pytest

from scripts import waiting
from tests.running import System

PATH = "/api/v1/models/performance"


class TestPerformance:
    def test_every_model_has_every_key_with_its_type(self, models: list[dict[str, Any]]) -> None:
        for model in models:
            assert model["model_name"]
            assert model["model_type"]
            assert 0 <= model["accuracy_score"] <= 1
            assert datetime.fromisoformat(model["last_updated"]).tzinfo
            assert isinstance(model["total_predictions"], int)
            assert 0 <= model["correct_predictions"] <= model["total_predictions"]
            assert model["response_time_ms"] > 0

    def test_models_without_an_outcome_show_validation_and_no_predictions(self, models: list[dict[str, Any]]) -> None:
        for model in models:
            assert (model["accuracy_source"] == "validation") == (model["total_predictions"] == 0)

    def test_nobody_signed_in_is_sent_to_sign_in(self, server: System) -> None:
        assert httpx.get(server.url + PATH).status_code == 401


@pytest.fixture(scope="module")
def models(api: httpx.Client) -> list[dict[str, Any]]:
    """What is shown once the worker has measured what serves, which it begins soon after its first start."""

    def shown() -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = api.get(PATH).json()["models"]
        return found

    waiting.until(lambda: bool(shown()), what="measuring of a model")
    return shown()
