"""An admin's calls about models, without a network."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import uuid4

from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests import signed_in


@dataclass(frozen=True)
class Answer:
    """What came back; `json` is None where it was none."""

    status_code: int
    json: Any
    data: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Admin:
    """Somebody who may call, or not."""

    client: FlaskClient
    token: str
    id: str

    def get(self, path: str) -> Answer:
        """A GET below `/api/v1/models`."""
        return _answer(self.client.get(f"/api/v1/models{path}", headers=self._headers()))

    def post(self, path: str, body: Mapping[str, Any] | None = None, *, key: str | None = None) -> Answer:
        """A POST of JSON."""
        return _answer(self.client.post(f"/api/v1/models{path}", json=body or {}, headers=self._headers(key)))

    def upload(
        self,
        name: str,
        content: bytes,
        filename: str = "model.fineasy-model",
        *,
        key: str | None = None,
        field: str = "file",
    ) -> Answer:
        """A form with a file."""
        boundary, form = encode_multipart({field: FileStorage(BytesIO(content), filename), "reason": "a new one"})
        headers = self._headers(key) | {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        return _answer(self.client.post(f"/api/v1/models/{name}/versions", data=form, headers=headers))

    def _headers(self, key: str | None = None) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} | ({"Idempotency-Key": key} if key else {})


def admin(rt: Runtime, client: FlaskClient, *, is_admin: bool = True) -> Admin:
    """Somebody new."""
    caller = Caller.user(uuid4(), is_admin=is_admin)
    return Admin(client, signed_in.token(rt, caller), str(caller.user_id))


def _answer(answered: TestResponse) -> Answer:
    return Answer(answered.status_code, answered.get_json(silent=True), answered.data, dict(answered.headers))
