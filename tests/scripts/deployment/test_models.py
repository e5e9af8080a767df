"""The way back takes along the models that a release brought, and leaves the others."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine

from app.model_registry.service import actors
from app.model_registry.service.lifecycle import promotion
from app.runtime.runtime import Runtime
from scripts.deployment import models
from tests.model_registry import tiny
from tests.model_registry.tiny import NOW

BECAUSE: dict[str, Any] = {"actor": actors.RELEASE, "reason": "it came with the release", "now": NOW}


class TestGoingBack:
    def test_models_serve_as_before_and_others_stay(self, rt: Runtime, names: tuple[str, str]) -> None:
        moved, stayed = names
        for name in names:
            promote(rt, name, 1)
        before = models.serving(rt)
        for version in (2, 3):
            promote(rt, moved, version)
        said = list(models.go_back(rt, before, reason="went back from release 1.4.0"))
        assert said == [f"{moved} serves as version 1 again"]
        assert models.serving(rt)[moved] == models.serving(rt)[stayed] == 1

    def test_model_that_did_not_serve_before_is_left(self, rt: Runtime, names: tuple[str, str]) -> None:
        before = models.serving(rt)
        promote(rt, names[0], 1)
        assert list(models.go_back(rt, before, reason="went back from release 1.4.0")) == []

    def test_version_that_never_served_is_told(self, rt: Runtime, names: tuple[str, str]) -> None:
        promote(rt, names[0], 1)
        said = list(models.go_back(rt, {names[0]: 7}, reason="went back from release 1.4.0"))
        assert said == [f"{names[0]} could not go back to version 7: flask models show {names[0]}"]


def promote(rt: Runtime, name: str, version: int) -> None:
    registered = tiny.registered(rt, name, seed=version)
    promotion.promote(rt, name, registered.version, **BECAUSE)


@pytest.fixture
def names(engine: Engine) -> Iterator[tuple[str, str]]:
    """Two models that no other test knows."""
    found = tiny.name(), tiny.name()
    yield found
    for name in found:
        tiny.out_of_service(engine, name)
