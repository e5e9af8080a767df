"""Feature flags: POST /api/v1/feature-flags/check and .../track/..., and GET /api/v1/flags."""

from typing import Any
from uuid import UUID

from flask import Flask, request
from flask.views import MethodView

from app.flags import service
from app.flags.records import Decision, Event
from app.flags.schemas import Conversion, FlagAnswer, FlagList, FlagQuestion, Interaction, Tracked
from app.runtime.http import current
from app.runtime.http.blueprints import Blueprint

blp = Blueprint("feature-flags", __name__, url_prefix="/api/v1", description="What is switched on, and how it is used")


def stop_when_disabled(app: Flask, *blueprints: Blueprint) -> None:
    """Lets the views of `blueprints` answer only while the analyses are on; otherwise 503 with `Retry-After`."""
    names = frozenset(blueprint.name for blueprint in blueprints)

    def stop() -> None:
        if request.blueprint in names:
            service.require_ai(current.rt())

    app.before_request(stop)


@blp.route("/feature-flags/check")
class CheckView(MethodView):
    """One flag."""

    @blp.arguments(FlagQuestion)
    @blp.response(200, FlagAnswer)
    def post(self, question: dict[str, Any]) -> Decision:
        """Whether a feature is on for the caller; an unknown one is off."""
        name, user_id = question["feature_name"], question["user_id"]
        return service.check(current.rt(), name, caller=current.caller(), user_id=user_id)


@blp.route("/flags")
class FlagsView(MethodView):
    """All flags."""

    @blp.response(200, FlagList)
    def get(self) -> dict[str, Any]:
        """Every feature as it stands for the caller."""
        return {"flags": service.listed(current.rt(), caller=current.caller())}


@blp.route("/feature-flags/track/interaction")
class InteractionView(MethodView):
    """Use of a feature."""

    @blp.arguments(Interaction)
    @blp.response(200, Tracked)
    def post(self, report: dict[str, Any]) -> dict[str, bool]:
        """Counts a use; the same report within seconds counts once."""
        return _tracked(**report)


@blp.route("/feature-flags/track/conversion")
class ConversionView(MethodView):
    """Success of a feature."""

    @blp.arguments(Conversion)
    @blp.response(200, Tracked)
    def post(self, report: dict[str, Any]) -> dict[str, bool]:
        """Counts a success; the same report within seconds counts once."""
        return _tracked(**report)


def _tracked(event: Event, user_id: UUID) -> dict[str, bool]:
    rt = current.rt()
    return {"repeated": not service.track(rt, event, caller=current.caller(), user_id=user_id, now=rt.clock.now())}
