"""Promotions in a real system: two gunicorn workers and a Celery worker of two, while people ask."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from app.fraud.records import CONFIDENCE_MODEL, PAIR_MODEL, RULES_VERSION
from app.model_registry.records import ModelVersion
from app.model_registry.service import serving
from app.model_registry.service.lifecycle import promotion
from scripts import processes, waiting
from scripts.bench import models, rivals
from scripts.bench.promotion import Answer, Phone, under_load
from tests.model_registry import tiny
from tests.reliability.conftest import Fragile

REQUESTS = 500
SEEN_WITHIN_SECONDS = 3.0


class TestUnderLoad:
    def test_every_process_answers_with_the_new_version_in_time_and_no_answer_is_failed_or_mixed(
        self, fragile: Fragile, phone: Phone, versions: tuple[ModelVersion, ModelVersion]
    ) -> None:
        old, new = versions
        rivals.promote(fragile.rt, old)
        settled(phone, old)
        found = under_load(
            phone,
            change_books=fragile.change_books,
            promote=lambda: rivals.promote(fragile.rt, new),
            requests=REQUESTS,
        )
        assert len(found.answers) == REQUESTS
        assert {without_confidence(answer.version) for answer in found.analyses} == {named(old), named(new)}
        assert (found.failed, found.mixed) == (0, 0), found.oddities
        assert found.seconds < SEEN_WITHIN_SECONDS
        assert {answered_by(phone) for _ in range(40)} == {named(new)}

    def test_rollback_is_seen_likewise(
        self, fragile: Fragile, phone: Phone, versions: tuple[ModelVersion, ModelVersion]
    ) -> None:
        old, new = versions
        for version in (old, new):
            rivals.promote(fragile.rt, version)
        settled(phone, new)
        found = under_load(
            phone,
            change_books=fragile.change_books,
            promote=lambda: promotion.rollback(
                fragile.rt, PAIR_MODEL, actor=rivals.BENCH, reason="a test", now=fragile.rt.clock.now()
            ),
            requests=REQUESTS // 5,
        )
        assert (found.failed, found.mixed) == (0, 0), found.oddities
        assert found.seconds < SEEN_WITHIN_SECONDS
        assert answered_by(phone) == named(old)


class TestBrokenFile:
    def test_old_version_serves_health_tells_and_the_counter_rises(
        self, fragile: Fragile, phone: Phone, versions: tuple[ModelVersion, ModelVersion]
    ) -> None:
        old, new = versions
        rivals.promote(fragile.rt, old)
        settled(phone, old)
        before = failures(fragile)
        with changed_by_hand(fragile, new):
            tiny.promoted(fragile.rt, new)  # by hand too: promoting would refuse such a file
            fragile.change_books()
            assert answered_by(phone) == named(old)
            assert failures(fragile) > before
            told = awaited_health(fragile, is_healthy=False)
            assert told["status"] == "degraded"
            assert f"{new.label} does not load" in told["checks"]["ml_models"]["detail"]
            assert f"{old.label} answers instead" in told["checks"]["ml_models"]["detail"]
        awaited_health(fragile, is_healthy=True)
        settled(phone, new)  # the web may believe in the substitute for its two seconds


class TestStoreAway:
    def test_new_worker_process_starts_from_this_machines_copies(
        self, fragile: Fragile, phone: Phone, versions: tuple[ModelVersion, ModelVersion]
    ) -> None:
        rivals.promote(fragile.rt, versions[0])
        settled(phone, versions[0])
        store = fragile.running.folder / "storage"
        store.rename(store.with_name("away"))
        try:
            worker = fragile.pid("worker")
            before = fragile.children(worker)
            fragile.kill(before)
            waiting.until(lambda: processes.are_replaced(worker, before), what="new processes of the worker")
            fragile.change_books()
            assert answered_by(phone) == named(versions[0])
        finally:
            shutil.rmtree(store, ignore_errors=True)  # a new process may have put what the release brings
            store.with_name("away").rename(store)


def named(version: ModelVersion) -> str:
    return f"{RULES_VERSION}+{version.label}"


def without_confidence(version: str) -> str:
    """Who judged the pairs; the confidence of alerts is promoted by nobody here."""
    return serving.made_by(*(one for one in version.split(serving.JOINED) if not one.startswith(CONFIDENCE_MODEL)))


def answered_by(phone: Phone) -> str:
    answer: Answer = phone.analysis()
    assert (answer.status, answer.is_stale) == (200, False)
    return without_confidence(answer.version)


def settled(phone: Phone, version: ModelVersion) -> None:
    waiting.until(lambda: answered_by(phone) == named(version), what=f"an answer by {version.label}")


def awaited_health(fragile: Fragile, *, is_healthy: bool) -> dict[str, Any]:
    """What /health answers once it says so of the models: a retry may take a minute."""
    told: list[dict[str, Any]] = []

    def says_so() -> bool:
        told.append(httpx.get(f"{fragile.running.url}/health").json())
        return told[-1]["checks"]["ml_models"]["healthy"] is is_healthy

    waiting.until(says_so, what=f"health of models being {is_healthy}")
    return told[-1]


def failures(fragile: Fragile) -> float:
    text = httpx.get(f"{fragile.running.url}/metrics").text
    found = re.findall(rf'ai_backend_model_load_failures_total{{name="{PAIR_MODEL}"}} ([\d.]+)', text)
    return sum(map(float, found))


@contextmanager
def changed_by_hand(fragile: Fragile, version: ModelVersion) -> Iterator[None]:
    """Within the block the version's file holds something else, here and in the store."""
    folders = (fragile.running.folder / "storage" / "models", fragile.rt.settings.model_copies)
    paths = [folder / str(version.sha256) for folder in folders]
    content = paths[0].read_bytes()
    for path in paths:
        path.write_bytes(content[:-1] + b"?")
    try:
        yield
    finally:
        for path in paths:
            path.write_bytes(content)


@pytest.fixture
def phone(fragile: Fragile) -> Phone:
    """The demo's owner, each call on a connection of its own."""
    return Phone(fragile.running.port, fragile.running.demo["access_token"], fragile.business_id)


@pytest.fixture(scope="module")
def numbers(fragile: Fragile) -> Iterator[int]:
    """Numbers that no scorer has had yet, once the work of a first start is over."""
    assert models.in_production(fragile.rt, [PAIR_MODEL])
    models.await_quiet(fragile.rt)
    return iter(range(1, 1000))


@pytest.fixture
def versions(fragile: Fragile, numbers: Iterator[int]) -> tuple[ModelVersion, ModelVersion]:
    """Two new versions that may be promoted, the older first."""
    old, new = (rivals.registered(fragile.rt, next(numbers)) for _ in range(2))
    return old, new
