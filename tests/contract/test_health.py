"""The health calls and the figures of the running system, as the phone and the operators' tools ask for them."""

import re
import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import httpx
import pytest

from tests.running import System

COMPONENTS = {"database", "schema", "redis", "worker", "storage", "ocr", "backup", "ml_models"}
FEATURES = {"fraud_detection", "predictive_analytics", "compliance_checking", "nlp_invoice"}
METRICS = (
    "ai_backend_health_status",
    "ai_backend_component_health",
    "ai_backend_cache_hit_rate",
    "ai_backend_requests_per_minute",
    "ai_backend_jobs_total",
)


class TestHealth:
    @pytest.mark.parametrize("path", ["/health", "/api/v1/health"])
    def test_phone_learns_whether_and_what_it_may_ask(self, api: httpx.Client, path: str) -> None:
        answer = api.get(path)
        body = answer.json()
        assert (answer.status_code, body["status"]) == (200, "healthy")
        assert datetime.fromisoformat(body["timestamp"]).utcoffset() is not None
        assert body["features"].keys() >= {
            "fraud_detection",
            "predictive_analytics",
            "compliance_checking",
            "nlp_invoice",
        }
        assert all(isinstance(value, bool) for value in (*body["features"].values(), *body["services"].values()))

    @pytest.mark.parametrize("path", ["/health", "/health/live", "/health/ready", "/health/startup"])
    def test_probes_need_no_token(self, server: System, path: str) -> None:
        assert httpx.get(server.url + path).status_code == 200

    @pytest.mark.parametrize("path", ["/health/detailed", "/health/dependencies"])
    def test_what_lies_inside_is_for_admins(self, api: httpx.Client, admin: Mapping[str, str], path: str) -> None:
        assert api.get(path).status_code == 403
        assert api.get(path, headers=admin).status_code == 200

    def test_every_component_is_measured(self, api: httpx.Client, admin: Mapping[str, str]) -> None:
        checks = api.get("/health/detailed", headers=admin).json()["checks"]
        assert checks.keys() == COMPONENTS
        assert all(check["healthy"] and check["detail"] for check in checks.values()), checks
        assert len({check["took_ms"] for check in checks.values()}) > 1

    @pytest.mark.parametrize("component", sorted(COMPONENTS))
    def test_each_can_be_tested_by_itself(self, api: httpx.Client, admin: Mapping[str, str], component: str) -> None:
        answer = api.post(f"/health/test/{component}", headers=admin)
        assert (answer.status_code, answer.json()["healthy"]) == (200, True)

    def test_unknown_component_is_not_found(self, api: httpx.Client, admin: Mapping[str, str]) -> None:
        assert api.post("/health/test/moon", headers=admin).status_code == 404


class TestMetrics:
    def test_have_the_names_of_the_operators_guides(self, api: httpx.Client, server: System) -> None:
        api.get(f"/api/v1/insights/{server.demo['business_id']}")
        found = figures(server)
        assert {name.split("{")[0] for name in found} >= set(METRICS)
        assert found["ai_backend_health_status"] == 1
        assert {name for name in found if name.startswith("ai_backend_component_health")} == {
            f'ai_backend_component_health{{component="{name}"}}' for name in COMPONENTS
        }
        assert 0 <= found["ai_backend_cache_hit_rate"] <= 1

    def test_requests_are_counted_by_rule_and_never_by_id(self, api: httpx.Client, server: System) -> None:
        before = counted(server)
        for number in range(5):
            api.get(f"/api/v1/jobs/00000000-0000-4000-8000-00000000000{number}")
        assert counted(server) - before == 5

    def test_rate_is_measured_over_time(self, api: httpx.Client, server: System) -> None:
        figures(server)
        for _ in range(30):
            api.get("/api/v1/health")
        time.sleep(1.1)
        assert max(figures(server)["ai_backend_requests_per_minute"] for _ in range(6)) > 0


class TestDocs:
    def test_page_and_document_are_served(self, server: System) -> None:
        page = httpx.get(server.url + "/docs")
        assert page.status_code == 200
        assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", page.text)
        document: dict[str, Any] = httpx.get(server.url + "/openapi.json").json()
        assert document["openapi"].startswith("3.")


def figures(server: System) -> dict[str, float]:
    """The figures of `/metrics` by name and labels."""
    lines = httpx.get(server.url + "/metrics").text.splitlines()
    return {line.rsplit(" ", 1)[0]: float(line.rsplit(" ", 1)[1]) for line in lines if not line.startswith("#")}


def counted(server: System) -> float:
    """Requests at the address of jobs, all statuses."""
    names = [name for name in figures(server) if name.startswith("flask_http_request_duration_seconds_count")]
    of_jobs = [name for name in names if "/api/v1/jobs/" in name]
    assert all("<uuid:job_id>" in name for name in of_jobs)
    return sum(figures(server)[name] for name in of_jobs)


@pytest.fixture
def admin(server: System) -> dict[str, str]:
    return {"Authorization": f"Bearer {server.demo['admin_token']}"}
