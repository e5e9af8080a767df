"""Swagger UI at `/docs`, from files of an installed package: no CDN, nothing inline, so the strict policy holds."""

from importlib.resources import files
from pathlib import Path

import flask
from flask import Response, send_from_directory

from app.runtime.http.blueprints import public

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'"
)
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>FinEasy AI backend</title><link rel="stylesheet" href="/docs/swagger-ui.css"></head>
<body><div id="swagger-ui"></div>
<script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script>
</body></html>
"""
START = (
    'SwaggerUIBundle({url: "/openapi.json", dom_id: "#swagger-ui", deepLinking: true, persistAuthorization: true,'
    " tryItOutEnabled: true});\n"
)
blp = flask.Blueprint("docs", __name__)


def _page() -> Response:
    response = Response(PAGE, mimetype="text/html")
    response.headers["Content-Security-Policy"] = POLICY
    return response


def _start() -> Response:
    return Response(START, mimetype="text/javascript")


def _asset(name: str) -> Response:
    response = send_from_directory(_assets(), name, max_age=86400)
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


def _assets() -> Path:
    vendor = Path(str(files("swagger_ui_bundle"))) / "vendor"
    return next(vendor.glob("swagger-ui-*"))


blp.add_url_rule("/docs", view_func=public(_page))
blp.add_url_rule("/api/docs", endpoint="alias", view_func=public(_page))
blp.add_url_rule("/docs/start.js", view_func=public(_start))
blp.add_url_rule("/docs/<any('swagger-ui.css', 'swagger-ui-bundle.js'):name>", view_func=public(_asset))
