"""Feature flags: POST /api/v1/feature-flags/check and .../track/..., and GET /api/v1/flags."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from flask import Flask, request
from flask.views import MethodView

from app.flags import service
from app.flags.records import Decision, Event
from app.flags.schemas import Conversion, FlagAnswer, FlagList, FlagQuestion, Interaction, Tracked
from app.runtime.http import current
from app.runtime.http.blueprints import Blueprint, needed
from app.runtime.http.visit import present

blp = Blueprint("feature-flags", __name__, url_prefix="/api/v1", description="What is switched on, and how it is used")


FORM = "multipart/form-data"


def stop_when_off(app: Flask) -> None:
    """Lets the views that `needs` a feature answer only while it is on; otherwise 503. All others go on."""

    def stop() -> None:
        visit = present()
        feature = needed(visit.marks)
        if feature is not None and visit.caller is not None and request.method != "OPTIONS":
            named = _asked_about()
            if not named and request.mimetype == FORM:
                return  # read by its view alone, which knows how large it may be, and asks by itself
            for business_id in named or (None,):
                service.require(current.rt(), feature, caller=visit.caller, business_id=business_id)

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


def _asked_about() -> list[UUID]:
    """The businesses that stand in the address, the query and the JSON of the present request: each has to have it on.

    A body that cannot be read is refused later, by whoever reads it in earnest.
    """
    found = []
    for given in ((request.view_args or {}).get("business_id"), request.args.get("business_id"), _in_body()):
        with suppress(ValueError):
            found += [UUID(str(given))] if given else []
    return found


def _in_body() -> Any:
    with suppress(RecursionError):
        sent = request.get_json(silent=True) if request.is_json else None
        return sent.get("business_id") if isinstance(sent, dict) else None
    return None
