"""`/metrics` in Prometheus' text form: what every process counted, summed, and what is measured when asked.

Nothing here waits for a server that is away longer than its probe does, and many who ask at once share one measurement.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from flask import Flask, Response, request
from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily, Metric

from app.runtime.backups import noted
from app.runtime.backups.noted import Noted
from app.runtime.health.service import Health, overall
from app.runtime.http.blueprints import marked
from app.runtime.http.health import EXTENSION
from app.runtime.identity import Caller
from app.runtime.jobs import figures
from app.runtime.observe import counted
from app.runtime.observe.machine import Machine
from app.runtime.observe.rates import Rates
from app.runtime.observe.remembered import Remembered
from app.runtime.runtime import Runtime
from app.values.errors import NotFound, Unavailable

NOW_SECONDS = 2.0
"""As long as what the probes found is remembered; Prometheus asks every 15 s."""
RARELY_SECONDS = 60.0
"""Of what changes with a job or a decision."""


ALIAS = "/api/status/metrics"
"""Its second address lies below one that is let out of the network: whoever comes through a proxy finds nothing."""


@dataclass(frozen=True, slots=True)
class ModelFigures:
    """Readers of the registry's tables, each by the name of a model. They raise `Unavailable`.

    accuracies : how right each is, 0..1; drifts : its furthest moved input (PSI, 0 where nothing moved)
    """

    accuracies: Callable[[], Mapping[str, float]]
    versions: Callable[[], Mapping[str, str]]
    drifts: Callable[[], Mapping[str, float]]


def register(app: Flask, runtime: Runtime, models: ModelFigures, requests: CollectorRegistry) -> None:
    """Serves `/metrics`, the counts of `requests` among them, without a token: keep it inside the network."""
    page = Page(app.extensions[EXTENSION], runtime, models, requests)

    def metrics() -> Response:
        return Response(page.written(), content_type=counted.CONTENT_TYPE)

    def alias() -> Response:
        if "X-Forwarded-For" in request.headers:
            raise NotFound
        return metrics()

    app.add_url_rule("/metrics", view_func=marked(metrics, "is_public", "is_unlimited"))
    app.add_url_rule(ALIAS, endpoint="metrics-alias", view_func=marked(alias, "is_public", "is_unlimited"))


class Page:
    """The figures of one process, and what it remembers of them."""

    def __init__(self, health: Health, runtime: Runtime, models: ModelFigures, requests: CollectorRegistry) -> None:
        self._health = health
        self._rt = runtime
        self._models = models
        self._requests = requests
        self._rates = Rates()
        self._now = Remembered(lambda: list(self._measured()), seconds=NOW_SECONDS)
        self._rarely = Remembered(lambda: list(self._read_rarely()), seconds=RARELY_SECONDS)

    def written(self) -> bytes:
        """The whole page."""
        found = counted.families(self._requests)
        return counted.text(
            [*found, *self._rates.families(found), *Machine().families(), *self._now.value(), *self._rarely.value()]
        )

    def _measured(self) -> Iterator[Metric]:
        """Health, and what waits."""
        findings = self._health.findings()
        health = {"healthy": 1.0, "degraded": 0.5, "unhealthy": 0.0}[overall(findings)]
        yield GaugeMetricFamily("ai_backend_health_status", "1 healthy, 0.5 degraded, 0 unhealthy", health)
        answers = {finding.component: float(finding.is_healthy) for finding in findings}
        yield _by("component", "ai_backend_component_health", "1 when the component answers", answers)
        yield from figures.of_queue(self._rt.broker)
        try:
            with self._rt.db.transaction(Caller.service()) as tx:
                yield from list(figures.of_table(tx))
        except Unavailable:
            return

    def _read_rarely(self) -> Iterator[Metric]:
        """Models, and the age of the newest backup."""
        try:
            yield from _backup(noted.present(self._rt))
            accuracies, drifts = self._models.accuracies(), self._models.drifts()
            versions = self._models.versions()
        except Unavailable:
            return
        yield _by("type", "ai_backend_model_accuracy", "Measured accuracy, 0 to 1", accuracies)
        yield _by("type", "ai_backend_model_drift", "How far the inputs of the last week moved (PSI)", drifts)
        told = "1 for the version in production"
        serving = GaugeMetricFamily("ai_backend_model_serving_info", told, labels=["name", "version"])
        for name, version in versions.items():
            serving.add_metric([name, version], 1)
        yield serving


def _by(label: str, name: str, told: str, values: Mapping[str, float]) -> Metric:
    family = GaugeMetricFamily(name, told, labels=[label])
    for one, value in values.items():
        family.add_metric([one], value)
    return family


def _backup(known: Noted) -> Iterator[Metric]:
    yield GaugeMetricFamily("ai_backend_backup_failing", "1 when the last try made none", float(bool(known.failed_at)))
    if known.begun_at:
        told = "When the newest backup was begun"
        yield GaugeMetricFamily("ai_backend_backup_newest_timestamp_seconds", told, known.begun_at.timestamp())
