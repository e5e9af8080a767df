"""Steady light traffic of both businesses through every fault, and jobs whose answer is known.

Each owner asks for what is theirs, tries the other's books, and writes something down; every job and every line that
was acknowledged is remembered, so that it can be looked for afterwards.
"""

import itertools
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx
import psycopg

from app.runtime.db import DatabaseAway
from app.runtime.runtime import Runtime
from scripts.chaos.people import TRACES, People, Person, ids_in
from scripts.chaos.records import CUT, LATE, Seen
from scripts.chaos.scene import JOB, Scene

PAUSE_SECONDS = 0.2
JOB_EVERY_SECONDS = 2.0
MOST_WAITING = 2
"""The watch looks and does not load: a slow machine gets its next job when it is through with these."""
WAITING = "select count(*) from jobs where name = %s and state in ('queued', 'running')"


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the watch, and the status that it has in quiet times."""

    name: str
    method: str
    path: str
    body: Mapping[str, Any] | None = None
    expected: int = 200


@dataclass
class Noted:
    """What the watch has met since somebody last looked."""

    seen: list[Seen] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


class Watch:
    """The traffic, from the beginning of the block to its end."""

    def __init__(self, scene: Scene) -> None:
        self._scene, self._people = scene, scene.people
        self._ids = {one.business_id: scene.database.ids_of(one.business_id) for one in scene.people.owners}
        self._secrets = [secret.encode() for secret in secrets_of(scene.rt)]
        self._noted, self._lock = Noted(), threading.Lock()
        self._is_over = threading.Event()
        self._threads = [threading.Thread(target=self._ask, args=(number,)) for number in (0, 1)]
        self._threads.append(threading.Thread(target=self._enqueue))

    def __enter__(self) -> "Watch":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        for thread in self._threads:
            thread.join()

    def taken(self) -> Noted:
        """Everything since the last time."""
        with self._lock:
            found, self._noted = self._noted, Noted()
            return found

    def judged(self, answer: httpx.Response, call: Call, owner: int, took: float) -> Seen:
        """An answer as the invariants look at it."""
        body = answer.content
        leaks = [mark for mark in (*TRACES, *self._secrets) if mark in body]
        stranger = self._people.owners[1 - owner].business_id
        asked_for = ids_in(f"{call.path} {call.body}".encode())
        foreign = ids_in(body) & self._ids[stranger] - asked_for
        says_when = answer.headers.get("Retry-After", "").isdigit()
        shown = tuple(mark.decode()[:20] for mark in leaks)
        return Seen(call.name, owner, answer.status_code, call.expected, took, says_when, shown, tuple(foreign))

    def _ask(self, owner: int) -> None:
        person = self._people.owners[owner]
        with person.phone(self._scene.running.url) as phone:
            for number in itertools.count():
                if self._is_over.wait(PAUSE_SECONDS):
                    return
                self._one(phone, owner, _calls(self._people, owner, person)[number % 5])

    def _one(self, phone: httpx.Client, owner: int, call: Call) -> None:
        began = time.monotonic()
        try:
            answer = phone.request(call.method, call.path, json=call.body)
            seen = self.judged(answer, call, owner, time.monotonic() - began)
        except httpx.TimeoutException:
            seen = Seen(call.name, owner, LATE, call.expected, time.monotonic() - began, says_when=False)
        except httpx.TransportError:
            seen = Seen(call.name, owner, CUT, call.expected, time.monotonic() - began, says_when=False)
        with self._lock:
            self._noted.seen.append(seen)
            if call.name == "feedback" and seen.status == call.expected and call.body:
                self._noted.lines.append(call.body["id"])

    def _enqueue(self) -> None:
        for number in itertools.count():
            if self._is_over.wait(JOB_EVERY_SECONDS):
                return
            try:
                if self._scene.database.value(WAITING, (JOB,)) < MOST_WAITING:
                    self._scene.enqueue(self._people.owners[number % 2].business_id)
            except (DatabaseAway, psycopg.Error):
                continue  # nobody was promised anything


def secrets_of(rt: Runtime) -> list[str]:
    """The words of this system that nobody may ever read in an answer or a log."""
    folder = rt.settings.data_dir
    files = [folder / "postgres" / "password", folder / "redis" / "password", folder / "model_signing.key"]
    return [path.read_text().strip() for path in files if path.is_file()]


def _calls(people: People, owner: int, person: Person) -> tuple[Call, ...]:
    stranger = people.owners[1 - owner].business_id
    line = {"id": str(uuid4()), "feedback_type": "insight", "entity_id": "chaos", "helpful": True}
    checked: dict[str, Any] = {"invoice_id": people.invoice_id}
    return (
        Call("insights", "GET", f"/api/v1/insights/{person.business_id}"),
        Call("fraud", "POST", "/api/v1/fraud/analyze", {"business_id": person.business_id}),
        Call("stranger", "GET", f"/api/v1/insights/{stranger}", expected=404),
        Call("feedback", "POST", "/api/v1/feedback/structured", {**line, "submitted_at": "2026-04-01T10:00:00Z"}),
        Call("check", "POST", "/api/v1/compliance/check", checked, expected=404 if owner else 200),
    )
