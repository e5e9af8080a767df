"""Two businesses in one database, a worker for what they ask, and everybody who is of neither."""

import re
from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import Engine

from app.runtime.http.blueprints import marks_of
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from scripts import waiting
from tasks.jobs import HANDLERS
from tests import shops, signed_in, workers
from tests.security import sides
from tests.security.operations import Operation, operations
from tests.security.sides import Side

WORDS = ("Amberwing", "Cobaltine")
SEEDS = (7701, 7702)
UNDONE = "select count(*) from jobs where business_id = any (:ids) and state in ('queued', 'running')"


@pytest.fixture(scope="module", autouse=True)
def worker(rt: Runtime) -> Iterator[None]:
    """Carries out whatever is asked for, and no longer than these tests: it would take the jobs of all later ones."""
    with workers.carrying_out_all(rt, HANDLERS):
        yield


@pytest.fixture(scope="session")
def pair(rt: Runtime, app: Flask, engine: Engine) -> tuple[Side, Side]:
    """Both businesses, with everything done that they asked for."""
    with workers.carrying_out_all(rt, HANDLERS):
        first, second = (sides.opened(rt, app, engine, word, seed) for word, seed in zip(WORDS, SEEDS, strict=True))
        await_rest(rt, engine, first, second)
    return first, second


@pytest.fixture(scope="session")
def at_rest(rt: Runtime, engine: Engine, pair: tuple[Side, Side]) -> Callable[[], None]:
    """Waits until nothing is left to do that either of them asked for, and every row of the audit is written."""
    return lambda: await_rest(rt, engine, *pair)


@pytest.fixture(scope="session")
def admin_paths(app: Flask) -> frozenset[str]:
    """The paths, as the document writes them, whose views are marked for admins."""
    with app.app_context():
        marked = [rule for rule in app.url_map.iter_rules() if "is_for_admins" in marks_of(rule.endpoint)]
    return frozenset(re.sub(r"<(?:[^:<>]+:)?([^<>]+)>", r"{\1}", rule.rule) for rule in marked)


@pytest.fixture(scope="session")
def every_operation(app: Flask) -> list[Operation]:
    """What the document says can be asked."""
    return operations(app.test_client().get("/openapi.json").get_json())


@pytest.fixture(scope="session")
def admin(rt: Runtime) -> dict[str, str]:
    """The headers of an admin, who is of no business."""
    return {"Authorization": f"Bearer {signed_in.token(rt, Caller.user(uuid4(), is_admin=True))}"}


def await_rest(rt: Runtime, engine: Engine, *asking: Side) -> None:
    ids = {"ids": [side.business_id for side in asking]}
    waiting.until(lambda: shops.count(engine, UNDONE, ids) == 0)
    rt.audit.flush()
