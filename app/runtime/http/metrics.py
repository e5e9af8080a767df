"""`/metrics` in Prometheus' text form: what every process counted, summed, and what is measured when asked."""

import os
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from flask import Flask
from prometheus_client import REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from prometheus_flask_exporter import PrometheusMetrics
from prometheus_flask_exporter.multiprocess import GunicornInternalPrometheusMetrics

from app.runtime.health.service import overall
from app.runtime.http.blueprints import marked
from app.runtime.http.health import EXTENSION
from app.runtime.identity import Caller
from app.runtime.jobs import repo
from app.runtime.observe.rates import Rates
from app.runtime.runtime import Runtime
from app.values.errors import Unavailable

Accuracies = Callable[[], Mapping[str, float]]
"""Reads how right each model is, 0..1 by its name. Raises `Unavailable`."""
Versions = Callable[[], Mapping[str, str]]
"""Reads which version of each model is in production, by its name. Raises `Unavailable`."""


def register(app: Flask, runtime: Runtime, *, accuracies: Accuracies, versions: Versions) -> None:
    """Serves `/metrics`, without a token: keep it inside the network."""
    measured = CollectorRegistry()
    measured.register(Measured(app, runtime, accuracies, versions))
    is_shared = "PROMETHEUS_MULTIPROC_DIR" in os.environ
    kind = _measuring(GunicornInternalPrometheusMetrics if is_shared else PrometheusMetrics, measured)
    options: dict[str, Any] = {} if is_shared else {"registry": CollectorRegistry()}
    kind(app, path="/metrics", group_by="url_rule", excluded_paths=["/health.*", "/metrics"], **options)
    marked(app.view_functions["prometheus_metrics"], "is_public", "is_unlimited")


def _measuring(kind: type[Any], measured: CollectorRegistry) -> type[Any]:
    """The exporter with our measured gauges (and, in a single process, our counters) behind its own lines."""

    class Exporter(kind):  # type: ignore[misc]
        def generate_metrics(self, accept_header: str | None = None, names: Any = None) -> tuple[str, str]:
            own, content_type = super().generate_metrics(None, names)
            counted = "" if "PROMETHEUS_MULTIPROC_DIR" in os.environ else generate_latest(REGISTRY).decode()
            return own + counted + generate_latest(measured).decode(), content_type

    return Exporter


class Measured(Collector):
    """Gauges computed at the moment of the scrape, under the names of the operators' guides."""

    def __init__(self, app: Flask, runtime: Runtime, accuracies: Accuracies, versions: Versions) -> None:
        self._app = app
        self._rt = runtime
        self._accuracies = accuracies
        self._versions = versions
        self._rates = Rates()

    def collect(self) -> Iterator[Metric]:
        """Health, rates, the depth of the queue and how right the models are."""
        findings = self._app.extensions[EXTENSION].findings()
        health = {"healthy": 1.0, "degraded": 0.5, "unhealthy": 0.0}[overall(findings)]
        yield GaugeMetricFamily("ai_backend_health_status", "1 healthy, 0.5 degraded, 0 unhealthy", health)
        component = GaugeMetricFamily(
            "ai_backend_component_health", "1 when the component answers", labels=["component"]
        )
        for finding in findings:
            component.add_metric([finding.component], float(finding.is_healthy))
        yield component
        hit_rate = self._rates.cache_hit_rate()
        if hit_rate is not None:
            yield GaugeMetricFamily("ai_backend_cache_hit_rate", "Share of cache looks that found something", hit_rate)
        per_minute = self._rates.requests_per_minute()
        yield GaugeMetricFamily("ai_backend_requests_per_minute", "Requests of the last minute", per_minute)
        yield from self._from_tables()

    def _from_tables(self) -> Iterator[Metric]:
        jobs = GaugeMetricFamily("ai_backend_jobs", "Jobs by state", labels=["state"])
        accuracy = GaugeMetricFamily("ai_backend_model_accuracy", "Measured accuracy, 0 to 1", labels=["type"])
        serving = GaugeMetricFamily(
            "ai_backend_model_serving_info", "1 for the version in production", labels=["name", "version"]
        )
        try:
            with self._rt.db.transaction(Caller.service()) as tx:
                for state, count in repo.depths(tx).items():
                    jobs.add_metric([state], count)
            for model, share in self._accuracies().items():
                accuracy.add_metric([model], share)
            for model, version in self._versions().items():
                serving.add_metric([model, version], 1)
        except Unavailable:
            return
        yield jobs
        yield accuracy
        yield serving
