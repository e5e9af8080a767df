"""The health calls of the operators' guides, each measured: `/health` for the phone, the others for probes."""

from collections.abc import Callable, Mapping
from typing import Any

import marshmallow as ma
from flask import Flask, Response, current_app, jsonify
from flask.views import MethodView

from app.runtime.health import probes
from app.runtime.health.service import REQUIRED, Finding, Health, overall
from app.runtime.http.blueprints import Blueprint, admin_only, public, unlimited
from app.runtime.http.current import rt, runtime_of
from app.runtime.http.schema import Schema
from app.runtime.runtime import Runtime

EXTENSION = "health"
FEATURES = "health-features"
Features = Callable[[Runtime], Mapping[str, bool]]
blp = Blueprint("health", __name__, url_prefix="/health", description="Whether the service can answer")
status_blp = Blueprint("status-aliases", __name__, url_prefix="/api/status", description="Second addresses of probes")
versioned_blp = Blueprint("app-health", __name__, url_prefix="/api/v1", description="Whether the service can answer")


class FindingSchema(Schema):
    """One component."""

    healthy = ma.fields.Boolean(required=True, attribute="is_healthy")
    detail = ma.fields.String(required=True)
    took_ms = ma.fields.Float(required=True)


class HealthSchema(Schema):
    """The whole."""

    status = ma.fields.String(required=True, validate=ma.validate.OneOf(("healthy", "degraded", "unhealthy")))
    timestamp = ma.fields.AwareDateTime(required=True)
    features = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.Boolean(), required=True)
    checks = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.Nested(FindingSchema), required=True)
    services = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.Boolean(), required=True)


def register(app: Flask, features: Features, **more: probes.Probe) -> None:
    """Gives `app` its probes, with `more` of what stands above; `features` says what is switched on."""
    runtime = runtime_of(app)
    app.extensions[EXTENSION] = Health(runtime, {**probes.of(runtime), **more})
    app.extensions[FEATURES] = features


def health() -> Health:
    """The probes of this process."""
    found: Health = current_app.extensions[EXTENSION]
    return found


def _report(findings: list[Finding]) -> Mapping[str, Any]:
    checks = {finding.component: finding for finding in findings}
    features = current_app.extensions[FEATURES](rt())
    return {
        "status": overall(findings),
        "timestamp": rt().clock.now(),
        "features": features,
        "checks": checks,
        "services": {finding.component: finding.is_healthy for finding in findings},
    }


def _answered(findings: list[Finding]) -> Response:
    body = HealthSchema().dump(_report(findings))
    response = jsonify(body)
    response.status_code = 503 if body["status"] == "unhealthy" else 200
    return response


def _state(findings: list[Finding]) -> Response:
    response = jsonify(status=overall(findings), version=rt().settings.app_version)
    response.status_code = 503 if overall(findings) == "unhealthy" else 200
    return response


@status_blp.route("/health")
@blp.route("")
@public
@unlimited
class HealthView(MethodView):
    """What the app asks before anything else."""

    @blp.response(200, HealthSchema)
    def get(self) -> Response:
        """Whether the service is usable (200) or not (503), and which features are on."""
        return _answered(health().findings())


@blp.route("/live")
@public
@unlimited
class LiveView(MethodView):
    """The process alone."""

    @blp.response(200)
    def get(self) -> Response:
        """The process answers; nothing else is asked."""
        return jsonify(status="alive")


@blp.route("/ready")
@public
@unlimited
class ReadyView(MethodView):
    """Whether requests should be sent here."""

    @blp.response(200)
    def get(self) -> Response:
        """Database and schema are there (200), or not (503); and which version of this service says so."""
        return _state(health().findings(REQUIRED))


@blp.route("/startup")
@public
@unlimited
class StartupView(MethodView):
    """Whether the start is over."""

    @blp.response(200)
    def get(self) -> Response:
        """Schema applied and every component asked once (200), or not yet (503)."""
        return _state(health().findings())


@status_blp.route("/detailed")
@blp.route("/detailed")
@admin_only
class DetailedView(MethodView):
    """Everything, for an admin."""

    @blp.response(200, HealthSchema)
    def get(self) -> Response:
        """Every component with what was found and how long it took."""
        return _answered(health().findings())


@blp.route("/dependencies")
@admin_only
class DependenciesView(MethodView):
    """What the service needs."""

    @blp.response(200)
    def get(self) -> Response:
        """Every component, whether it is required, and whether it answers."""
        found = health().findings()
        rows = [
            {"component": one.component, "required": one.component in REQUIRED, "healthy": one.is_healthy}
            for one in found
        ]
        return jsonify(dependencies=rows)


@blp.route("/test/<string:component>")
@admin_only
class TestView(MethodView):
    """One component, now."""

    @blp.response(200, FindingSchema)
    def post(self, component: str) -> Finding:
        """Measure one component now."""
        return health().tested(component)


@versioned_blp.route("/health")
@unlimited
class AppHealthView(MethodView):
    """The same for a signed-in app."""

    @versioned_blp.response(200, HealthSchema)
    def get(self) -> Response:
        """Status and the features that are on."""
        return _answered(health().findings())
