"""Alerts and dashboards have what an operator needs of them, and each mistake is found."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.check_ops import alerts, dashboards

Change = Callable[[str], str]
RULES, TESTS, PANELS = "rules/work.yml", "rules/tests/work.yml", "grafana/dashboards/database.json"
BREAKS: tuple[tuple[str, Change, str], ...] = (
    (RULES, lambda text: text.replace("severity: critical", "severity: urgent", 1), "severity or urgency"),
    (
        RULES,
        lambda text: text.replace("operations.md#queue-old", "operations.md#queue"),
        "'queue' is not in anchors.txt",
    ),
    (RULES, lambda text: text.replace("summary: Jobs are dead", "summary:", 1), "DeadJobs: it does not say"),
    (TESTS, lambda text: text.replace("JobsFail", "JobsSucceed"), "JobsFail: no test in which it fires or keeps quiet"),
    ("anchors.txt", lambda text: f"{text}the-moon\n", "no alert needs the-moon"),
    (PANELS, lambda text: text.replace('"id": 2', '"id": 1'), "2 panels have the id 1"),
    (PANELS, lambda text: text.replace('"uid": "prometheus"', '"uid": "graphite"'), "asks graphite"),
    (PANELS, lambda text: text.replace('"x": 12', '"x": 20', 1), "reaches beyond the edge"),
    (PANELS, lambda text: text.replace('"x": 12', '"x": 11', 1), "on top of each other"),
    (PANELS, lambda text: text.replace("$__rate_interval", "$window", 1), "a variable that nobody sets"),
)


class TestMistakes:
    def test_there_is_none(self, repository: Path) -> None:
        assert [*alerts.mistakes(repository), *dashboards.mistakes(repository)] == []

    @pytest.mark.parametrize(("file", "change", "said"), BREAKS)
    def test_each_is_found(self, broken: Path, file: str, change: Change, said: str) -> None:
        path = broken / "monitoring" / file
        path.write_text(change(path.read_text()))
        assert said in "\n".join([*alerts.mistakes(broken), *dashboards.mistakes(broken)])

    def test_runbook_has_the_headings_that_alerts_lead_to(self, broken: Path) -> None:
        (broken / "docs").mkdir()
        headings = [f"## {anchor.replace('-', ' ').capitalize()}\n" for anchor in alerts.anchors(broken)]
        (broken / "docs" / "operations.md").write_text("\n".join(headings[1:]))
        assert list(alerts.mistakes(broken)) == [f"operations.md: no heading for #{alerts.anchors(broken)[0]}"]


class TestDashboards:
    def test_five_by_the_names_of_the_guides(self, repository: Path) -> None:
        titles = {content["title"] for _, content in dashboards.opened(repository)}
        assert titles == {"System Overview", "Application", "AI Service", "Database", "AI System Monitoring"}

    def test_none_shows_anybodys_ids(self, repository: Path) -> None:
        text = json.dumps([query.text for query in dashboards.queries(repository)])
        assert not any(word in text for word in ("business_id", "user_id", "request_id"))


@pytest.fixture
def broken(repository: Path, tmp_path: Path) -> Path:
    """A copy of what is watched with, to break."""
    shutil.copytree(repository / "monitoring", tmp_path / "monitoring")
    return tmp_path
