"""The month's GSTR-2B against the purchase bills: a file uploaded, the match shown, rows answered."""

from typing import Any
from uuid import UUID

import flask
from flask.views import MethodView

from app.compliance.records.reconciliation import FileTooLarge, KeptRow, Page, Reconciliation, Upload
from app.compliance.schemas import reconciliation as schemas
from app.compliance.service import matching as service
from app.flags.rules import COMPLIANCE
from app.runtime.http import bodies, languages
from app.runtime.http.blueprints import Blueprint, needs, repeatable
from app.runtime.http.current import caller, rt
from app.runtime.http.errors import ErrorBody
from app.values.errors import Invalid

FIELD = "file"
FORM = {"type": "object", "required": [FIELD], "properties": {FIELD: {"type": "string", "format": "binary"}}}
BODY = {"required": True, "content": {"multipart/form-data": {"schema": FORM}}}

blp = Blueprint("reconciliation", __name__, url_prefix="/api/v1/compliance", description="Purchase bills and GSTR-2B")


@blp.route("/<uuid:business_id>/gstr2b")
@repeatable
@needs(COMPLIANCE)
class UploadView(MethodView):
    """The portal's file."""

    @blp.doc(requestBody=BODY)
    @blp.response(201, schemas.UploadSchema)
    @blp.alt_response(200, schema=schemas.UploadSchema, description="These very bytes were taken before.")
    @blp.alt_response(202, schema=schemas.UploadUnderWaySchema, description="It takes longer: `GET /jobs/{job_id}`.")
    @blp.alt_response(413, schema=ErrorBody, description="Larger than MAX_FILE_SIZE.")
    def post(self, business_id: UUID) -> tuple[Upload, int] | flask.Response:
        """Takes the GSTR-2B of a month (JSON or Excel, as the portal gives it) and matches the bills with it."""
        sent = service.upload(rt(), business_id, _sent(), caller=caller(), now=rt().clock.now())
        if sent.upload is None:
            return flask.make_response(schemas.UploadUnderWaySchema().dump(sent), 202)
        return sent.upload, 201 if sent.is_new else 200


@blp.route("/<uuid:business_id>/reconciliation")
class ReconciliationView(MethodView):
    """A month."""

    @blp.arguments(schemas.PeriodQuery, location="query")
    @blp.response(200, schemas.ReconciliationSchema)
    def get(self, query: dict[str, Any], business_id: UUID) -> Reconciliation:
        """A month's match by supplier with money: matched, differing, missing in 2B (credit at risk), not booked."""
        return service.reconciliation(rt(), business_id, caller=caller(), **query)


@blp.route("/<uuid:business_id>/reconciliation/rows")
class RowsView(MethodView):
    """Its rows."""

    @blp.arguments(schemas.RowsQuery, location="query")
    @blp.response(200, schemas.PageSchema)
    def get(self, query: dict[str, Any], business_id: UUID) -> Page:
        """The rows of a month, each field that differs in a sentence."""
        return service.rows(rt(), business_id, caller=caller(), language=languages.wanted(), **query)


@blp.route("/<uuid:business_id>/reconciliation/rows/<uuid:row_id>/answer")
class AnswerView(MethodView):
    """What is said of a row."""

    @blp.arguments(schemas.RowAnswer)
    @blp.response(200, schemas.KeptRowSchema)
    def post(self, said: dict[str, Any], business_id: UUID, row_id: UUID) -> KeptRow:
        """Accepts a row as it is, or sets it aside. It holds while both sides say what they said."""
        asked = {"said": said["answer"], "note": said["note"], "language": languages.wanted()}
        return service.answer(rt(), business_id, row_id, caller=caller(), now=rt().clock.now(), **asked)


@blp.route("/<uuid:business_id>/reconciliation/<string:period>/refresh")
@needs(COMPLIANCE)
class RefreshView(MethodView):
    """A month again."""

    @blp.response(200, schemas.ReconciliationSchema)
    def post(self, business_id: UUID, period: str) -> Reconciliation:
        """Matches a month anew. Looking at it does so too, whenever the books have changed."""
        return service.refreshed(rt(), business_id, period=period, caller=caller())


def _sent() -> bytes:
    """The bytes of the form's file. Raises `FileTooLarge`, or `Invalid` where there is none."""
    sent = bodies.file_of(flask.request, FIELD, most_bytes=rt().settings.max_file_size, refusal=FileTooLarge())
    if sent is None:
        words = f"Send the file of the GST portal as the field {FIELD!r} of a form (multipart/form-data)."
        raise Invalid(words, errors={FIELD: ["This is missing."]})
    with sent.stream as stream:
        return stream.read()
