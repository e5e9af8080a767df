"""Clocks that are wrong, and days on which a year, a financial year or a February ends (libfaketime, LD_PRELOAD).

Leases are judged by the database's clock, which is the only one that all workers share; a wrong clock of a process may
cost it tokens, never a job.
"""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from uuid import UUID

import httpx

from app.runtime.auth.local_issuer import LocalIssuer
from scripts.chaos import load
from scripts.chaos.catalogue import fault
from scripts.chaos.people import TRACES
from scripts.chaos.preloaded import fake_time
from scripts.chaos.records import Broken, Figure
from scripts.chaos.scene import Scene

MIDNIGHTS = {
    "the year": datetime(2027, 12, 31, 18, 30, tzinfo=UTC),
    "the financial year": datetime(2027, 3, 31, 18, 30, tzinfo=UTC),
    "28 February of a leap year": datetime(2028, 2, 28, 18, 30, tzinfo=UTC),
    "29 February": datetime(2028, 2, 29, 18, 30, tzinfo=UTC),
}
"""Midnights of Asia/Kolkata (UTC+5:30), after which another day is judged."""
LEAD = timedelta(seconds=20)
"""Longer than a web process takes to start, so that its first answers are of the day before."""
PATIENCE_SECONDS = 60.0


@fault()
def web_clock_behind(scene: Scene) -> Iterator[Figure]:
    """The clock of a web process is five minutes behind: tokens of an hour ago, and of just now."""
    with scene.web(**fake_time("-5m")) as url:
        old = _calls(scene, url, _token(scene, issued=datetime.now(UTC) - timedelta(hours=1)))
        new = _calls(scene, url, _token(scene, issued=datetime.now(UTC)))
    load.statuses(old, allowed=(200,))
    load.statuses(new, allowed=(200,))
    yield Figure("calls answered", len(old) + len(new), least=len(old) + len(new))


@fault()
def web_clock_ahead(scene: Scene) -> Iterator[Figure]:
    """The clock of a web process is a day ahead: tokens that are valid then, and those that have ended by then."""
    with scene.web(**fake_time("+1d")) as url:
        valid = _calls(scene, url, _token(scene, issued=datetime.now(UTC)))
        ended = _calls(scene, url, scene.owner.token)
    load.statuses(valid, allowed=(200,))
    load.statuses(ended, allowed=(401,))
    yield Figure("calls answered", len(valid), least=len(valid))


@fault()
def worker_clock_ahead(scene: Scene) -> Iterator[Figure]:
    """A second worker whose clock is a day ahead shares the jobs: it takes none from the other."""
    yield from _worker_with(scene, "+1d")


@fault()
def worker_clock_behind(scene: Scene) -> Iterator[Figure]:
    """A second worker whose clock is five minutes behind shares the jobs."""
    yield from _worker_with(scene, "-5m")


@fault()
def midnights(scene: Scene) -> Iterator[Figure]:
    """Calls across the last midnight of a year, of a financial year, and on both sides of a leap day."""
    for name, midnight in MIDNIGHTS.items():
        token = _token(scene, issued=midnight - timedelta(days=1))
        with scene.web(**fake_time(f"@{midnight - LEAD:%Y-%m-%d %H:%M:%S}")) as url:
            found, is_past, until = list[load.Took](), False, time.monotonic() + PATIENCE_SECONDS
            while not is_past and time.monotonic() < until:
                is_past = _time_of(url) > midnight + timedelta(seconds=1)
                found += _calls(scene, url, token)
            found += _calls(scene, url, token)
        load.statuses(found, allowed=(200,))
        if not is_past:
            raise Broken(f"the end of {name} did not come")
        yield Figure(f"calls answered around the end of {name}", len(found), least=1)


def _worker_with(scene: Scene, shift: str) -> Iterator[Figure]:
    with scene.worker(**fake_time(shift)):
        time.sleep(6)  # until it has come up and taken part in the chores
        jobs = [scene.enqueue(one.business_id) for one in scene.people.owners for _ in range(8)]
        took = scene.await_over(*jobs, within=120)
    yield scene.starts(jobs, most=1)
    yield Figure("16 jobs done after", round(took, 1), "s", most=60)


def _token(scene: Scene, *, issued: datetime) -> str:
    """A token of the first owner's for a month."""
    issuer = LocalIssuer(replace(scene.rt.settings, jwt_expiration_hours=24 * 30))
    return issuer.issue(UUID(scene.owner.user_id), now=issued)


def _calls(scene: Scene, url: str, token: str) -> list[load.Took]:
    """One of each call that looks at the day. Raises `Broken` when an answer shows a trace."""
    business = scene.owner.business_id
    due = {"return": "GSTR-1", "frequency": "monthly", "period": "2026-03"}
    found = []
    with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=40) as phone:
        for method, path, body in (
            ("GET", f"/api/v1/compliance/{business}/calendar", None),
            ("GET", f"/api/v1/insights/{business}", None),
            ("POST", "/api/v1/gst/due-date", due),
            ("POST", "/api/v1/gst/gstin", {"gstin": "24AAACC1206D1ZM"}),
        ):
            began = time.monotonic()
            answer = phone.request(method, path, json=body)
            found.append(load.Took(answer.status_code, time.monotonic() - began))
            if any(mark in answer.content for mark in TRACES):
                raise Broken(f"{path} shows a trace")
    return found


def _time_of(url: str) -> datetime:
    """The time as the process knows it."""
    return parsedate_to_datetime(httpx.get(f"{url}/health/live", timeout=10).headers["Date"])
