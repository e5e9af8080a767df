"""Monitoring: Prometheus' own tools over its configuration, rules and their unit tests, Alertmanager's over its routes.

No program that reads the files of Grafana, Loki and Alloy is to be had for this machine: of dashboards our own rules
check what can be known, and promtool that each query is one; Loki's file is only read as YAML, Alloy's not at all.
"""

import getpass
import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from scripts.check_ops import alerts, dashboards, tools
from scripts.check_ops.tools import Tool, Wrong

FILES = ("alertmanager.yml", "alertmanager.slack.yml")
ROUTES = {
    "pager": ({"alertname": "BackendDown", "severity": "critical", "urgency": "page"}),
    "tickets": ({"alertname": "ModelDrifted", "severity": "info", "urgency": "ticket"}),
    "watchdog": ({"alertname": "Watchdog", "severity": "info", "urgency": "none"}),
}
HOST_USER = "ai-backend"


def checked(root: Path) -> Iterator[str]:
    """Rules and their tests, alerts, routes, rotation, dashboards, Loki's file."""
    promtool = tools.of_debian("promtool", "prometheus")
    yield from _prometheus(promtool, root / "monitoring")
    _refuse(alerts.mistakes(root))
    yield f"{len(list(alerts.alerts(root)))} alerts with level, words, runbook and both tests (our own rules)"
    yield from _alertmanager(tools.of_debian("amtool", "prometheus-alertmanager"), root)
    yield _logrotate(tools.of_debian("logrotate", "logrotate"), root / "monitoring" / "logrotate.conf")
    _refuse(dashboards.mistakes(root))
    yield f"{_parsed(promtool, root)} queries of dashboards are queries ({promtool.label}, and our own rules)"
    yaml.safe_load((root / "monitoring" / "loki" / "loki.yml").read_text())
    yield "loki.yml is YAML; what Loki makes of it, and Alloy of its file, is seen where they run"


def _prometheus(promtool: Tool, folder: Path) -> Iterator[str]:
    promtool.run("check", "config", folder / "prometheus.yml")
    yield f"prometheus.yml and its rules ({promtool.label})"
    tests = sorted((folder / "rules" / "tests").glob("*.yml"))
    promtool.run("test", "rules", *tests)
    yield f"unit tests of the rules, {len(tests)} files ({promtool.label})"


def _alertmanager(amtool: Tool, root: Path) -> Iterator[str]:
    for name in FILES:
        file = root / "monitoring" / name
        amtool.run("check-config", file)
        for alert in alerts.alerts(root):
            labels = {"alertname": alert.name, "severity": alert.severity, "urgency": alert.urgency}
            _route(amtool, file, labels, "pager" if alert.urgency == "page" else None)
        for receiver, labels in ROUTES.items():
            _route(amtool, file, labels, receiver)
        yield f"{name}, every alert finds its way ({amtool.label})"


def _route(amtool: Tool, file: Path, labels: dict[str, str], receiver: str | None) -> None:
    wanted = [f"--verify.receivers={receiver}"] if receiver else []
    pairs = [f"{name}={value}" for name, value in labels.items()]
    amtool.run("config", "routes", "test", f"--config.file={file}", *wanted, *pairs)


def _logrotate(logrotate: Tool, file: Path) -> str:
    with TemporaryDirectory() as folder:
        place, here = Path(folder), getpass.getuser()
        text = file.read_text().replace(f"{HOST_USER} {HOST_USER}", f"{here} {here}")
        (place / "logrotate.conf").write_text(text.replace(f"/var/log/{HOST_USER}", folder))
        (place / "ai_backend.log").write_text("{}\n")
        (place / "audit").mkdir()
        said = logrotate.run("-d", "-s", place / "state", place / "logrotate.conf")
    if "error:" in said or "ai_backend.log" not in said:
        raise Wrong(f"{logrotate.label}: {said}")
    return f"logrotate.conf finds the log files ({logrotate.label})"


def _parsed(promtool: Tool, root: Path) -> int:
    """How many queries there are, each read by promtool as if it were a rule."""
    asked = [query.text for query in dashboards.queries(root) if query.source == "prometheus"]
    rules = [{"record": f"panel:{number}", "expr": text} for number, text in enumerate(asked)]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "queries.yml"
        file.write_text(json.dumps({"groups": [{"name": "panels", "rules": rules}]}))
        promtool.run("check", "rules", file)
    return len(asked)


def _refuse(mistakes: Iterator[str]) -> None:
    found = list(mistakes)
    if found:
        raise Wrong("\n".join(found))
