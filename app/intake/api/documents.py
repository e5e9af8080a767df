"""Documents: a photo, PDF or text is sent, read and shown with what follows from it, set right, and deleted."""

from typing import Any
from uuid import UUID

import flask
from flask.views import MethodView

from app.flags import service as flags
from app.flags.rules import DRAFTS
from app.intake import service
from app.intake.api import forms
from app.intake.records import EntryPage, View
from app.intake.schemas import answers, documents, requests
from app.runtime.http import languages
from app.runtime.http.blueprints import Blueprint, needs, repeatable
from app.runtime.http.current import caller, rt
from app.runtime.http.errors import ErrorBody

UNDER_WAY = "It takes longer: `GET /api/v1/jobs/{job_id}`."
blp = Blueprint("intake", __name__, url_prefix="/api/v1/invoices", description="Documents: photos, PDFs and texts")


@blp.route("/extract")
@repeatable
@needs(DRAFTS)
class ExtractView(MethodView):
    """A file."""

    @blp.doc(requestBody=forms.BODY)
    @blp.response(200, documents.ExtractionSchema)
    @blp.alt_response(202, schema=documents.DocumentUnderWaySchema, description=UNDER_WAY)
    @blp.alt_response(413, schema=ErrorBody, description="Larger than MAX_FILE_SIZE.")
    def post(self) -> flask.Response:
        """Reads a bill from a photo, PDF or text, and checks it against the law and the books. Safe to repeat."""
        upload, wait_seconds = forms.sent()
        flags.require(rt(), DRAFTS, caller=caller(), business_id=upload.business_id)  # a form is read here alone
        asked: dict[str, Any] = {"now": rt().clock.now(), "language": languages.wanted(), "wait_seconds": wait_seconds}
        return _answer(service.receive(rt(), upload, caller=caller(), **asked))


@blp.route("/extractions")
class ExtractionsView(MethodView):
    """What was sent."""

    @blp.arguments(requests.ExtractionsQuery, location="query")
    @blp.response(200, documents.DocumentPageSchema)
    def get(self, query: dict[str, Any]) -> EntryPage:
        """The documents of a business, the newest first."""
        return service.listed(rt(), query.pop("business_id"), caller=caller(), **query)


@blp.route("/extractions/<uuid:extraction_id>")
class ExtractionView(MethodView):
    """One document."""

    @blp.response(200, documents.ExtractionSchema)
    @blp.alt_response(202, schema=documents.DocumentUnderWaySchema, description=UNDER_WAY)
    def get(self, extraction_id: UUID) -> flask.Response:
        """A document with its values, their places, and what follows from them."""
        asked: dict[str, Any] = {"now": rt().clock.now(), "language": languages.wanted()}
        return _answer(service.document(rt(), extraction_id, caller=caller(), **asked))

    @blp.arguments(requests.CorrectionsRequest)
    @blp.response(200, documents.ExtractionSchema)
    def patch(self, sent: dict[str, Any], extraction_id: UUID) -> flask.Response:
        """Sets values right. The sums are tried and the checks asked again; the same again changes nothing."""
        asked: dict[str, Any] = {"now": rt().clock.now(), "language": languages.wanted()}
        return _answer(service.correct(rt(), extraction_id, **sent, caller=caller(), **asked))

    @blp.response(204)
    def delete(self, extraction_id: UUID) -> None:
        """Deletes a document with its file, its pictures and all that was read in it. Again changes nothing."""
        service.remove(rt(), extraction_id, caller=caller())


@blp.route("/extractions/<uuid:extraction_id>/pages/<int:number>")
class PageView(MethodView):
    """The picture of a page."""

    @blp.response(200, content_type="image/jpeg", schema={"type": "string", "format": "binary"})
    def get(self, extraction_id: UUID, number: int) -> flask.Response:
        """A page as it was sent, as a JPEG; the places of values are shares of it."""
        picture = flask.Response(service.page(rt(), extraction_id, number, caller=caller()), mimetype="image/jpeg")
        picture.headers["Cache-Control"] = "private, no-store"
        return picture


def _answer(view: View) -> flask.Response:
    """The document, or how far its reading is."""
    told = answers.under_way(view)
    if told is not None:
        return flask.make_response(told, 202)
    return languages.named(flask.jsonify(answers.answered(view)), languages.wanted())
