"""One fault after the other on one system: done, recovered from without a hand, and judged by every invariant."""

import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

import httpx
import psycopg
from redis.exceptions import RedisError

from app.runtime.db import DatabaseAway
from scripts import waiting
from scripts.chaos import load
from scripts.chaos.invariants import answers, footprint, kept, secrets
from scripts.chaos.records import Broken, Fault, Figure, Footprint, NotHere, Outcome
from scripts.chaos.scene import JOB, Scene
from scripts.chaos.watch import Noted, Watch, secrets_of
from scripts.waiting import NotInTime

RECOVERY_SECONDS = 60.0
BURST = 96
WRONG = (Broken, NotInTime, LookupError, DatabaseAway, psycopg.Error, RedisError, httpx.HTTPError, OSError)


@dataclass
class Stage:
    """The system at rest, as it is before the first fault: what every fault must come back to."""

    scene: Scene
    watch: Watch
    logs: secrets.Logs
    stored: Mapping[str, int] = field(init=False)
    footprint: Footprint = field(init=False)

    def __post_init__(self) -> None:
        self.stored = kept.alerts(self.scene.database)
        fill_pools(self.scene)
        self.footprint = footprint.held(self.scene)

    def outcome(self, fault: Fault) -> Outcome:
        """Does one fault and judges it."""
        self.watch.taken()
        began, figures, not_here, broken = time.monotonic(), list[Figure](), "", list[str]()
        try:
            figures.extend(fault.run(self.scene))
        except NotHere as reason:
            not_here = str(reason)
        except WRONG as wrong:
            broken.append(_sentence(wrong))
        broken += [figure.problem for figure in figures if figure.problem]
        noted = self.watch.taken()
        broken += self._recovery(figures)
        broken += self._problems(fault, noted)
        took = time.monotonic() - began
        return Outcome(fault, tuple(figures), tuple(broken), took, not_here)

    def _recovery(self, figures: list[Figure]) -> list[str]:
        """Waits until everything is as it should be, and adds how long that took."""
        try:
            seconds = waiting.until(lambda: is_well(self.scene), within=RECOVERY_SECONDS, what="recovery")
        except NotInTime as late:
            return [str(late)]
        figures.append(Figure("recovery", round(seconds, 2), "s", most=RECOVERY_SECONDS))
        return []

    def _problems(self, fault: Fault, noted: Noted) -> list[str]:
        later = self.watch.taken()
        promised, self.scene.promised = self.scene.promised, []
        try:
            self.scene.await_over(*(UUID(one.id) for one in promised), within=RECOVERY_SECONDS)
            lines = noted.lines + later.lines
            found = list(kept.problems(self.scene.database, promised, lines, result_of=self._result_of))
            found += kept.alert_problems(self.stored, kept.alerts(self.scene.database))
            found += self._growth()
        except WRONG as wrong:
            found = [_sentence(wrong)]
        found += answers.problems(noted.seen, cuts=fault.cuts)
        found += answers.problems(later.seen, cuts=fault.cuts)
        return [*found, *secrets.problems(self.logs.new(), secrets_of(self.scene.rt))]

    def _result_of(self, job_id: str) -> Mapping[str, Any] | None:
        return self.scene.job(UUID(job_id)).result

    def _growth(self) -> list[str]:
        """What is held too much; something that is being given back is waited for."""
        for _ in range(20):
            found = list(footprint.problems(self.footprint, footprint.held(self.scene)))
            if not found:
                return []
            time.sleep(0.5)
        return found


def learn_answers(scene: Scene) -> None:
    """Has the scene know how many alerts a job of each business finds in quiet times."""
    for one in scene.people.owners:
        job_id = scene.ask_for(JOB, one.business_id)
        scene.await_over(job_id)
        scene.alerts[one.business_id] = int((scene.job(job_id).result or {})["alerts"])


def is_well(scene: Scene) -> bool:
    """Whether the system serves, is whole, and has no job left to do but those of the watch."""
    words = ("gunicorn", "worker", "beat", "redis-server", "postgres")
    try:
        pids = [scene.pid(word) for word in words]
        waiting = scene.database.value(
            "select count(*) from jobs where state = 'running' and lease_until < now() - interval '1 second'"
            " or state = 'queued' and created_at < now() - interval '6 seconds'"
        )
        return len(pids) == len(words) and waiting == 0 and scene.running.says_ready() and _worker_works(scene)
    except (LookupError, psycopg.Error, OSError):
        return False


def fill_pools(scene: Scene) -> None:
    """A burst of calls and jobs after which every pool is as large as it gets."""
    with ThreadPoolExecutor(BURST) as threads, scene.phone() as phone:
        for ask in (load.insights(scene.owner), load.fraud(scene.owner)):
            list(threads.map(partial(load.asked, phone), [ask] * (BURST * 4)))


def _worker_works(scene: Scene) -> bool:
    """Whether a job that is asked for now is done soon."""
    try:
        scene.await_over(scene.enqueue(), within=RECOVERY_SECONDS)
    except (DatabaseAway, NotInTime):
        return False
    return True


def _sentence(wrong: Exception) -> str:
    said = str(wrong).strip().splitlines()
    return f"{type(wrong).__name__}: {said[-1][:300] if said else 'it happened'}"
