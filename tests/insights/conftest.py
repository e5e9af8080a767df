"""What the tests that need a database stand on: an imported shop of a new owner, and a worker for its jobs."""

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
from app.runtime.jobs.records import JobState
from app.runtime.runtime import Runtime
from app.simulate import SMALL
from tests import workers

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
def worker(rt: Runtime) -> Iterator[list[JobState]]:
    """Carries out the jobs of the insights in a thread; the list holds how each ended."""
    with workers.carrying_out(rt, service.JOB, service.compute_job) as done:
        yield done
