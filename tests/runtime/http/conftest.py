"""An application with a few views of the tests' own beside the real ones, and people who call it."""

import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient
from flask.views import MethodView

from app.factory import create_app
from app.runtime.cache_types import INSIGHTS
from app.runtime.http import current
from app.runtime.http.blueprints import Blueprint, admin_only, chat_limit
from app.runtime.http.schema import Money, Schema, Text
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests import signed_in


class Note(Schema):
    """What the tests' view takes and gives."""

    text = Text(longest=20, required=True)
    amount = Money()


def build(rt: Runtime) -> Flask:
    """The real application with the tests' views."""
    app = create_app(runtime=rt)
    app.register_blueprint(_views())
    return app


def _views() -> Blueprint:
    blp = Blueprint("tests", __name__, url_prefix="/tests")
    done: list[str] = []

    @blp.route("/notes")
    class Notes(MethodView):
        @blp.arguments(Note)
        @blp.response(201, Note)
        def post(self, note: dict[str, Any]) -> dict[str, Any]:
            done.append(note["text"])
            if note["text"] == "slow":
                time.sleep(0.6)
            return note | {"text": f"{len(done)}"}

    @blp.route("/status/<int:status>")
    class Status(MethodView):
        def post(self, status: int) -> Response:
            done.append(str(status))
            return Response(f'{{"done": {len(done)}}}', status, mimetype="application/json")

    @blp.route("/broken")
    class Broken(MethodView):
        def get(self) -> None:
            raise RuntimeError("a word from the inside")

    @blp.route("/admin")
    @admin_only
    class Admin(MethodView):
        def get(self) -> Response:
            return Response("{}", mimetype="application/json")

    @blp.route("/chat")
    @chat_limit
    class Chat(MethodView):
        def get(self) -> Response:
            return Response("{}", mimetype="application/json")

    @blp.route("/looked-up")
    class LookedUp(MethodView):
        def get(self) -> Response:
            found = current.rt().cache.fetch(INSIGHTS, "tests") or b"{}"
            return Response(found, mimetype="application/json")

    @blp.route("/long")
    class Long(MethodView):
        def get(self) -> Response:
            return Response('{"text": "' + "rupees " * 2000 + '"}', mimetype="application/json")

    return blp


@pytest.fixture(scope="session")
def probed(rt: Runtime) -> Flask:
    """The real application with a few views more."""
    return build(rt)


@pytest.fixture
def calls(probed: Flask) -> FlaskClient:
    """Calls it without a network."""
    return probed.test_client()


@pytest.fixture
def headers(rt: Runtime) -> Callable[..., dict[str, str]]:
    """The headers of a signed-in person: each call is somebody new."""

    def made(*, is_admin: bool = False, **more: str) -> dict[str, str]:
        token = signed_in.token(rt, Caller.user(uuid4(), is_admin=is_admin))
        return {"Authorization": f"Bearer {token}"} | {name.replace("_", "-"): value for name, value in more.items()}

    return made
