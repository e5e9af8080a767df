"""The one place where the parts are joined into an application."""

import os
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import click
from flask import Flask
from flask_compress import Compress
from flask_cors import CORS
from werkzeug.middleware.proxy_fix import ProxyFix

from app.assistant.api import blp as assistant_blp
from app.audit import cli as audit_cli
from app.audit.api import blp as audit_blp
from app.books import cli as books_cli
from app.compliance import api as compliance
from app.compliance import cli as compliance_cli
from app.console import pages as console
from app.feedback.api import blp as feedback_blp
from app.flags import api as flags_api
from app.flags import cli as flags_cli
from app.flags import service as flags_service
from app.fraud import cli as fraud_cli
from app.fraud.api import blp as fraud_blp
from app.insights import cli as insights_cli
from app.insights.api import blp as insights_blp
from app.intake.api import blp as intake_blp
from app.invoices import cli as invoices_cli
from app.invoices.api import blp as invoices_blp
from app.model_registry import cli as models_cli
from app.model_registry import service as models_service
from app.model_registry.api import blp as models_blp
from app.operations import cli as operations_cli
from app.privacy.api import blp as privacy_blp
from app.runtime import cache_cli, db_cli
from app.runtime.auth import cli as token_cli
from app.runtime.backups import cli as backups_cli
from app.runtime.health import cli as health_cli
from app.runtime.http import (
    api,
    bodies,
    counting,
    current,
    docs,
    errors,
    health,
    idempotency,
    info,
    jobs,
    limits,
    maintenance,
    metrics,
    requests,
    status,
    thinking,
)
from app.runtime.jobs import cli as jobs_cli
from app.runtime.maintenance import cli as maintenance_cli
from app.runtime.observe import logs, tracing
from app.runtime.runtime import Runtime, assemble
from app.runtime.sealing import cli as keys_cli
from app.runtime.settings import Settings, read
from app.runtime.settings import cli as settings_cli
from app.simulate import cli as demo_cli

BLUEPRINTS = (
    health.blp,
    health.versioned_blp,
    health.status_blp,
    thinking.blp,
    info.blp,
    status.blp,
    jobs.blp,
    assistant_blp,
    audit_blp,
    *compliance.BLUEPRINTS,
    feedback_blp,
    flags_api.blp,
    fraud_blp,
    insights_blp,
    intake_blp,
    invoices_blp,
    models_blp,
    privacy_blp,
)
COMMANDS = (
    settings_cli.group,
    token_cli.group,
    db_cli.group,
    health_cli.status,
    operations_cli.group,
    jobs_cli.group,
    cache_cli.group,
    audit_cli.group,
    backups_cli.group,
    maintenance_cli.group,
    keys_cli.group,
    flags_cli.group,
    models_cli.group,
    books_cli.group,
    demo_cli.group,
    demo_cli.simulate,
    compliance_cli.group,
    fraud_cli.group,
    insights_cli.group,
    invoices_cli.group,
)
MOST_FORM_PARTS = 100
COMPRESSED = ("application/json", "text/html", "text/css", "text/javascript")
NOT_THE_CONSOLE = r"^/(?!admin(/|$)).*"
"""What other web pages may call: a page of a neighbour must not read what an admin's browser is shown."""


class Application(Flask):
    """Flask for views that are plain functions: none is a coroutine, so none is examined for it at each call."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """`func` itself."""
        return func


def create_app(settings: Settings | None = None, *, runtime: Runtime | None = None) -> Flask:
    """An application on `settings`, or on what the environment says. Opens no connection. Raises `SettingsError`."""
    settings = settings or (runtime.settings if runtime else read(os.environ))
    app = Application(__name__, static_folder=None)
    app.debug = settings.debug
    app.json.sort_keys = app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.config["MAX_CONTENT_LENGTH"] = settings.max_file_size * 4 // 3 + bodies.ENVELOPE_BYTES
    app.config["MAX_FORM_PARTS"] = MOST_FORM_PARTS
    current.attach(app, runtime or assemble(settings))
    if settings.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.trusted_proxies, x_proto=settings.trusted_proxies)  # type: ignore[method-assign]
    _stand_around_requests(app, settings)
    flags_api.stop_when_off(app)
    api.register(app, *BLUEPRINTS)
    app.register_blueprint(docs.blp)
    app.register_blueprint(console.blp)
    for group in COMMANDS:
        app.cli.add_command(group)
    return app


def _stand_around_requests(app: Flask, settings: Settings) -> None:
    """Hooks run in this order before a request, and in the opposite order after it."""
    is_command = click.get_current_context(silent=True) is not None
    tracing.start(settings, "command" if is_command else "web")
    logs.configure(settings, sys.stderr if is_command else sys.stdout)  # what a command prints is its answer alone
    requests_counted = counting.register(app)
    errors.register(app)
    if settings.cors_allowed_origins:
        _let_web_pages_call(app, settings)
    app.config |= {"COMPRESS_ALGORITHM": ["gzip"], "COMPRESS_MIMETYPES": [*COMPRESSED]}
    Compress(app)
    requests.register_first(app)
    limits.register(app, current.runtime_of(app))
    maintenance.register(app)
    requests.register_last(app)
    idempotency.register(app)
    health.register(app, flags_service.features, ml_models=models_service.probe)
    info.register(app, flags_service.standing)
    thinking.register(app, models_service.standing)
    runtime = current.runtime_of(app)
    models = metrics.ModelFigures(
        accuracies=partial(models_service.accuracies, runtime),
        versions=partial(models_service.serving_versions, runtime),
        drifts=partial(models_service.drifts, runtime),
    )
    metrics.register(app, runtime, models, requests_counted)


def _let_web_pages_call(app: Flask, settings: Settings) -> None:
    CORS(
        app,
        resources=NOT_THE_CONSOLE,
        origins=list(settings.cors_allowed_origins),
        methods=["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
        allow_headers=["Authorization", "Content-Type", "Idempotency-Key", "X-Request-ID"],
        expose_headers=["Retry-After", "X-Request-ID", "Idempotent-Replayed"],
        supports_credentials="*" not in settings.cors_allowed_origins,
        send_wildcard="*" in settings.cors_allowed_origins,
    )
