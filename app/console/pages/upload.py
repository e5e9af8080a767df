"""`/admin/models/NAME/upload`: a model file from an admin's disk; what becomes of it is shown at once."""

from typing import Any, BinaryIO, cast

from flask import Response, request

from app.console import door, rendering
from app.console.blueprint import page
from app.model_registry.service import actors, models
from app.model_registry.service.files import uploads
from app.runtime.http import errors
from app.runtime.http.bodies import pass_over
from app.runtime.http.current import caller, rt
from app.values.errors import Invalid, TooLarge

LONGEST_NOTE = 500


@page("/models/<name>/upload")
def upload_form(name: str) -> Response:
    """The form."""
    return _form(name)


@page("/models/<name>/upload", method="POST", takes_model=True)
def upload(name: str) -> Response:
    """Takes the file and shows its validation, or says why it is not taken."""
    acting: dict[str, Any] = {"actor": actors.admin(caller()), "now": rt().clock.now()}
    try:
        _refuse_beyond_cap(name, acting)
        file = request.files.get("file")
        if file is None or not file.filename:
            return _form(name, "Please choose a file.", status=422)
        stream = cast(BinaryIO, file.stream)
        taken = uploads.upload(rt(), name, stream, filename=file.filename, reason=_note(), **acting)
    except (Invalid, TooLarge) as problem:
        return _form(name, problem.message, status=errors.status_of(problem))
    is_new = taken.created_at == acting["now"]
    return rendering.to("version", name=name, number=taken.version, said="uploaded" if is_new else "known")


def _refuse_beyond_cap(name: str, acting: dict[str, Any]) -> None:
    """Raises `ModelTooLarge`, written down, for a form that is too large to be read; it is sent to its end."""
    if door.is_beyond_cap():
        pass_over(request)
        uploads.refuse_size(rt(), name, request.content_length or 0, filename="", **acting)


def _note() -> str:
    return " ".join(request.form.get("reason", "").replace("\x00", "").split())[:LONGEST_NOTE]


def _form(name: str, refusal: str = "", *, status: int = 200) -> Response:
    return rendering.page(
        "upload.html",
        status=status,
        model=models.one(rt(), name),
        most_bytes=rt().settings.model_max_file_size,
        refusal=refusal,
    )
