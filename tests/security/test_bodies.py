"""Nobody writes what is not theirs to write: every object of every body refuses what its schema does not name."""

import gzip
import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.security import filling
from tests.security.filling import Sending
from tests.security.operations import JSON, Operation
from tests.security.sides import Side

INTERNAL = {
    "business_ids": ["x"],
    "owner_id": "x",
    "created_by": "x",
    "created_at": "2020-01-01T00:00:00Z",
    "confidence": 1,
    "is_admin": True,
    "role": "service_role",
    "app_metadata": {"role": "admin"},
    "model_version": "1",
    "book_revision": 1,
    "__class__": "x",
    "__proto__": {"is_admin": True},
    "constructor": "x",
}
"""What rows, tokens and objects of ours have, and no call takes from anybody."""
FREE = {"context"}
"""The app may put there what it likes; nothing of it but the business is read (assistant/schemas.py)."""
BOMB = gzip.compress(b'{"feature_name": "' + bytes(50_000_000) + b'"}', compresslevel=1)


class TestUnknownFields:
    def test_are_refused_by_name_at_every_depth_of_every_body(
        self, pair: tuple[Side, Side], every_operation: list[Operation], admin: Mapping[str, str]
    ) -> None:
        client, asked, taken = pair[0].owner.client, 0, []
        for sending in _with_bodies(every_operation, pair[0]):
            for steps in _objects(sending.body):
                headers = admin if "/models" in sending.operation.path else _bearer(pair[0])
                answer = _grown(sending, steps).sent(client, headers)
                named = json.dumps(answer.get_json().get("errors", {}))
                taken += [
                    f"{sending.operation.name} {steps}: {answer.status_code} {field}"
                    for field in INTERNAL
                    if answer.status_code != 422 or f'{field}"' not in named
                ]
                asked += 1
        assert taken == []
        assert asked > 40

    def test_are_refused_in_every_address(
        self, pair: tuple[Side, Side], every_operation: list[Operation], admin: Mapping[str, str]
    ) -> None:
        taken = []
        for operation in every_operation:
            if any(one["in"] == "query" for one in operation.parameters):
                headers = admin if "/models" in operation.path else _bearer(pair[0])
                sending = filling.filled(operation, pair[0])[0].with_id("query", ["is_admin"], "true")
                answer = sending.sent(pair[0].owner.client, headers)
                if answer.status_code != 422 or "is_admin" not in answer.get_json()["errors"]:
                    taken.append(f"{operation.name}: {answer.status_code}")
        assert taken == []


class TestCompressedBody:
    @pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "gzip, gzip"])
    def test_is_not_opened_whatever_it_would_grow_to(self, pair: tuple[Side, Side], coding: str) -> None:
        headers = _bearer(pair[0]) | {"Content-Encoding": coding, "Content-Type": JSON}
        answer = _post(pair[0].owner.client, "/api/v1/feature-flags/check", BOMB, headers)
        assert (answer.status_code, answer.get_json()["code"]) == (400, "bad_request")


def _post(client: FlaskClient, path: str, body: bytes, headers: Mapping[str, str]) -> Any:
    return client.post(path, data=body, headers=dict(headers))


def _with_bodies(operations: list[Operation], side: Side) -> Iterator[Sending]:
    for operation in operations:
        if operation.body_type == JSON:
            yield from filling.filled(operation, side)


def _objects(body: Any, steps: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The steps to every object of a body."""
    if isinstance(body, Mapping):
        yield steps
    for step, inner in body.items() if isinstance(body, Mapping) else enumerate(body):
        if isinstance(inner, Mapping | list) and step not in FREE:
            yield from _objects(inner, (*steps, step))


def _grown(sending: Sending, steps: tuple[Any, ...]) -> Sending:
    for field, value in INTERNAL.items():
        sending = sending.with_id("body", (*steps, field), value)
    return sending


def _bearer(side: Side) -> dict[str, str]:
    return {"Authorization": f"Bearer {side.owner.token}"}
