"""The app's calls as one signed-in person makes them, without a network."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import jwt
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.runtime.identity import Caller
from app.runtime.runtime import Runtime


def token(rt: Runtime, caller: Caller) -> str:
    """A token for `caller`, signed with the tests' secret."""
    settings, now = rt.settings, rt.clock.now()
    claims = {
        "sub": str(caller.user_id),
        "aud": settings.jwt_audience,
        "iss": settings.issuer,
        "role": "authenticated",
        "iat": now,
        "exp": now + timedelta(hours=1),
        "app_metadata": {"role": "admin"} if caller.is_admin else {},
    }
    return jwt.encode(claims, settings.jwt_secret_key, algorithm="HS256")


@dataclass(frozen=True)
class Reply:
    """What came back; `json` is None where it was none."""

    status_code: int
    json: Any
    data: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.data.decode()


@dataclass(frozen=True)
class Person:
    """Somebody whose phone calls the service."""

    caller: Caller
    client: FlaskClient
    token: str

    @property
    def id(self) -> str:
        """The user id that the app sends."""
        return str(self.caller.user_id)

    def get(self, path: str) -> Reply:
        """A GET of `/api/v1` + `path`."""
        return _reply(self.client.get(f"/api/v1{path}", headers={"Authorization": f"Bearer {self.token}"}))

    def post(self, path: str, body: Any) -> Reply:
        """A POST of JSON to `/api/v1` + `path`."""
        return _reply(self.client.post(f"/api/v1{path}", json=body, headers={"Authorization": f"Bearer {self.token}"}))


def person(rt: Runtime, client: FlaskClient, caller: Caller) -> Person:
    """`caller` with a phone."""
    return Person(caller, client, token(rt, caller))


def _reply(answered: TestResponse) -> Reply:
    return Reply(answered.status_code, answered.get_json(silent=True), answered.data)
