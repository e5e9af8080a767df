"""Figures of several processes: what the library makes of the same files, and no slower."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from prometheus_client.core import Metric
from prometheus_client.multiprocess import MultiProcessCollector

from app.runtime.observe import counted, summed

PROCESS = """
import sys
from prometheus_client import Counter, Gauge, Histogram, Summary
from app.runtime.observe import metrics
seed = int(sys.argv[1])
metrics.database_in_use.set(seed)
metrics.database_pool_share.set(seed / 10)
metrics.database_seconds.observe(seed / 100)
metrics.errors.labels("not_found").inc(seed)
metrics.expect_jobs(["fraud.analyze", "insights.compute"], ["done", "failed"])
for took in range(40):
    metrics.job_seconds.labels("fraud.analyze").observe(took * seed)
odd = Counter("odd_total", 'a "quoted" word', ["le", "name"])
odd.labels("0.5", 'of \\\\ "words"').inc(seed)
Histogram("bounds", "own", ["b", "a"], buckets=(0.5, 10, 2.5e6)).labels("x", "y").observe(3 * seed)
Summary("sums", "of both").observe(seed)
Gauge("all", "of each process").set(seed)
Gauge("largest", "of all", multiprocess_mode="max").set(seed)
"""


class TestFamilies:
    def test_are_those_of_the_library(self, files: list[str]) -> None:
        ours = summed.families(files)
        theirs = MultiProcessCollector.merge(files)  # type: ignore[no-untyped-call]
        assert told(ours) == told(theirs)
        assert max(told(ours).values()) == 1

    def test_of_a_series_have_their_buckets_in_order(self, files: list[str]) -> None:
        page = counted.text(summed.families(files)).decode().splitlines()
        bounds = [line.split('le="')[1].split('"')[0] for line in page if line.startswith("bounds_bucket")]
        assert bounds == ["0.5", "10.0", "2.5e+06", "+Inf"]

    def test_are_none_of_no_files(self) -> None:
        assert summed.families([]) == []


def told(families: list[Metric]) -> Counter[tuple[object, ...]]:
    """Every figure with all that is said of it."""
    return Counter(
        (one.name, one.type, one.documentation, sample.name, tuple(sorted(sample.labels.items())), sample.value)
        for one in families
        for sample in one.samples
    )


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Those of three processes that have ended."""
    for seed in ("1", "2", "7"):
        environ = {counted.FOLDER: str(tmp_path), "PATH": ""}
        subprocess.run([sys.executable, "-c", PROCESS, seed], env=environ, check=True)
    return sorted(map(str, tmp_path.glob("*.db")))
