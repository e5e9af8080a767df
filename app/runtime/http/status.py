"""GET /api/v1/status: what everybody may know before signing in, small enough to be asked often."""

from typing import Any

import marshmallow as ma
from flask import Response, jsonify
from flask.views import MethodView

from app.runtime.http.blueprints import Blueprint, public, unlimited
from app.runtime.http.current import rt
from app.runtime.http.schema import Schema
from app.runtime.maintenance import service
from app.runtime.maintenance.records import State

KEPT_SECONDS = 2
"""How long anybody may keep the answer."""
blp = Blueprint("status", __name__, url_prefix="/api/v1", description="What everybody is told")


class SaidSchema(Schema):
    """A sentence in both languages."""

    en = ma.fields.String(required=True)
    hi = ma.fields.String(required=True)


class MaintenanceSchema(Schema):
    """Why the service is closed."""

    since = ma.fields.AwareDateTime(required=True, allow_none=True)
    until = ma.fields.AwareDateTime(required=True, allow_none=True, metadata={"description": "As it was announced."})
    message = ma.fields.Nested(SaidSchema, required=True)


class StatusSchema(Schema):
    """Whether the service is open, and the banner."""

    status = ma.fields.String(required=True, validate=ma.validate.OneOf(("open", "closed")))
    maintenance = ma.fields.Nested(MaintenanceSchema, required=True, allow_none=True)
    banner = ma.fields.Nested(SaidSchema, required=True, allow_none=True)


@blp.route("/status")
@public
@unlimited
class StatusView(MethodView):
    """The banner, and maintenance."""

    @blp.response(200, StatusSchema)
    def get(self) -> Response:
        """Whether the service is open, and what everybody should know, in English and Hindi."""
        answer = jsonify(StatusSchema().dump(_told(service.present(rt()))))
        answer.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
        return answer


def _told(state: State) -> dict[str, Any]:
    closed = {"since": state.since, "until": state.until, "message": state.told.by_language()}
    return {
        "status": "closed" if state.is_closed else "open",
        "maintenance": closed if state.is_closed else None,
        "banner": state.banner.by_language() if state.banner else None,
    }
