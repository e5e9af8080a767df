"""What proves a release: it answers, as its own version, with its database, and its workers carry out a job."""

import time
from collections.abc import Callable, Iterator

import httpx

from app.runtime.identity import Caller
from app.runtime.jobs.records import RELEASE_CHECK
from app.runtime.runtime import Runtime
from app.values.errors import Problem
from scripts.deployment.records import Failed

ASK_SECONDS = 5.0
READY_SECONDS = 180.0
"""TimeoutStartSec of the web unit, and the same for a worker, which loads as much."""
JOB_SECONDS = 60.0
LOOK_SECONDS = 0.1
CALLS = (("/health/live", 200), ("/openapi.json", 200), ("/api/v1/health", 401), ("/api/v1/nothing-here", 404))
"""Call -> status: alive, its own description whole, nobody comes in without a token, and an error is said as one."""


def await_ready(address: str, version: str, has_fallen: Callable[[], bool]) -> None:
    """Returns when `address` is ready and is the version. Raises `Failed` when it fell, or after three minutes."""
    until, seen = time.monotonic() + READY_SECONDS, "no answer"
    while time.monotonic() < until:
        try:
            answer = httpx.get(f"{address}/health/ready", timeout=ASK_SECONDS)
            seen = f"{answer.status_code} as version {_said(answer)}"
            if answer.status_code == httpx.codes.OK and _said(answer) == version:
                return
        except httpx.TransportError:
            pass
        if has_fallen():
            raise Failed(f"{address} does not stay up as version {version}; its log says why.")
        time.sleep(LOOK_SECONDS)
    raise Failed(f"{address} did not become ready as version {version}; the last it said: {seen}.")


def prove_web(address: str) -> None:
    """Every call of `CALLS` answers as it should. Raises `Failed` with the first that does not."""
    with httpx.Client(base_url=address, timeout=ASK_SECONDS * 2) as client:
        for path, status in CALLS:
            try:
                found = str(client.get(path).status_code)
            except httpx.TransportError as error:
                found = type(error).__name__
            if found != str(status):
                raise Failed(f"{address}{path} answered {found} instead of {status}.")


def prove_door(door: str, version: str, has_fallen: Callable[[], bool] = lambda: False) -> Iterator[str]:
    """Where a door is named, what answers behind it: the version, and every call of `CALLS`. Raises `Failed`."""
    if door:
        await_ready(door, version, has_fallen)
        prove_web(door)
        yield f"{door} answers {len(CALLS)} calls as version {version}"


def prove_workers(rt: Runtime, version: str) -> None:
    """A job goes through queue, worker and database, and comes back with the version. Raises `Failed`."""
    until, seen = time.monotonic() + JOB_SECONDS, "nothing"
    while time.monotonic() < until:
        seen = _told_by_a_worker(rt, until - time.monotonic())
        if seen == version:
            return
        time.sleep(LOOK_SECONDS)
    raise Failed(f"A job was to come back from a worker of version {version} within {JOB_SECONDS:g} s; {seen} came.")


def _said(answer: httpx.Response) -> str:
    try:
        return str(answer.json().get("version", "unknown"))
    except ValueError:
        return "unknown"


def _told_by_a_worker(rt: Runtime, seconds: float) -> str:
    """The version that came back, or how the job stands."""
    try:
        job = rt.jobs.run(RELEASE_CHECK, caller=Caller.service(), business_id=None, wait_seconds=seconds)
    except Problem as problem:
        raise Failed(f"No job could be asked for: {problem}") from problem
    return str((job.result or {}).get("version", job.state))
