"""A whole system that the tests of this folder may hurt, and what they need to look into it."""

import signal
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from app.runtime.runtime import Runtime, assemble
from scripts import processes
from tests.running import System, copied, system


@dataclass(frozen=True)
class Fragile:
    """The system, its demo's owner on the phone, and the superuser at its database."""

    running: System
    rt: Runtime
    phone: httpx.Client
    business_id: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "business_id", self.running.demo["business_id"])

    def ask(self, statement: str, *values: Any) -> Any:
        """The first value that the superuser gets."""
        with psycopg.connect(self.rt.settings.database_url, autocommit=True) as connection:
            row = connection.execute(statement.encode(), values).fetchone()
            return row and row[0]

    def change_books(self) -> None:
        """Makes every earlier answer old."""
        self.ask("update invoices set updated_at = now() where user_id = (select user_id from businesses where id = %s)"
                 " returning 1", self.business_id)  # fmt: skip

    def jobs(self, name: str) -> int:
        """How many jobs of this name were ever asked for."""
        return int(self.ask("select count(*) from jobs where name = %s", name))

    def insights(self) -> httpx.Response:
        """The call of the app's home screen."""
        return self.phone.get(f"/api/v1/insights/{self.business_id}")

    def fresh_insights(self) -> httpx.Response:
        """The same for whoever waits until nothing of it is old."""
        return self.phone.get(f"/api/v1/insights/{self.business_id}", params={"fresh": "true"})

    def fraud(self) -> httpx.Response:
        """The call of the app's fraud screen."""
        return self.phone.post("/api/v1/fraud/analyze", json={"business_id": self.business_id})

    @staticmethod
    def kill(pids: list[int]) -> None:
        """Ends processes at once."""
        processes.tell(pids, signal.SIGKILL)

    def pid(self, word: str) -> int:
        """The process id of the part whose program or command is called so."""
        return processes.part(self.running.process.pid, word)

    @staticmethod
    def children(parent: int) -> list[int]:
        """The process ids below `parent`, one generation."""
        return processes.children(parent)


@pytest.fixture(scope="session")
def fragile(settled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fragile]:
    """Leases are short, so that what is lost is found soon."""
    folder = copied(settled, tmp_path_factory.mktemp("fragile") / "data")
    with system(folder, JOB_LEASE_SECONDS="3", RATE_LIMIT_PER_MINUTE="1000000", BACKUP_AT="01:30") as running:
        rt = assemble(running.settings)
        headers = {"Authorization": f"Bearer {running.demo['access_token']}"}
        limits = httpx.Limits(max_connections=60)
        with httpx.Client(base_url=running.url, headers=headers, timeout=60, limits=limits) as phone:
            yield Fragile(running, rt, phone)
        rt.close()
