"""The calls of the phone app that turn words, texts and photos into invoice drafts."""

from typing import Any

from flask.views import MethodView

from app.flags.rules import DRAFTS
from app.invoices import schemas, service
from app.invoices.records import Correction, Generation, ImageText, Kept, Reading
from app.runtime.http.blueprints import Blueprint, needs
from app.runtime.http.current import caller, rt

blp = Blueprint("invoices", __name__, url_prefix="/api/v1", description="Invoices from words, texts and photos")


@blp.route("/invoice/generate")
@needs(DRAFTS)
class GenerateView(MethodView):
    """A sentence."""

    @blp.arguments(schemas.GenerateRequest)
    @blp.response(200, schemas.GenerationSchema)
    def post(self, request: dict[str, Any]) -> Generation:
        """The draft of an invoice from a sentence in English, Hinglish or Hindi, or what the sentence lacks."""
        request["on"], request["is_to_be_saved"] = request.pop("reference_date"), request.pop("save")
        return service.generate(rt(), caller=caller(), now=rt().clock.now(), **request)


@blp.route("/invoice/corrections")
class CorrectionsView(MethodView):
    """What a person set right."""

    @blp.arguments(schemas.CorrectionRequest)
    @blp.response(200, schemas.KeptCorrection)
    def post(self, correction: Correction) -> Kept:
        """Keeps the parts of a sentence as they should have been read. A repeat changes nothing."""
        return service.correct(rt(), correction, caller=caller(), now=rt().clock.now())


@blp.route("/nlp/parse-invoice")
@needs(DRAFTS)
class ParseView(MethodView):
    """The text of a bill."""

    @blp.arguments(schemas.ParseRequest)
    @blp.response(200, schemas.ReadingSchema)
    def post(self, request: dict[str, Any]) -> Reading:
        """The fields of a bill from its text, and the invoice form they fill."""
        return service.parse(rt(), caller=caller(), now=rt().clock.now(), **request)


@blp.route("/ocr/extract-text")
@needs(DRAFTS)
class ExtractView(MethodView):
    """A photo."""

    @blp.arguments(schemas.ExtractRequest)
    @blp.response(200, schemas.ImageTextSchema)
    def post(self, request: dict[str, Any]) -> ImageText:
        """The text of a photo, read in the worker; the same photo again is answered at once."""
        return service.extract_text(rt(), request["image"], caller=caller())
