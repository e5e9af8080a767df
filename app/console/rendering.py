"""Templates become pages. They are compiled when first shown, so a web process that serves no admin carries none."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import flask
from flask import Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.console import assets, door, sentences, words
from app.runtime.http.current import rt

FOLDER = Path(__file__).parent / "templates"


def page(template: str, *, status: int = 200, **values: Any) -> Response:
    """A whole page, or the part of one that htmx asked for."""
    return Response(rendered(template, **values), status=status, mimetype="text/html")


def rendered(template: str, **values: Any) -> str:
    """The text of a template; a name that it does not know is an error, never an empty place."""
    return _environment().get_template(template).render(**_present(), **values)


def to(endpoint: str, *, said: str | None = None, **values: Any) -> Response:
    """Sends the browser on after a form; `said` names the sentence that the next page opens with."""
    address = flask.url_for(f"console.{endpoint}", said=said, **values)
    return flask.redirect(address, 303)  # type: ignore[return-value]


def _present() -> Mapping[str, Any]:
    return {
        "session": door.session(),
        "form_field": door.FORM_FIELD,
        "said": sentences.SAID.get(flask.request.args.get("said", "")),
        "here": flask.request.path,
        "environment": rt().settings.environment,
        "url": lambda endpoint, **values: flask.url_for(f"console.{endpoint}", **values),
    }


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= words.FILTERS
    environment.globals["asset"] = assets.address
    return environment
