"""Memory and processor of where this process stands: of its container, else of the machine; of Linux alone.

Control groups, version 2 (docs.kernel.org/admin-guide/cgroup-v2.html): a container sees its own as /sys/fs/cgroup.
Memory that the kernel takes back when it needs it (`inactive_file`) does not count as used, as Kubernetes has it.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
UNREADABLE = (OSError, ValueError, LookupError)


@dataclass(frozen=True, slots=True)
class Machine:
    """What the files below `root` say of memory and processor; nothing where there are none."""

    root: Path = Path("/")

    def families(self) -> Iterator[Metric]:
        """Used and most of both, and what this process and its siblings hold."""
        memory = self.memory()
        if memory:
            used, most = memory
            yield GaugeMetricFamily("ai_backend_memory_used_bytes", "Memory in use where this runs", used)
            yield GaugeMetricFamily("ai_backend_memory_limit_bytes", "Memory that may be used", most)
        with suppress(*UNREADABLE):
            seconds, cores = self._processor()
            yield CounterMetricFamily("ai_backend_cpu_seconds", "Processor time spent where this runs", seconds)
            yield GaugeMetricFamily("ai_backend_cpu_limit_cores", "Processors that may be used", cores)
        with suppress(*UNREADABLE):
            resident, files = self._family()
            told = "Resident memory of this process, its parent and its siblings"
            yield GaugeMetricFamily("ai_backend_processes_resident_memory_bytes", told, resident)
            yield GaugeMetricFamily("ai_backend_processes_open_files", "Files and sockets that they have open", files)

    def memory(self) -> tuple[int, int] | None:
        """Bytes in use, and the most that may be; None where the system does not tell."""
        with suppress(*UNREADABLE):
            return self._memory()
        return None

    def _memory(self) -> tuple[int, int]:
        meminfo = _pairs(self.root / "proc/meminfo", ":")
        total = meminfo["MemTotal"] * 1024
        group = self.root / "sys/fs/cgroup"
        try:
            used = int((group / "memory.current").read_text()) - _pairs(group / "memory.stat")["inactive_file"]
            most = (group / "memory.max").read_text().strip()
        except UNREADABLE:
            return total - meminfo["MemAvailable"] * 1024, total
        return used, total if most == "max" else int(most)

    def _processor(self) -> tuple[float, float]:
        group = self.root / "sys/fs/cgroup"
        try:
            seconds = _pairs(group / "cpu.stat")["usage_usec"] / 1e6
            quota, period = (group / "cpu.max").read_text().split()
        except UNREADABLE:
            return self._machines_seconds(), float(os.cpu_count() or 1)
        return seconds, float(os.cpu_count() or 1) if quota == "max" else int(quota) / int(period)

    def _machines_seconds(self) -> float:
        user, nice, system, _, _, irq, softirq, *_ = map(int, (self.root / "proc/stat").read_text().split()[1:9])
        return (user + nice + system + irq + softirq) / TICKS_PER_SECOND

    def _family(self) -> tuple[int, int]:
        parent = os.getppid()
        children = (self.root / f"proc/{parent}/task/{parent}/children").read_text().split()
        resident = files = 0
        for pid in (str(parent), *children):
            with suppress(OSError):  # it may end while it is read
                resident += int((self.root / f"proc/{pid}/statm").read_text().split()[1]) * PAGE_BYTES
                files += len(os.listdir(self.root / f"proc/{pid}/fd"))  # noqa: PTH208 -- names alone, at each scrape
        return resident, files


def _pairs(file: Path, mark: str = " ") -> dict[str, int]:
    """`name value` lines of a file of the kernel."""
    lines = (line.replace(mark, " ", 1).split() for line in file.read_text().splitlines())
    return {words[0]: int(words[1]) for words in lines if len(words) > 1}
