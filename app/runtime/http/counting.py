"""Requests counted and timed by method, route and status, as prometheus-flask-exporter names them.

Nothing that a caller sends becomes a label: the route is the rule that matched, and a made-up method is `OTHER`.
"""

from typing import TYPE_CHECKING

from flask import Flask, Request
from prometheus_client import CollectorRegistry
from prometheus_flask_exporter import PrometheusMetrics

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

EXTENSION = "requests-counted"
METHODS = frozenset(("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT"))
OTHER, NO_ROUTE = "OTHER", "none"
BUCKETS_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30)
"""2 s is the objective."""
UNCOUNTED = ["/health.*", "/metrics", "/api/status/.*", "/api/v1/status"]
"""Patterns of the paths of probes: those would hide how callers fare."""


def route(request: Request) -> str:
    """The rule that matched, with its places and never with what stood in them."""
    return str(request.url_rule or NO_ROUTE)


def register(app: Flask) -> CollectorRegistry:
    """Counts around every other hook, in the registry that is given back; stands before them all."""
    registry = CollectorRegistry()
    PrometheusMetrics(
        app, path=None, registry=registry, group_by=route, buckets=BUCKETS_SECONDS, excluded_paths=UNCOUNTED
    )
    app.wsgi_app = KnownMethods(app.wsgi_app)  # type: ignore[method-assign]
    app.extensions[EXTENSION] = registry
    return registry


def registry_of(app: Flask) -> CollectorRegistry:
    """Where this process counts the requests of `app`."""
    found: CollectorRegistry = app.extensions[EXTENSION]
    return found


class KnownMethods:
    """Lets through methods that HTTP has (RFC 9110, RFC 5789), and any other as `OTHER`, which no route answers."""

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> "Iterable[bytes]":
        """The application's answer."""
        if environ["REQUEST_METHOD"] not in METHODS:
            environ["REQUEST_METHOD"] = OTHER
        return self._app(environ, start_response)
