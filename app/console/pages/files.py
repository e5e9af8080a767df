"""`/admin/static`: scripts and styles, kept by browsers for ever under the address that names their content."""

from flask import Response, request

from app.console import assets
from app.console.blueprint import page
from app.values.errors import NotFound

FOR_EVER = "public, max-age=31536000, immutable"


@page("/static/<path:name>", is_open=True)
def asset(name: str) -> Response:
    """The file; under an address with another hash it may not be kept."""
    if not assets.is_given_out(name):
        raise NotFound("There is no page at this address.")
    path = assets.FOLDER / name
    response = Response(path.read_bytes(), mimetype=assets.TYPES[path.suffix])
    response.headers["Cache-Control"] = FOR_EVER if request.args.get("v") == assets.digest(name) else "no-cache"
    return response
