"""Many calls at once, of one kind or of several, and what they came to."""

import itertools
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from scripts.chaos.people import Person
from scripts.chaos.records import CUT, Broken, Figure

PAUSE_SECONDS = 0.05
Ask = Callable[[httpx.Client], httpx.Response]


@dataclass(frozen=True, slots=True)
class Took:
    """One call: its status (`CUT` when it was cut off) and its seconds."""

    status: int
    seconds: float


def insights(person: Person) -> Ask:
    """The call of the home screen, answered from what is stored."""
    path = f"/api/v1/insights/{person.business_id}"
    return lambda phone: phone.get(path)


def fresh_insights(person: Person) -> Ask:
    """The same for whoever waits until nothing of it is old."""
    path = f"/api/v1/insights/{person.business_id}?fresh=true"
    return lambda phone: phone.get(path)


def fraud(person: Person) -> Ask:
    """The call of the fraud screen, answered from what is stored while the books are the same."""
    body = {"business_id": person.business_id}
    return lambda phone: phone.post("/api/v1/fraud/analyze", json=body)


def gstin(_: Person) -> Ask:
    """A question of law: no row of the books is read for it."""
    return lambda phone: phone.post("/api/v1/gst/gstin", json={"gstin": "24AAACC1206D1ZM"})


def document(person: Person, text: bytes) -> Ask:
    """A paper of these words is sent to be read, and not waited for."""
    data = {"business_id": person.business_id, "wait": "0"}
    return lambda phone: phone.post("/api/v1/invoices/extract", files={"file": ("paper.txt", text)}, data=data)


def asked(phone: httpx.Client, ask: Ask) -> Took:
    """One call, timed."""
    began = time.monotonic()
    try:
        status = ask(phone).status_code
    except httpx.TransportError:
        status = CUT
    return Took(status, time.monotonic() - began)


def apart(person: Person, url: str, ask: Ask) -> Took:
    """The same on a connection of its own, so that any web process may get it."""
    with person.phone(url) as phone:
        return asked(phone, ask)


def one_by_one(person: Person, url: str, ask: Ask, *, seconds: float) -> list[Took]:
    """Calls for so long, each on a connection of its own and after the one before it."""
    end, found = time.monotonic() + seconds, list[Took]()
    while time.monotonic() < end:
        found.append(apart(person, url, ask))
        time.sleep(PAUSE_SECONDS)
    return found


@contextmanager
def going_on(
    person: Person, url: str, asks: Iterable[Ask], *, clients: int, pause: float = 0.0
) -> Iterator[list[Took]]:
    """Within the block `clients` phones ask one of `asks` after the other; the list grows meanwhile."""
    found, enough, turns = list[Took](), threading.Event(), list(asks)

    def use() -> None:
        with person.phone(url) as phone:
            for number in itertools.count():
                if enough.wait(pause):
                    return
                found.append(asked(phone, turns[number % len(turns)]))

    threads = [threading.Thread(target=use) for _ in range(clients)]
    for thread in threads:
        thread.start()
    try:
        yield found
    finally:
        enough.set()
        for thread in threads:
            thread.join()


def within(name: str, found: Iterable[Took], share: float, *, most: float) -> Figure:
    """The seconds within which this share of the calls was answered, under a name and beside its bar."""
    return Figure(name, round(share_of(found, share), 3), "s", most=most)


def share_of(found: Iterable[Took], share: float) -> float:
    """The seconds within which this share of the calls was answered. Raises `Broken` when there were none."""
    seconds = sorted(one.seconds for one in found)
    if not seconds:
        raise Broken("no call was made")
    return seconds[min(len(seconds) - 1, int(len(seconds) * share))]


def statuses(found: Iterable[Took], *, allowed: Iterable[int]) -> None:
    """Raises `Broken` when a call was answered otherwise than `allowed`."""
    strange: dict[int, Any] = {}
    for one in found:
        if one.status not in set(allowed):
            strange[one.status] = strange.get(one.status, 0) + 1
    if strange:
        shown = ", ".join(f"{count} times {status or 'cut off'}" for status, count in strange.items())
        raise Broken(f"calls were answered {shown}")
