"""A browser without a screen: keeps cookies, reads the secret of a form, and sends forms as a browser would."""

import re
from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests import signed_in

SECRET = re.compile(r'name="form_secret" value="([^"]+)"')


@dataclass
class Visitor:
    """Somebody at the console."""

    client: FlaskClient

    def get(self, path: str, **options: Any) -> TestResponse:
        """A page under /admin."""
        return self.client.get(f"/admin{path}", **options)

    def post(self, path: str, *, form_of: str, **fields: Any) -> TestResponse:
        """Sends a form of the page `form_of` with `fields`."""
        secret = SECRET.search(self.get(form_of).text)
        assert secret, "the page has no form"
        return self.client.post(f"/admin{path}", data={"form_secret": secret[1], **fields})

    def sign_in(self, token: str, **fields: str) -> TestResponse:
        """Pastes a token."""
        return self.post("/sign-in", form_of="/sign-in", token=token, **fields)


def admin(rt: Runtime, client: FlaskClient, caller: Caller) -> Visitor:
    """`caller`, signed in."""
    visitor = Visitor(client)
    assert visitor.sign_in(signed_in.token(rt, caller)).status_code == 303
    return visitor
