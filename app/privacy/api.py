"""/api/v1/privacy: to be given what is kept, to have it erased, what one agreed to, and how rows may be used."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from app.privacy.records import Choices, Request, Standing
from app.privacy.schemas import (
    ConsentSaid,
    ConsentSchema,
    ConsentsSchema,
    PrivacyAsked,
    PrivacyErasureAsked,
    PrivacyOfBusiness,
    PrivacyRequestSchema,
    PrivacyRequestsSchema,
    PrivacySettingsSchema,
)
from app.privacy.service import asking, consenting, exporting
from app.runtime.http.blueprints import Blueprint
from app.runtime.http.current import caller, rt

blp = Blueprint("privacy", __name__, url_prefix="/api/v1/privacy", description="What is kept about you")


@blp.route("/export")
class ExportView(MethodView):
    """A file of what is kept."""

    @blp.arguments(PrivacyAsked)
    @blp.response(202, PrivacyRequestSchema)
    def post(self, asked: dict[str, Any]) -> Request:
        """Has a zip written with all that is kept about you, or about a business of yours; it stays for a week."""
        return asking.ask_for_export(rt(), asked["business_id"], caller=caller(), now=rt().clock.now())


@blp.route("/delete")
class DeleteView(MethodView):
    """Erasing."""

    @blp.arguments(PrivacyErasureAsked)
    @blp.response(202, PrivacyRequestSchema)
    def post(self, asked: dict[str, Any]) -> Request:
        """Says what would be erased and what to type; sent again with that, erases it."""
        now, business_id = rt().clock.now(), asked["business_id"]
        if asked["confirmation"] is None:
            return asking.ask_for_erasure(rt(), business_id, caller=caller(), now=now)
        return asking.confirm_erasure(rt(), business_id, confirmation=asked["confirmation"], caller=caller(), now=now)


@blp.route("/requests")
class RequestsView(MethodView):
    """What was asked for."""

    @blp.response(200, PrivacyRequestsSchema)
    def get(self) -> dict[str, Sequence[Request]]:
        """Your exports and erasures, the newest first."""
        return {"requests": asking.own(rt(), caller=caller(), now=rt().clock.now())}


@blp.route("/requests/<uuid:request_id>")
class RequestView(MethodView):
    """One request."""

    @blp.response(200, PrivacyRequestSchema)
    def get(self, request_id: UUID) -> Request:
        """How far it is, what was found, and the receipt with whether it is still the one that we signed."""
        return asking.one(rt(), request_id, caller=caller(), now=rt().clock.now())


@blp.route("/requests/<uuid:request_id>/file")
class ExportedView(MethodView):
    """The file of an export."""

    @blp.response(200, {"type": "string", "format": "binary"}, content_type="application/zip")
    def get(self, request_id: UUID) -> Response:
        """The zip, for a week and for whoever asked for it."""
        pieces = exporting.fetch(rt(), request_id, caller=caller(), now=rt().clock.now())
        response = Response(pieces, mimetype="application/zip")
        response.headers["Content-Disposition"] = f'attachment; filename="my-data-{request_id.hex[:8]}.zip"'
        return response


@blp.route("/consents")
class ConsentsView(MethodView):
    """What one agreed to."""

    @blp.response(200, ConsentsSchema)
    def get(self) -> dict[str, Sequence[Standing]]:
        """For what we ask you, in your words and ours, and what you said when."""
        return {"consents": consenting.standing(rt(), caller=caller())}

    @blp.arguments(ConsentSaid)
    @blp.response(200, ConsentSchema)
    def put(self, said: dict[str, Any]) -> Standing:
        """Gives or takes back your consent to a purpose; it holds at once."""
        return consenting.answer(rt(), said.pop("purpose"), **said, caller=caller(), now=rt().clock.now())


@blp.route("/settings")
class SettingsView(MethodView):
    """How the rows of a business may be used."""

    @blp.arguments(PrivacyOfBusiness, location="query")
    @blp.response(200, PrivacySettingsSchema)
    def get(self, query: dict[str, Any]) -> Choices:
        """Whether the models may learn from a business, and without names alone."""
        return consenting.choices(rt(), query["business_id"], caller=caller())

    @blp.arguments(PrivacySettingsSchema)
    @blp.response(200, PrivacySettingsSchema)
    def put(self, wanted: Choices) -> Choices:
        """Says it; for the owner alone."""
        return consenting.choose(rt(), wanted, caller=caller(), now=rt().clock.now())
