"""No business reaches another: every route, every place of an id, both ways, as everybody who may try."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests import signed_in
from tests.conftest import TEST_SECRET
from tests.runtime.auth.tokens_of import signed
from tests.security import crossing, evidence, filling
from tests.security.crossing import Person, Report
from tests.security.filling import Sending
from tests.security.operations import Operation
from tests.security.sides import Side

MOST_TOLD_BY_TIME_MS = 3.0
"""In the middle of hundreds of requests; to look a row up and refuse it costs a tenth of that."""
Prints = tuple[dict[str, str], dict[str, str]]


class TestOtherBusiness:
    def test_is_reached_by_nobody_at_no_place(self, crossed: list[Report]) -> None:
        assert [fault for report in crossed for fault in report.faults] == []
        assert all(report.places for report in crossed)

    def test_is_told_from_none_by_no_clock(self, crossed: list[Report]) -> None:
        assert all(abs(report.told_by_time_ms) < MOST_TOLD_BY_TIME_MS for report in crossed)

    def test_would_be_found_out_by_each_of_its_words(self, pair: tuple[Side, Side]) -> None:
        own, other = pair
        answer = own.owner.client.get(f"/api/v1/insights/{own.business_id}", headers=_bearer(own.owner.token))
        assert crossing.leaks(answer, own) and not crossing.leaks(answer, other)


class TestOwnBusiness:
    def test_is_answered_at_every_place(
        self, crossed: list[Report], pair: tuple[Side, Side], every_operation: list[Operation]
    ) -> None:
        """What was refused above was refused for its id alone: the same requests with the own ids get further."""
        own, other = pair
        asked = [one for operation in every_operation if operation.places for one in filling.filled(operation, own)]
        refused = []
        for sending in sorted(asked, key=lambda one: one.operation.method == "DELETE"):
            answer = sending.sent(own.owner.client, _bearer(own.owner.token))
            if answer.status_code >= 400 and not _is_known(sending, answer, own):
                refused.append(f"{sending.operation.name}: {answer.status_code} {answer.text}")
            refused += [f"{sending.operation.name} says {word}" for word in crossing.leaks(answer, other)]
        assert refused == []


def _is_known(sending: Sending, answer: TestResponse, own: Side) -> bool:
    """Whether a refusal is about a thing that was found: with the id of nobody it has other words."""
    (_, steps) = next(place for place in sending.places() if place[0].where == "path" and place[1] != ("business_id",))
    unknown = sending.with_id("path", steps, str(uuid4())).sent(own.owner.client, _bearer(own.owner.token))
    return answer.status_code == 404 and crossing.said(answer) != crossing.said(unknown)


class TestNobody:
    @pytest.mark.parametrize("who", ["nobody", "the app's own key", "a server's key", "another project"])
    def test_is_told_to_sign_in_on_every_call(
        self, rt: Runtime, app: Flask, pair: tuple[Side, Side], every_operation: list[Operation], who: str
    ) -> None:
        issuer, client = rt.settings.issuer, app.test_client()
        headers = {
            "nobody": {},
            "the app's own key": _bearer(signed(TEST_SECRET, "HS256", iss=issuer, role="anon")),
            "a server's key": _bearer(signed(TEST_SECRET, "HS256", iss=issuer, role="service_role")),
            "another project": _bearer(signed(TEST_SECRET, "HS256", iss="https://other.supabase.co/auth/v1")),
        }[who]
        answers = {
            operation.name: filling.filled(operation, pair[0])[0].sent(client, headers)
            for operation in every_operation
            if not operation.is_public
        }
        assert {name: one.status_code for name, one in answers.items() if one.status_code != 401} == {}
        assert {one.get_json()["message"] for one in answers.values()} == {"Please sign in again."}


class TestAdminsCalls:
    def test_are_for_nobody_else(
        self, app: Flask, pair: tuple[Side, Side], every_operation: list[Operation], admin_paths: frozenset[str]
    ) -> None:
        asked = [one for one in every_operation if one.path in admin_paths]
        assert len(asked) > 20
        for person in (pair[0].owner, pair[0].member):
            for operation in asked:
                answer = filling.filled(operation, pair[0])[0].sent(app.test_client(), _bearer(person.token))
                assert (answer.status_code, answer.get_json()["code"]) == (403, "forbidden"), operation.name


@pytest.fixture(scope="module")  # as the worker is, which has to be at work by then
def crossed(
    rt: Runtime,
    app: Flask,
    engine: Engine,
    pair: tuple[Side, Side],
    every_operation: list[Operation],
    at_rest: Callable[[], None],
) -> list[Report]:
    """Each asked for what is the other's, and what that did to the other."""
    reports = []
    for own, other in (pair, pair[::-1]):
        at_rest()
        before = evidence.prints(engine, other), evidence.files(rt)
        report = crossing.crossed(app.test_client(), every_operation, own, other, _people(rt, own))
        at_rest()
        report.faults += _changes(before, (evidence.prints(engine, other), evidence.files(rt)))
        print(report)
        reports.append(report)
    return reports


def _changes(before: Prints, after: Prints) -> Iterator[str]:
    for then, now in zip(before, after, strict=True):
        assert then
        yield from (f"{name} was changed" for name in then | now if then.get(name) != now.get(name))


def _people(rt: Runtime, own: Side) -> list[Person]:
    newcomer, admin = (signed_in.token(rt, Caller.user(uuid4(), is_admin=is_admin)) for is_admin in (False, True))
    named = {"owner": own.owner.token, "member": own.member.token, "newcomer": newcomer}
    return [
        *(Person(role, _bearer(token)) for role, token in named.items()),
        Person("admin", _bearer(admin), is_admin=True),
    ]


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
