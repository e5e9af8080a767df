"""The OpenAPI side: one document at `/openapi.json`, Swagger UI at `/docs` from our own files, one error schema."""

from typing import Any

import flask
import flask_smorest
from flask import Flask, Response
from werkzeug.exceptions import HTTPException

from app.runtime.http import errors, openapi
from app.runtime.http.blueprints import Blueprint, marks_of, public

TITLE = "FinEasy AI backend"
VERSION = "1.0.0"
DESCRIPTION = (
    "Fraud alerts, predictive insights, GST checks and invoice drafts from the books that the FinEasy app keeps. "
    "Every call but the health probes needs `Authorization: Bearer <access token>`. Every error has the same shape."
)


class Api(flask_smorest.Api):  # type: ignore[misc]
    """flask-smorest's Api whose errors carry a sentence for a person."""

    ERROR_SCHEMA = errors.ErrorBody
    _document: str | None = None

    def handle_http_exception(self, error: HTTPException) -> Response:
        """The house's error answer."""
        return errors.http_error(error)

    @public
    def _openapi_json(self) -> Response:
        """The document, written once: it does not change while the process lives."""
        if self._document is None:
            document = openapi.completed(self.spec.to_dict(), self._public_paths())
            self._document = flask.json.dumps(document, indent=2)
        return Response(self._document, mimetype="application/json")

    def _public_paths(self) -> frozenset[str]:
        rules = flask.current_app.url_map.iter_rules()
        return frozenset(rule.rule for rule in rules if "is_public" in marks_of(rule.endpoint))


def register(app: Flask, *blueprints: Blueprint) -> None:
    """Mounts the blueprints and documents them."""
    app.config |= {
        "API_TITLE": TITLE,
        "API_VERSION": VERSION,
        "OPENAPI_VERSION": "3.0.3",
        "OPENAPI_URL_PREFIX": "/",
        "OPENAPI_JSON_PATH": "openapi.json",
        "API_SPEC_OPTIONS": _options(),
    }
    api = Api(app)
    api.ma_plugin.converter.add_attribute_function(openapi.nullable)
    for blueprint in blueprints:
        api.register_blueprint(blueprint)


def _options() -> dict[str, Any]:
    return {
        "info": {"description": DESCRIPTION},
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}},
        "security": [{"token": []}],
    }
