"""GET /health/ai: the parts that think, each by itself. Measured at most once a minute in a process."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import marshmallow as ma
from flask import Flask, Response, current_app, jsonify
from flask.views import MethodView

from app.runtime.health import parts
from app.runtime.health.parts import Part
from app.runtime.http.blueprints import Blueprint, public, unlimited
from app.runtime.http.current import runtime_of
from app.runtime.http.schema import Schema
from app.runtime.observe.remembered import Remembered
from app.runtime.runtime import Runtime
from app.values.errors import Unavailable

EXTENSION = "health-ai"
Told = tuple[datetime, list[Part]]
Models = Callable[[Runtime], tuple[Mapping[str, str], Mapping[str, str]]]
"""The versions that serve by model, and why one does not load, by model. Raises `Unavailable`."""
blp = Blueprint("health-ai", __name__, url_prefix="/health", description="The parts that think")


class PartSchema(Schema):
    """One part."""

    configured = ma.fields.Boolean(required=True, attribute="is_configured")
    reachable = ma.fields.Boolean(required=True, allow_none=True, attribute="is_reachable")
    circuit = ma.fields.String(required=True, validate=ma.validate.OneOf((parts.CLOSED, parts.OPEN)))
    detail = ma.fields.String(required=True)


class ThinkingSchema(Schema):
    """All of them."""

    status = ma.fields.String(required=True, validate=ma.validate.OneOf(("healthy", "degraded", "unhealthy")))
    timestamp = ma.fields.AwareDateTime(required=True, metadata={"description": "When it was measured."})
    parts = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.Nested(PartSchema), required=True)


def register(app: Flask, models: Models) -> None:
    """Gives `/health/ai` of `app` its parts; `models` reads the registry."""
    runtime = runtime_of(app)
    app.extensions[EXTENSION] = Remembered(lambda: _measured(runtime, models), seconds=parts.REMEMBERED_SECONDS)


@blp.route("/ai")
@public
@unlimited
class ThinkingView(MethodView):
    """The parts that think."""

    @blp.response(200, ThinkingSchema)
    def get(self) -> Response:
        """Models, document reader, GST register: set up, reachable, spared for now (200); 503 without any worker."""
        remembered: Remembered[Told] = current_app.extensions[EXTENSION]
        measured_at, found = remembered.value()
        status = parts.overall(found)
        told: dict[str, Any] = {"status": status, "timestamp": measured_at, "parts": {one.name: one for one in found}}
        answer = jsonify(ThinkingSchema().dump(told))
        answer.status_code = 503 if status == "unhealthy" else 200
        return answer


def _measured(runtime: Runtime, models: Models) -> Told:
    try:
        known = list(parts.models(*models(runtime)))
    except Unavailable:
        known = [Part("models", True, False, parts.CLOSED, "the registry cannot be read")]
    return runtime.clock.now(), [*known, *parts.machinery(runtime)]
