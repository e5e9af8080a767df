"""A file and what goes with it, as a form (multipart/form-data): measured before it is read."""

import flask
import marshmallow as ma

from app.intake.records import DocumentTooLarge, Upload
from app.intake.schemas.requests import LONGEST_WAIT_SECONDS, ExtractForm
from app.runtime.http import bodies
from app.runtime.http.current import rt
from app.values.errors import Invalid

FIELD = "file"
FORM = {
    "type": "object",
    "required": [FIELD, "business_id"],
    "properties": {
        FIELD: {"type": "string", "format": "binary", "description": "A photo, PDF or text of one bill."},
        "business_id": {"type": "string", "format": "uuid"},
        "reference_date": {"type": "string", "format": "date", "description": "The day of reading; today when absent."},
        "wait": {"type": "number", "minimum": 0, "maximum": LONGEST_WAIT_SECONDS, "description": "Seconds."},
    },
}
BODY = {"required": True, "content": {"multipart/form-data": {"schema": FORM}}}


def sent() -> tuple[Upload, float | None]:
    """The file of the form, and how long to wait. Raises `DocumentTooLarge`, or `Invalid` naming each wrong field."""
    content, name = _file()
    try:
        asked = ExtractForm().load(flask.request.form.to_dict())
    except ma.ValidationError as error:
        wrong = {str(field): sentences for field, sentences in error.messages_dict.items()}
        field, sentences = next(iter(wrong.items()))
        raise Invalid(f"Please check “{field}”: {str(sentences[0]).lower()}", errors=wrong) from error
    if content is None:
        words = f"Send the photo or PDF as the field “{FIELD}” of a form (multipart/form-data)."
        raise Invalid(words, errors={FIELD: ["This is missing."]})
    on = asked["reference_date"] or rt().clock.today()
    return Upload(asked["business_id"], name, content, on), asked["wait"]


def _file() -> tuple[bytes | None, str]:
    """The bytes and what they are called; None where the form has none."""
    found = bodies.file_of(flask.request, FIELD, most_bytes=rt().settings.max_file_size, refusal=DocumentTooLarge())
    if found is None:
        return None, ""
    with found.stream as stream:
        return stream.read(), found.filename or ""
