"""Shadow and canary: who may be tried, what the pointer says then, and what ends it."""

from typing import Any

import pytest

from app.model_registry.records import Actor, EventKind, Pointer, StepNotAllowed
from app.model_registry.service import models, versions
from app.model_registry.service.lifecycle import promotion, trials
from app.runtime.runtime import Runtime
from app.values.errors import Invalid
from tests.model_registry import tiny
from tests.model_registry.tiny import NOW

ASHA = Actor("asha")
BECAUSE: dict[str, Any] = {"actor": ASHA, "reason": "a look", "now": NOW}


class TestShadow:
    def test_one_version_watches_until_told_otherwise(self, rt: Runtime, name: str) -> None:
        trials.shadow(rt, name, 2, **BECAUSE)
        assert _labels(rt, name) == (f"{name}-1", f"{name}-2", None)
        trials.shadow(rt, name, 3, **BECAUSE)
        assert _labels(rt, name) == (f"{name}-1", f"{name}-3", None)
        trials.shadow(rt, name, 3, is_on=False, **BECAUSE)
        assert _labels(rt, name) == (f"{name}-1", None, None)
        kinds = [(event.kind, event.version) for event in versions.events(rt, name)[:4]]
        assert kinds == [
            (EventKind.RELEASED, 3),
            (EventKind.SHADOWED, 3),
            (EventKind.RELEASED, 2),
            (EventKind.SHADOWED, 2),
        ]

    def test_repeat_changes_nothing(self, rt: Runtime, name: str) -> None:
        trials.shadow(rt, name, 2, **BECAUSE)
        before = (_pointer(rt, name), versions.events(rt, name))
        trials.shadow(rt, name, 2, **BECAUSE)
        assert (_pointer(rt, name), versions.events(rt, name)) == before

    def test_what_serves_or_was_rejected_does_not_watch(self, rt: Runtime, name: str) -> None:
        promotion.reject(rt, name, 3, **BECAUSE)
        for version, word in ((1, "serves everybody already"), (3, "was rejected")):
            with pytest.raises(StepNotAllowed, match=word):
                trials.shadow(rt, name, version, **BECAUSE)


class TestCanary:
    def test_version_answers_a_share_and_is_recalled_with_none(self, rt: Runtime, name: str) -> None:
        for share in (0.1, 0.5):
            trials.canary(rt, name, 2, share=share, **BECAUSE)
            assert (_labels(rt, name)[2], _pointer(rt, name).canary_share) == (f"{name}-2", share)
        trials.canary(rt, name, 2, share=0, **BECAUSE)
        assert (_labels(rt, name)[2], _pointer(rt, name).canary_share) == (None, 0)

    @pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
    def test_share_is_a_share(self, rt: Runtime, name: str, share: float) -> None:
        with pytest.raises(Invalid, match="between 0 and 1"):
            trials.canary(rt, name, 2, share=share, **BECAUSE)

    def test_what_serves_already_is_no_canary(self, rt: Runtime, name: str) -> None:
        with pytest.raises(StepNotAllowed, match="serves everybody already"):
            trials.canary(rt, name, 1, share=0.5, **BECAUSE)


class TestEnd:
    def test_promoted_version_is_no_longer_tried(self, rt: Runtime, name: str) -> None:
        trials.shadow(rt, name, 2, **BECAUSE)
        trials.canary(rt, name, 3, share=0.2, **BECAUSE)
        promotion.promote(rt, name, 3, **BECAUSE)
        assert _labels(rt, name) == (f"{name}-3", f"{name}-2", None)
        promotion.promote(rt, name, 2, **BECAUSE)
        assert _labels(rt, name) == (f"{name}-2", None, None)

    @pytest.mark.parametrize("step", [promotion.reject, promotion.archive])
    def test_version_set_aside_is_no_longer_tried(self, rt: Runtime, name: str, step: object) -> None:
        trials.shadow(rt, name, 2, **BECAUSE)
        trials.canary(rt, name, 2, share=0.2, **BECAUSE)
        assert callable(step)
        step(rt, name, 2, **BECAUSE)
        assert _labels(rt, name) == (f"{name}-1", None, None)
        assert _pointer(rt, name).canary_share == 0


def _pointer(rt: Runtime, name: str) -> Pointer:
    return models.one(rt, name).pointer


def _labels(rt: Runtime, name: str) -> tuple[str | None, ...]:
    pointer = _pointer(rt, name)
    return tuple(one.label if one else None for one in (pointer.production, pointer.shadow, pointer.canary))


@pytest.fixture
def name(rt: Runtime, name: str) -> str:
    """A model with three versions, of which the first serves."""
    for seed in (1, 2, 3):
        tiny.registered(rt, name, seed=seed)
    promotion.promote(rt, name, 1, **BECAUSE)
    return name
