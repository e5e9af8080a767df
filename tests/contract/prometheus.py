"""A real Prometheus with the shipped rules that reads one running system, every second instead of every fifteen."""

import math
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import yaml

from app.runtime.embedded import ports
from scripts import processes, waiting
from tests.running import ROOT

PROGRAM = shutil.which("prometheus")
PATIENCE_SECONDS = 30.0
MONITORING = ROOT / "monitoring"


@dataclass(frozen=True)
class Prometheus:
    """It answers at `url`."""

    url: str

    def is_ready(self) -> bool:
        """Whether it answers questions."""
        try:
            return httpx.get(f"{self.url}/-/ready", timeout=5).status_code == httpx.codes.OK
        except httpx.TransportError:
            return False

    def values(self, query: str) -> list[float]:
        """What a query finds now, without what is no number."""
        found = self._asked("query", query=query)["result"]
        return [value for value in (float(one["value"][1]) for one in found) if not math.isnan(value)]

    def has(self, selector: str) -> bool:
        """Whether there is any series like this."""
        return bool(self._asked("series", **{"match[]": selector}))

    def rules(self) -> list[dict[str, Any]]:
        """Every rule, with what came of its last evaluation."""
        return [rule for group in self._asked("rules")["groups"] for rule in group["rules"]]

    def await_value(self, query: str) -> None:
        """Returns once the query finds a number."""
        waiting.until(lambda: bool(self.values(query)), within=PATIENCE_SECONDS, what=f"a value of {query}")

    def _asked(self, call: str, **parameters: str) -> Any:
        answer = httpx.get(f"{self.url}/api/v1/{call}", params=parameters, timeout=10).json()
        assert answer["status"] == "success", answer
        return answer["data"]


@contextmanager
def reading(address: str, folder: Path) -> Iterator[Prometheus]:
    """A Prometheus that reads `address` (host:port), until the end of the block."""
    assert PROGRAM is not None
    config = yaml.safe_load((MONITORING / "prometheus.yml").read_text())
    config["global"] |= {"scrape_interval": "1s", "evaluation_interval": "1s"}
    config["rule_files"] = [str(MONITORING / pattern) for pattern in config["rule_files"]]
    del config["alerting"]
    found = {scrape["job_name"]: scrape for scrape in config["scrape_configs"]}
    job = {"job_name": "ai-backend", "metrics_path": found["ai-backend"]["metrics_path"]}
    config["scrape_configs"] = [job | {"static_configs": [{"targets": [address]}]}]
    (folder / "prometheus.yml").write_text(yaml.safe_dump(config))
    port = ports.free()
    command = [PROGRAM, f"--config.file={folder / 'prometheus.yml'}", f"--storage.tsdb.path={folder / 'data'}"]
    command += [f"--web.listen-address=127.0.0.1:{port}", "--log.level=warn"]
    with processes.running(command, folder / "printed"):
        started = Prometheus(f"http://127.0.0.1:{port}")
        assert waiting.came_true(started.is_ready, within=PATIENCE_SECONDS), (folder / "printed").read_text()
        yield started
