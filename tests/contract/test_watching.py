"""A real Prometheus reads the running system: every panel of every dashboard and every rule finds its figures."""

import os
import re
import signal
import time
from collections.abc import Iterator
from uuid import uuid4

import httpx
import psycopg
import pytest

from scripts import processes, waiting
from scripts.check_ops import alerts, dashboards
from tests.contract.prometheus import PROGRAM, Prometheus, reading
from tests.running import ROOT, System

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="no Prometheus: apt-get install prometheus")
PANELS = [query for query in dashboards.queries(ROOT) if query.source == "prometheus"]
SELECTOR = re.compile(r"\b(?:ai_backend[\w:]*|up)(?:\{[^}]*\})?")
NOT_READ_HERE = ('up{job="alertmanager"}',)
WEEK = (
    "insert into ml_model_weeks (model_id, week, predictions, outcomes, correct, figures) select id,"
    " date_trunc('week', now())::date, 60, 0, 0, '{\"drift\": {\"amount\": 0.05}}' from ml_models"
    " where state = 'production' on conflict do nothing"
)
BACKUP = "update service_state set backup_begun_at = now()"
PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
PATIENCE_SECONDS = 20.0
"""Of a Prometheus that reads each second, on a machine whose other cores are busy."""
SCRAPES = 10
SLOWEST_SCRAPE_SECONDS = 0.5
"""A thirtieth of a processor at a scrape every 15 s, after requests of every kind that there is."""


class TestFigures:
    def test_every_panel_shows_something(self, watched: Prometheus) -> None:
        empty = list(PANELS)

        def all_show_something() -> bool:
            empty[:] = [query for query in empty if not watched.values(query.text)]
            return not empty

        waiting.came_true(all_show_something, within=PATIENCE_SECONDS)
        assert [f"{query.dashboard}: {query.panel}: {query.text}" for query in empty] == []

    def test_every_rule_is_evaluated_and_every_figure_in_it_is_there(self, watched: Prometheus) -> None:
        assert [rule for rule in watched.rules() if rule["health"] != "ok"] == []
        asked = {selector for rule in alerts.rules(ROOT) for selector in SELECTOR.findall(rule["expr"])}
        assert asked
        found = {selector for selector in asked if watched.has(re.sub(r'status=~"5.."', 'status=~"4.."', selector))}
        assert asked - found - set(NOT_READ_HERE) == set()

    def test_every_objective_has_a_figure(self, watched: Prometheus) -> None:
        recorded = [rule["record"] for rule in alerts.rules(ROOT) if "record" in rule]
        assert [name for name in recorded if not watched.values(name)] == []

    def test_nothing_is_wrong_with_a_system_that_is_well(self, watched: Prometheus) -> None:
        firing = [rule["name"] for rule in watched.rules() if rule["type"] == "alerting" and rule["state"] == "firing"]
        assert firing == [alerts.ALWAYS_FIRES]


class TestScrape:
    def test_takes_little_of_a_processor(self, watched: Prometheus, server: System) -> None:
        before = _web_seconds(server)
        for _ in range(SCRAPES):
            assert httpx.get(server.url + "/metrics").status_code == httpx.codes.OK
        assert (_web_seconds(server) - before) / SCRAPES < SLOWEST_SCRAPE_SECONDS


def _web_seconds(server: System) -> float:
    """What the web's processes have had of a processor until now: other work of a busy machine is not in it."""
    return processes.cpu_seconds(processes.tree(processes.part(server.process.pid, "gunicorn")))


@pytest.fixture(scope="module")
def watched(server: System, api: httpx.Client, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prometheus]:
    """Prometheus on the system, after traffic of every kind that a figure is made of."""
    with psycopg.connect(server.settings.database_url, autocommit=True) as connection:
        connection.execute(WEEK)
        connection.execute(BACKUP)
    web = processes.part(server.process.pid, "gunicorn")
    os.kill(web, signal.SIGHUP)  # new processes read models and backups at once
    server.await_ready_answer()
    with reading(server.url.removeprefix("http://"), tmp_path_factory.mktemp("prometheus")) as prometheus:
        prometheus.await_value("ai_backend_jobs")
        for _ in range(3):
            _ask(api, server)
            time.sleep(1)
        prometheus.await_value("ai_backend:cache_hits:ratio_rate1h")
        prometheus.await_value(
            "histogram_quantile(0.95, sum by (le) (rate(ai_backend_job_duration_seconds_bucket[1m])))"
        )
        yield prometheus


def _ask(api: httpx.Client, server: System) -> None:
    """Answers, refusals, looks into the cache, an upload and a job."""
    api.get(f"/api/v1/insights/{server.demo['business_id']}")
    api.get(f"/api/v1/jobs/{uuid4()}")
    api.get("/api/v1/flags")
    api.post("/api/v1/ocr/extract-text", json={"image": PICTURE})
