"""`/admin/models/NAME/versions/N`: one version with everything that was measured of it, and how its validation goes."""

import flask
from flask import Response

from app.console import charts, rendering, sentences
from app.console.blueprint import page
from app.model_registry.records import Comparison, Model, ModelVersion, Validation
from app.model_registry.rules import offers
from app.model_registry.service import jobs, models, versions
from app.runtime.http.current import rt
from app.runtime.jobs import desk
from app.runtime.jobs.lines import Line
from app.runtime.jobs.records import Job, JobNotFound
from ml_models import bundle


@page("/models/<name>/versions/<int:number>")
def version(name: str, number: int) -> Response:
    """The version: steps it may take, gates, figures beside production, facts, history."""
    model, found = models.one(rt(), name), versions.one(rt(), name, number)
    validations = versions.validations_of(rt(), name, number)
    job, lines = _validation_job(found)
    return rendering.page(
        "version.html",
        model=model,
        version=found,
        steps=offers.offered(found, model.pointer, is_second_person_needed=rt().settings.is_second_person_needed),
        validations=validations,
        validation=validations[0] if validations else None,
        compared=_beside_production(model, found),
        measured=_measured(validations[0]) if validations else None,
        job=job,
        lines=lines,
        bounds=charts.bounds,
        words=sentences.STEPS,
        events=[event for event in versions.events(rt(), name) if event.version == number],
    )


@page("/models/<name>/versions/<int:number>/validation")
def validation(name: str, number: int) -> Response:
    """How far the validation has come; when it is over, the whole page is asked for anew."""
    found = versions.one(rt(), name, number)
    job, lines = _validation_job(found)
    response = rendering.page("validation_part.html", version=found, job=job, lines=lines)
    if job is None or job.is_over:
        response.headers["HX-Redirect"] = flask.url_for("console.version", name=name, number=number)
    return response


@page("/models/<name>/versions/<int:number>/file")
def download(name: str, number: int) -> Response:
    """The version as the one file that can be uploaded elsewhere."""
    response = Response(versions.download(rt(), name, number), mimetype="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{number}{bundle.SUFFIX}"'
    return response


def _validation_job(found: ModelVersion) -> tuple[Job | None, list[Line]]:
    job_id = jobs.latest_validation(rt(), found)
    if job_id is None:
        return None, []
    try:
        job, lines = desk.one(rt(), job_id)
    except JobNotFound:
        return None, []
    return job, list(lines)


def _beside_production(model: Model, found: ModelVersion) -> Comparison:
    """The comparison with what serves; with itself for what serves, so that the page has one shape."""
    production = model.pointer.production
    return versions.compare(rt(), model.name, found.version, production.version if production else found.version)


def _measured(validation: Validation) -> dict[str, object]:
    """The latest evaluation, put in order for the plots."""
    evaluation = validation.evaluation
    answers, rows = charts.confusion(evaluation.get("confusion") or {})
    return {
        "reliability": charts.reliability(evaluation),
        "calibration": evaluation.get("calibration"),
        "answers": answers,
        "confusion": rows,
        "slices": evaluation.get("slices") or [],
        "behaviours": evaluation.get("behaviours") or [],
        "drift": sorted(evaluation.get("drift") or [], key=lambda one: -one["psi"]),
        "cost": evaluation.get("cost"),
        "primary": evaluation.get("primary", ""),
        "cases": evaluation.get("cases"),
        "fingerprint": evaluation.get("data_fingerprint", ""),
    }
