"""Memory and processor come from the container's control group, else from the machine."""

from pathlib import Path

import pytest

from app.runtime.observe.machine import Machine

MEMINFO = "MemTotal:        8000 kB\nMemFree:         1000 kB\nMemAvailable:    6000 kB\n"
STAT = "cpu  100 0 50 1000 0 10 40 0 0 0\ncpu0 1 2 3 4\n"
USED, MOST = "ai_backend_memory_used_bytes", "ai_backend_memory_limit_bytes"
SECONDS, CORES = "ai_backend_cpu_seconds_total", "ai_backend_cpu_limit_cores"


class TestMemory:
    @pytest.mark.parametrize(("limit", "most"), [("2097152\n", 2_097_152), ("max\n", 8000 * 1024)])
    def test_is_the_containers_without_what_the_kernel_takes_back(self, root: Path, limit: str, most: int) -> None:
        files = {"memory.current": "900000\n", "memory.stat": "anon 1\ninactive_file 300000\n", "memory.max": limit}
        write(root / "sys/fs/cgroup", files)
        assert figures(root)[USED] == 600_000
        assert figures(root)[MOST] == most

    def test_is_the_machines_without_a_container(self, root: Path) -> None:
        assert (figures(root)[USED], figures(root)[MOST]) == (2000 * 1024, 8000 * 1024)


class TestProcessor:
    def test_is_the_containers_with_its_share_of_the_cores(self, root: Path) -> None:
        write(root / "sys/fs/cgroup", {"cpu.stat": "usage_usec 2500000\n", "cpu.max": "150000 100000\n"})
        assert (figures(root)[SECONDS], figures(root)[CORES]) == (2.5, 1.5)

    def test_is_the_machines_without_a_container(self, root: Path) -> None:
        assert figures(root)[SECONDS] == pytest.approx(2.0)


class TestElsewhere:
    def test_nothing_is_told_where_there_are_no_such_files(self, tmp_path: Path) -> None:
        assert figures(tmp_path) == {}

    def test_here_all_is_told(self) -> None:
        found = figures(Path("/"))
        assert found.keys() >= {USED, MOST, SECONDS, CORES}
        assert 0 < found[USED] < found[MOST]
        assert found["ai_backend_processes_resident_memory_bytes"] > 10_000_000
        assert found["ai_backend_processes_open_files"] > 3


def figures(root: Path) -> dict[str, float]:
    return {sample.name: sample.value for family in Machine(root).families() for sample in family.samples}


def write(folder: Path, files: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A machine with 8,000 kB and no control groups."""
    write(tmp_path / "proc", {"meminfo": MEMINFO, "stat": STAT})
    return tmp_path
