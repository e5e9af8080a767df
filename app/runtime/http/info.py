"""GET /info: what this service is and can do, for whoever connects to it. It names no secret and no address of ours."""

from collections.abc import Callable, Mapping
from typing import Any

import marshmallow as ma
from flask import Flask, Response, current_app, jsonify
from flask.views import MethodView

from app.runtime.http import api
from app.runtime.http.blueprints import Blueprint, public, unlimited
from app.runtime.http.current import rt
from app.runtime.http.schema import Schema
from app.runtime.runtime import Runtime
from app.values.language import Language

KEPT_SECONDS = 60
"""How long anybody may keep the answer; the switches change within seconds, the rest with a release."""
PHOTOS = ("image/jpeg", "image/png", "image/webp")
DOCUMENTS = (*PHOTOS, "application/pdf", "text/plain")
RETURNS = ("application/json", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
EXTENSION = "info-switches"
Switches = Callable[[Runtime], Mapping[str, tuple[bool, str]]]
"""Whether each service is on for everybody, and why."""
blp = Blueprint("info", __name__, description="What this service is")


class CapabilitySchema(Schema):
    """One service."""

    enabled = ma.fields.Boolean(required=True)
    reason = ma.fields.String(required=True, metadata={"description": "What decides: environment, flag, rollout..."})


class LimitsSchema(Schema):
    """What callers may do."""

    requests_per_minute = ma.fields.Integer(required=True)
    questions_per_minute = ma.fields.Integer(required=True)
    largest_file_bytes = ma.fields.Integer(required=True)
    longest_wait_seconds = ma.fields.Float(required=True)


class InfoSchema(Schema):
    """The service."""

    name = ma.fields.String(required=True)
    version = ma.fields.String(required=True)
    built_at = ma.fields.String(required=True, allow_none=True)
    api_version = ma.fields.String(required=True)
    environment = ma.fields.String(required=True)
    capabilities = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.Nested(CapabilitySchema), required=True)
    limits = ma.fields.Nested(LimitsSchema, required=True)
    languages = ma.fields.List(ma.fields.String(), required=True)
    file_types = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.List(ma.fields.String()), required=True)
    support_contact = ma.fields.String(required=True, allow_none=True)


def register(app: Flask, switches: Switches) -> None:
    """Tells `/info` of `app` what is switched on."""
    app.extensions[EXTENSION] = switches


@blp.route("/info")
@public
@unlimited
class InfoView(MethodView):
    """The service."""

    @blp.response(200, InfoSchema)
    def get(self) -> Response:
        """Version, what is switched on and why, limits, languages, kinds of files, and where to ask for help."""
        answer = jsonify(InfoSchema().dump(_told(rt(), current_app.extensions[EXTENSION])))
        answer.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
        return answer


def _told(runtime: Runtime, switches: Switches) -> dict[str, Any]:
    settings = runtime.settings
    found = {name: {"enabled": is_on, "reason": why} for name, (is_on, why) in switches(runtime).items()}
    found["gst_register"] = {"enabled": runtime.taxpayers.is_on, "reason": "environment"}
    return {
        "name": api.TITLE,
        "version": settings.app_version,
        "built_at": settings.app_built_at or None,
        "api_version": api.VERSION,
        "environment": settings.environment,
        "capabilities": found,
        "limits": {
            "requests_per_minute": settings.rate_limit_per_minute,
            "questions_per_minute": settings.ai_rate_limit,
            "largest_file_bytes": settings.max_file_size,
            "longest_wait_seconds": settings.job_wait_seconds,
        },
        "languages": [language.value for language in Language],
        "file_types": {"photos": list(PHOTOS), "documents": list(DOCUMENTS), "gstr2b": list(RETURNS)},
        "support_contact": settings.support_contact or None,
    }
