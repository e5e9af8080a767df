"""What a fault is given: the running system, its people, its database, and what it takes to hurt it and to wait."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx

from app.runtime.embedded import ports, process
from app.runtime.identity import Caller
from app.runtime.jobs.records import Job
from app.runtime.runtime import Runtime, assemble
from scripts import processes, waiting
from scripts.chaos.database import Superuser
from scripts.chaos.people import People, Person
from scripts.chaos.records import Acknowledged, Figure
from scripts.whole_system import ROOT, System, environment

JOB = "fraud.analyze"
PATIENCE_SECONDS = 60.0
END_SECONDS = 20.0


@dataclass
class Scene:
    """The system under test, started with `environ`. `folder` is for what a fault needs on disk.

    alerts : how many a job of each business finds, by business
    promised : the jobs that were acknowledged since somebody last looked
    """

    running: System
    folder: Path
    environ: Mapping[str, str] = field(default_factory=dict)
    is_short: bool = False
    minutes: float = 10.0
    alerts: dict[str, int] = field(default_factory=dict)
    promised: list[Acknowledged] = field(default_factory=list)
    rt: Runtime = field(init=False)
    people: People = field(init=False)
    database: Superuser = field(init=False)

    def __post_init__(self) -> None:
        self.meet()

    def meet(self) -> None:
        """Learns the addresses of the servers, which change with every start."""
        self.rt = assemble(self.running.settings)
        self.database = Superuser(self.rt.settings.database_url)
        self.people = People.of(self.running.demo)

    @property
    def owner(self) -> Person:
        """The first of the two."""
        return self.people.owners[0]

    def phone(self, url: str = "") -> httpx.Client:
        """The first owner's, at the system or at `url`."""
        return self.owner.phone(url or self.running.url)

    def pid(self, word: str) -> int:
        """The process of the part that runs `word`: gunicorn, worker, beat, redis-server, postgres."""
        return processes.part(self.running.process.pid, word)

    def tree(self, word: str) -> list[int]:
        """That process and all below it."""
        return processes.tree(self.pid(word))

    def kill(self, word: str) -> None:
        """Ends a part and everything below it at once."""
        processes.tell(self.tree(word), signal.SIGKILL)

    def enqueue(self, business_id: str = "") -> UUID:
        """A job of the first owner's, or of `business_id`, that the database has promised. Raises `DatabaseAway`."""
        business_id = business_id or self.owner.business_id
        job_id = self.ask_for(JOB, business_id)
        self.promised.append(Acknowledged(str(job_id), business_id, self.alerts[business_id]))
        return job_id

    def ask_for(self, name: str, business_id: str, **payload: Any) -> UUID:
        """Any job; nothing is known of its answer. Raises `DatabaseAway`."""
        service = Caller.service()
        with self.rt.db.transaction(service) as tx:
            return self.rt.jobs.enqueue(tx, name, caller=service, business_id=UUID(business_id), payload=payload)

    def job(self, job_id: UUID) -> Job:
        """A job as it stands."""
        return self.rt.jobs.fetch(job_id, caller=Caller.service())

    def await_over(self, *job_ids: UUID, within: float = PATIENCE_SECONDS) -> float:
        """Seconds until all these jobs are over. Raises `NotInTime`."""
        wanted = [str(one) for one in job_ids]
        unfinished = "select count(*) from jobs where id = any(%s::uuid[]) and state in ('queued', 'running')"

        def are_over() -> bool:
            return bool(self.database.value(unfinished, (wanted,)) == 0)

        return waiting.until(are_over, within=within, what=f"the end of {len(wanted)} jobs")

    def done(self, name: str, jobs: Sequence[UUID], *, most: float, within: float = 90) -> Figure:
        """How long it takes until all these jobs are over, under a name and beside its bar. Raises `NotInTime`."""
        return Figure(name, round(self.await_over(*jobs, within=within), 1), "s", most=most)

    def starts(self, jobs: Sequence[UUID], *, most: int) -> Figure:
        """How often that one of these jobs was started which was started most."""
        return Figure("most starts of a job", max(self.job(one).attempts for one in jobs), most=most)

    def change_books(self) -> None:
        """Makes every earlier answer about the first owner's books old."""
        changed = (
            "update invoices set updated_at = now() where user_id = (select user_id from businesses where id = %s)"
        )
        self.database.do(changed, (self.owner.business_id,))

    @contextmanager
    def beside(self, *words: str, **environ: str) -> Iterator["subprocess.Popen[bytes]"]:
        """One more process of the product, on the same data folder and servers; ended with the block."""
        folder = self.running.folder
        metrics = self.folder / f"metrics-{ports.free()}"
        metrics.mkdir()
        given = {"DATA_DIR": str(folder), "ENVIRONMENT": "test", "PROMETHEUS_MULTIPROC_DIR": str(metrics)}
        given |= {"LOG_FILES": "false", "OMP_NUM_THREADS": "1", **self.environ, **environ}
        with (self.folder / f"{words[0]}-{metrics.name}.log").open("wb") as log:
            running = subprocess.Popen(
                [sys.executable, "-m", *words],
                cwd=ROOT,
                env=environment({}) | given,
                stdout=log,
                stderr=log,
                preexec_fn=process.ends_with_parent(os.getpid(), signal.SIGTERM),
            )
        try:
            yield running
        finally:
            self._end(running)

    @contextmanager
    def web(self, app: str = "wsgi:app", **environ: str) -> Iterator[str]:
        """The address of one more web process, once it answers."""
        port = ports.free()
        given = {"PORT": str(port), "WEB_CONCURRENCY": "1", **environ}
        with self.beside("gunicorn", "--config", "gunicorn.conf.py", app, **given):
            url = f"http://127.0.0.1:{port}"
            waiting.until(lambda: is_alive(url), within=PATIENCE_SECONDS, what="the start of a web process")
            yield url

    @contextmanager
    def worker(self, app: str = "tasks.worker:app", **environ: str) -> Iterator["subprocess.Popen[bytes]"]:
        """One more worker, named apart from the system's."""
        name = f"beside-{ports.free()}@%h"
        words = ("celery", "--quiet", "--app", app, "worker", "--concurrency", "1", "--hostname", name)
        with self.beside(*words, "--without-gossip", "--without-mingle", **environ) as running:
            yield running

    @staticmethod
    def _end(running: "subprocess.Popen[bytes]") -> None:
        below = processes.tree(running.pid)
        running.send_signal(signal.SIGTERM)
        has_ended = waiting.came_true(lambda: running.poll() is not None, within=END_SECONDS)
        processes.tell(below[1:] if has_ended else below, signal.SIGKILL)
        running.wait()


def is_alive(url: str) -> bool:
    """Whether a web process answers at all."""
    try:
        return bool(httpx.get(f"{url}/health/live", timeout=5).status_code == httpx.codes.OK)
    except httpx.TransportError:
        return False
