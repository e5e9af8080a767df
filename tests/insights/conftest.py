"""What the tests that need a database stand on: an imported shop of a new owner, and a worker for its jobs."""

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

import jwt
import pytest

from app import simulate
from app.books.importer import service as importer
from app.insights import service
from app.runtime.identity import Caller
from app.runtime.jobs import repo, runner
from app.runtime.runtime import Runtime
from app.simulate import SMALL

SEEDS = count(6100)
"""The ids of generated rows follow from the seed: each shop of a run needs its own."""


@dataclass(frozen=True)
class Shop:
    """An imported business: `content` is what was imported."""

    business_id: UUID
    owner: Caller
    content: Mapping[str, Any]

    def headers(self, rt: Runtime) -> Mapping[str, str]:
        """A signed-in request of the owner."""
        return {"Authorization": f"Bearer {token(rt, self.owner)}"}


def token(rt: Runtime, caller: Caller) -> str:
    """A token for `caller`, signed with the tests' secret."""
    now = rt.clock.now()
    claims = {
        "iss": rt.settings.issuer,
        "aud": rt.settings.jwt_audience,
        "sub": str(caller.user_id),
        "role": "authenticated",
        "iat": now,
        "exp": now + timedelta(hours=1),
    }
    return jwt.encode(claims, rt.settings.jwt_secret_key, algorithm="HS256")


@pytest.fixture
def shop(rt: Runtime) -> Shop:
    """Three months of a small business that end today, in the database."""
    business_id, owner = uuid4(), Caller.user(uuid4())
    content = simulate.generate(SMALL, seed=next(SEEDS), until=rt.clock.today(), months=3, business_id=business_id)
    importer.import_content(rt, content, owner_id=owner.user_id)
    return Shop(business_id, owner, content)


@pytest.fixture
def worker(rt: Runtime) -> Iterator[list[UUID]]:
    """Carries out the jobs of the insights in a thread; the list holds the ids of those it has carried out."""
    is_over, done = threading.Event(), list[UUID]()

    def work() -> None:
        while not is_over.wait(0.02):
            with rt.db.transaction(Caller.service()) as tx:
                waiting = repo.next_waiting(tx, names=[service.JOB])
            if waiting:
                runner.execute(rt, waiting[0], service.compute_job)
                done.append(waiting[0])

    thread = threading.Thread(target=work)
    thread.start()
    yield done
    is_over.set()
    thread.join()
