"""The alerts of `monitoring/rules` as data: what each says, where its runbook is, and that both its tests are there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

MONITORING = Path("monitoring")
SEVERITIES = ("critical", "warning", "info")
URGENCIES = ("page", "ticket", "none")
ALWAYS_FIRES = "Watchdog"
RUNBOOK = "docs/operations.md#"
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Alert:
    """One rule that may fire."""

    name: str
    severity: str
    urgency: str
    anchor: str
    summary: str
    description: str


def alerts(root: Path) -> Iterator[Alert]:
    """Each alert of every file."""
    for rule in rules(root):
        if "alert" in rule:
            told, labels = rule.get("annotations", {}), rule.get("labels", {})
            yield Alert(
                rule["alert"],
                labels.get("severity", ""),
                labels.get("urgency", ""),
                told.get("runbook_url", "").removeprefix(RUNBOOK),
                told.get("summary", ""),
                told.get("description", ""),
            )


def rules(root: Path) -> Iterator[dict[str, Any]]:
    """Each rule of every file, those that record included."""
    for path in sorted((root / MONITORING / "rules").glob("*.yml")):
        for group in yaml.safe_load(path.read_text())["groups"]:
            yield from group["rules"]


def anchors(root: Path) -> list[str]:
    """The headings that the runbook has to have, one a line of anchors.txt."""
    return (root / MONITORING / "anchors.txt").read_text().splitlines()


def mistakes(root: Path) -> Iterator[str]:
    """A sentence for each alert without a level, words, runbook or tests, and for each heading that is missing."""
    wanted = anchors(root)
    tested = _tested(root)
    found = list(alerts(root))
    for alert in found:
        if alert.severity not in SEVERITIES or alert.urgency not in URGENCIES:
            yield f"{alert.name}: severity or urgency is none that is known"
        if not (alert.summary and alert.description):
            yield f"{alert.name}: it does not say what is wrong"
        if alert.anchor not in wanted:
            yield f"{alert.name}: its runbook {alert.anchor!r} is not in anchors.txt"
        missing = {"fires", "keeps quiet"} - tested.get(alert.name, set())
        if missing and alert.name != ALWAYS_FIRES:
            yield f"{alert.name}: no test in which it {' or '.join(sorted(missing))}"
    for anchor in sorted(set(wanted) - {alert.anchor for alert in found}):
        yield f"anchors.txt: no alert needs {anchor}"
    yield from _missing_headings(root, wanted)


def _tested(root: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path in sorted((root / MONITORING / "rules" / "tests").glob("*.yml")):
        for test in yaml.safe_load(path.read_text())["tests"]:
            name = test["name"].partition(":")[0]
            for asked in test["promql_expr_test"]:
                if f'"{name}"' in asked["expr"]:
                    found.setdefault(name, set()).add("fires" if asked.get("exp_samples") else "keeps quiet")
    return found


def _missing_headings(root: Path, wanted: list[str]) -> Iterator[str]:
    """Of the runbook, once there is one."""
    page = root / RUNBOOK.rstrip("#")
    if page.exists():
        headings = {heading.lower().replace(" ", "-") for heading in HEADING.findall(page.read_text())}
        yield from (f"{page.name}: no heading for #{anchor}" for anchor in wanted if anchor not in headings)
