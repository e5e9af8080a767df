"""`/admin/models`: every model with what serves of it, and one with all that is known of it."""

from flask import Response

from app.console import charts, rendering
from app.console.blueprint import page
from app.model_registry import service
from app.model_registry.service import models as models_
from app.model_registry.service import versions
from app.model_registry.service.judging import monitoring
from app.runtime.http.current import rt


@page("/")
@page("")
def home() -> Response:
    """The way to the models."""
    return rendering.to("models")


@page("/models")
def models() -> Response:
    """Every model: what serves, how well, and how that changes from week to week."""
    found = models_.listed(rt())
    weeks = {model.name: monitoring.weeks(rt(), model.name) for model in found if model.is_learned}
    return rendering.page(
        "models.html",
        models=found,
        figures={figures.model_name: figures for figures in service.performance(rt())},
        charts={name: charts.weeks(of_model) for name, of_model in weeks.items()},
    )


@page("/models/<name>")
def model(name: str) -> Response:
    """One model: what follows its pointer, its versions, its weeks, refused files and what happened."""
    found = models_.one(rt(), name)
    weeks = monitoring.weeks(rt(), name) if found.is_learned else []
    return rendering.page(
        "model.html",
        model=found,
        versions=versions.listed(rt(), name),
        weeks=weeks,
        chart=charts.weeks(weeks),
        comparison=monitoring.shadow_comparison(rt(), name) if found.pointer.shadow else None,
        figures=next((one for one in service.performance(rt()) if one.model_name == name), None),
        loads=[report for report in service.load_reports(rt()) if report.name == name],
        refusals=versions.refusals_of(rt(), name),
        events=versions.events(rt(), name, most=30),
    )
