"""What the dashboards of `monitoring/grafana` ask, and mistakes that Grafana would only show as empty panels."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

GRAFANA = Path("monitoring/grafana")
WIDTH = 24
VARIABLES = {"$__rate_interval": "1m"}
"""What Grafana puts in: four scrapes of 15 s (grafana.com/docs, `$__rate_interval`)."""


@dataclass(frozen=True, slots=True)
class Query:
    """One question of one panel; `source` is the uid of what is asked."""

    dashboard: str
    panel: str
    source: str
    text: str


def opened(root: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Name and content of each dashboard. Raises `ValueError` for what is no JSON."""
    for path in sorted((root / GRAFANA / "dashboards").glob("*.json")):
        yield path.name, json.loads(path.read_text())


def queries(root: Path) -> Iterator[Query]:
    """Every question, with Grafana's variables put in."""
    for name, dashboard in opened(root):
        for panel in dashboard["panels"]:
            for target in panel["targets"]:
                text = target["expr"]
                for variable, value in VARIABLES.items():
                    text = text.replace(variable, value)
                yield Query(name, panel["title"], target["datasource"]["uid"], text)


def mistakes(root: Path) -> Iterator[str]:
    """A sentence for each: names used twice, panels on top of each other, sources that nobody provides."""
    provided = _sources(root)
    uids = Counter(dashboard["uid"] for _, dashboard in opened(root))
    yield from (f"the uid {uid} has {count} dashboards" for uid, count in uids.items() if count > 1)
    for name, dashboard in opened(root):
        panels = dashboard["panels"]
        ids = Counter(panel["id"] for panel in panels)
        yield from (f"{name}: {count} panels have the id {one}" for one, count in ids.items() if count > 1)
        yield from (f"{name}: {panel['title']} reaches beyond the edge" for panel in panels if _is_too_wide(panel))
        if len(set().union(*map(_cells, panels))) < sum(len(_cells(panel)) for panel in panels):
            yield f"{name}: panels lie on top of each other"
    for query in queries(root):
        if query.source not in provided:
            yield f"{query.dashboard}: {query.panel} asks {query.source}, which nobody provides"
        if "$" in query.text:
            yield f"{query.dashboard}: {query.panel} has a variable that nobody sets: {query.text}"


def _sources(root: Path) -> set[str]:
    file = root / GRAFANA / "provisioning" / "datasources" / "datasources.yml"
    return {source["uid"] for source in yaml.safe_load(file.read_text())["datasources"]}


def _is_too_wide(panel: dict[str, Any]) -> bool:
    return bool(panel["gridPos"]["x"] + panel["gridPos"]["w"] > WIDTH)


def _cells(panel: dict[str, Any]) -> set[tuple[int, int]]:
    place = panel["gridPos"]
    return {
        (x, y) for x in range(place["x"], place["x"] + place["w"]) for y in range(place["y"], place["y"] + place["h"])
    }
