"""POST /api/v1/models/{name}/versions: a model file, read as it comes and never held by more than its cap."""

from typing import Any, BinaryIO, cast

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge

from app.model_registry.api.blueprint import NamedView, blp
from app.model_registry.api.looking import plain
from app.model_registry.records import Actor
from app.model_registry.schemas.versions import ModelUploadedSchema, ModelVersionsSchema
from app.model_registry.service import actors, jobs, versions
from app.model_registry.service.files import uploads
from app.runtime.http import current
from app.runtime.http.blueprints import admin_only, repeatable
from app.runtime.http.bodies import ENVELOPE_BYTES, pass_over
from app.runtime.http.errors import ErrorBody
from app.values.errors import Invalid

FIELD = "file"
FORM = {
    "type": "object",
    "required": [FIELD],
    "properties": {FIELD: {"type": "string", "format": "binary"}, "reason": {"type": "string", "maxLength": 1000}},
}
BODY = {"required": True, "content": {"multipart/form-data": {"schema": FORM}}}


@blp.route("/<string:name>/versions")
@admin_only
@repeatable
class VersionsView(NamedView):
    """Versions."""

    @blp.response(200, ModelVersionsSchema)
    def get(self, name: str) -> dict[str, Any]:
        """The versions of a model, the newest first."""
        return {"versions": versions.listed(current.rt(), name)}

    @blp.doc(requestBody=BODY)
    @blp.response(201, ModelUploadedSchema)
    @blp.alt_response(200, schema=ModelUploadedSchema, description="The file is a version already.")
    @blp.alt_response(413, schema=ErrorBody, description="Larger than MODEL_MAX_FILE_SIZE.")
    def post(self, name: str) -> tuple[dict[str, Any], int]:
        """Takes a model file as a candidate and has it validated; the same file again is the same version."""
        rt, actor = current.rt(), actors.admin(current.caller())
        now = rt.clock.now()
        file, filename = _file(name, actor)
        reason = request.form.get("reason", "")[:1000].replace("\x00", "")
        version = uploads.upload(rt, name, file, filename=filename, actor=actor, now=now, reason=reason)
        answer = plain(version) | {"validation_job_id": jobs.latest_validation(rt, version)}
        return answer, 201 if version.created_at == now else 200


def _file(name: str, actor: Actor) -> tuple[BinaryIO, str]:
    """The file of the form and what it is called. Raises `ModelTooLarge` before or while reading, or `Invalid`."""
    rt = current.rt()
    most = rt.settings.model_max_file_size + ENVELOPE_BYTES
    request.max_content_length = most
    try:
        if (request.content_length or 0) > most:
            raise RequestEntityTooLarge
        sent = request.files.get(FIELD)
    except RequestEntityTooLarge:
        pass_over(request)
        size = request.content_length or most + 1
        uploads.refuse_size(rt, name, size, filename="", actor=actor, now=rt.clock.now())
        raise
    if sent is None:
        words = f"Send the model as the field {FIELD!r} of a form (multipart/form-data)."
        raise Invalid(words, errors={FIELD: ["This is missing."]})
    return cast(BinaryIO, sent.stream), sent.filename or ""
