"""Everybody who is not of a business asks for what is that business's, at every place of every call that takes an id.

Each request is made twice: with the other's id, and with an id that nobody has. Whoever asks must not be able to tell
the two answers apart, neither by their words nor by the time they take.
"""

import io
import re
import time
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any
from uuid import uuid4

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.security import filling
from tests.security.filling import Sending
from tests.security.operations import Operation, Place
from tests.security.sides import Side

REFUSED = (401, 403, 404)
NOT_THERE_ANY_MORE = 204
"""The answer to every DELETE of what is not there, whether it never was, is gone, or is not the caller's."""
OWN_TO_ADMINS = "/api/v1/audit/"
"""An admin may read every trail (docs/audit.md), and leaves a row in it that says so."""
CHANGING = re.compile(
    r"[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}"  # ids, dashed or not
    r"|\d{4}-\d\d-\d\dT[0-9:.]+(\+00:00|\+05:30|Z)?"  # moments
    r'|"(age_seconds|took_ms)": ?\d+(\.\d+)?'
)
HEADERS_THAT_TELL = ("Content-Type", "Location", "Allow", "Retry-After", "ETag", "Last-Modified", "Content-Disposition")


@dataclass(frozen=True)
class Person:
    """Somebody who asks; `role` is for the list of faults."""

    role: str
    headers: Mapping[str, str]
    is_admin: bool = False


@dataclass
class Report:
    """What was asked, and what should not have been answered like that."""

    routes: set[str] = field(default_factory=set)
    places: set[tuple[str, Place]] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    later_ms: list[float] = field(default_factory=list)
    requests: int = 0

    @property
    def told_by_time_ms(self) -> float:
        """By how much another's id takes longer than nobody's, in the middle of all requests."""
        return median(self.later_ms)

    def __str__(self) -> str:
        counts = f"{len(self.routes)} routes x {len(self.places)} places, {len(self.faults)} exceptions"
        return f"{counts} ({self.requests} requests, another's id {self.told_by_time_ms:+.2f} ms)"


def crossed(
    client: FlaskClient, operations: Sequence[Operation], own: Side, other: Side, people: Sequence[Person]
) -> Report:
    """`people` who are not of `other` ask for its things, all else in their requests being of `own`."""
    report = Report()
    for operation in operations:
        report.routes.add(operation.name)
        pairs = zip(filling.filled(operation, own), filling.filled(operation, other), strict=True)
        for mine, theirs in pairs:
            for place, steps in mine.places():
                report.places.add((operation.name, place))
                for person in people:
                    if not (person.is_admin and operation.path.startswith(OWN_TO_ADMINS)):
                        _try(report, client, person, mine, place.where, steps, theirs.id_at(place.where, steps), other)
    return report


def _try(
    report: Report, client: FlaskClient, person: Person, mine: Sending, where: str, steps: Any, id: str, other: Side
) -> None:
    nobodys, others = mine.with_id(where, steps, str(uuid4())), mine.with_id(where, steps, id)
    answer, answer_ms = _timed(others, client, person)
    unknown, unknown_ms = _timed(nobodys, client, person)
    report.requests += 2
    report.later_ms.append(answer_ms - unknown_ms)
    asked = f"{person.role}: {mine.operation.name} with another's {where} {'.'.join(map(str, steps))}"
    for fault in _faults(answer, unknown, decides=where == "path" or steps[-1] == "business_id", id=id, other=other):
        report.faults.append(f"{asked}: {fault}")


def _faults(answer: TestResponse, unknown: TestResponse, *, decides: bool, id: str, other: Side) -> Iterator[str]:
    is_deletion = answer.request.method == "DELETE" and answer.status_code == NOT_THERE_ANY_MORE
    if decides and answer.status_code not in REFUSED and not is_deletion:
        yield f"answered {answer.status_code}"
    if answer.status_code >= 500:
        yield f"broke: {answer.status_code}"
    if said(answer) != said(unknown):
        yield f"told apart from an id of nobody: {said(answer)} / {said(unknown)}"
    yield from (f"says {word}" for word in leaks(answer, other, id))


def said(answer: TestResponse) -> tuple[Any, ...]:
    """An answer without what differs from one request to the next."""
    kept = [answer.headers.get(name) for name in HEADERS_THAT_TELL]
    return (answer.status_code, *kept, CHANGING.sub("*", readable(answer)))


def leaks(answer: TestResponse, other: Side, given: str = "") -> list[str]:
    """What of `other` stands in an answer: its word, or an id of its own that was not in the question."""
    text = f"{readable(answer)}\n{answer.headers}".lower()
    ids = {one for one in other.ids.values() if one != given}
    return [one for one in (other.word.lower(), *sorted(ids)) if one in text]


def readable(answer: TestResponse) -> str:
    """The body as text, that of each file where it is an archive."""
    if answer.mimetype != "application/zip":
        return str(answer.data, errors="replace")
    packed = zipfile.ZipFile(io.BytesIO(answer.data))
    return "\n".join(packed.read(name).decode(errors="replace") for name in packed.namelist())


def _timed(sending: Sending, client: FlaskClient, person: Person) -> tuple[TestResponse, float]:
    began = time.perf_counter()
    answer = sending.sent(client, person.headers)
    return answer, (time.perf_counter() - began) * 1000
