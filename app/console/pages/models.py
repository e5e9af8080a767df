"""`/admin/models`: every model with what serves of it."""

from flask import Response

from app.console import rendering
from app.console.blueprint import page


@page("")
def home() -> Response:
    """The way to the models."""
    return rendering.to("models")


@page("/models")
def models() -> Response:
    """Every model."""
    return rendering.page("models.html", models=[])
