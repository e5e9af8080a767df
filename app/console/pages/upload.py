"""`/admin/models/NAME/upload`: a model file from an admin's disk; what becomes of it is shown at once."""

from typing import BinaryIO, cast

from flask import Response, request

from app.console import rendering
from app.console.blueprint import page
from app.model_registry.service import people, uploads, versions
from app.runtime.http import errors
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
    file = request.files.get("file")
    if file is None or not file.filename:
        return _form(name, "Please choose a file.", status=422)
    try:
        taken = uploads.upload(
            rt(),
            name,
            cast(BinaryIO, file.stream),
            filename=file.filename,
            actor=people.admin(caller()),
            now=rt().clock.now(),
            reason=_note(),
        )
    except (Invalid, TooLarge) as problem:
        return _form(name, problem.message, status=errors.status_of(problem))
    return rendering.to("version", name=name, number=taken.version, said="uploaded")


def _note() -> str:
    return " ".join(request.form.get("reason", "").replace("\x00", "").split())[:LONGEST_NOTE]


def _form(name: str, refusal: str = "", *, status: int = 200) -> Response:
    return rendering.page(
        "upload.html",
        status=status,
        model=versions.model(rt(), name),
        most_bytes=rt().settings.model_max_file_size,
        refusal=refusal,
    )
