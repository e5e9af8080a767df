"""One look at what serves: processes, health, what the logs complain of, resources, and how fast calls are answered.

For a person, and for cron: the exit code is the worst that was seen.
"""

import os
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import httpx

from scripts.deployment import ledger

ASK_SECONDS = 5.0
SLOW_SECONDS = 2.0
"""The guides' objective for an answer (p95)."""
FULL_SHARE, NEARLY_FULL_SHARE = 0.95, 0.85
MEMORY_SHARE = 0.9
"""The guides' alert on memory."""
TAIL_BYTES = 200_000
CALLS = ("/health/live", "/openapi.json")


class Level(IntEnum):
    """How bad it is; also the exit code."""

    WELL = 0
    WORSE = 1
    DOWN = 2


@dataclass(frozen=True, slots=True)
class Sight:
    """One thing that was looked at."""

    level: Level
    sentence: str


def sights(address: str, history: Path, logs: Path | None, units: Mapping[str, bool]) -> Iterator[Sight]:
    """Everything there is to see. `units`: whether each process of this host runs; empty where it has none."""
    stands = ledger.standing(history)
    yield Sight(
        Level.WELL, f"deployed: {stands.version} by {stands.who} at {stands.at}" if stands else "deployed: nothing"
    )
    for unit, is_running in units.items():
        yield Sight(Level.WELL if is_running else Level.DOWN, f"process {unit}: {'runs' if is_running else 'is down'}")
    yield from _health(address)
    yield from _speed(address)
    yield from _resources(logs or Path("/"))
    if logs:
        yield from _complaints(logs)


def _health(address: str) -> Iterator[Sight]:
    try:
        body = httpx.get(f"{address}/health", timeout=ASK_SECONDS * 2).json()
    except (httpx.TransportError, ValueError) as error:
        yield Sight(Level.DOWN, f"health: {address} gives no answer ({type(error).__name__})")
        return
    levels = {"healthy": Level.WELL, "degraded": Level.WORSE}
    yield Sight(levels.get(body.get("status"), Level.DOWN), f"health: {body.get('status')}")
    for name, check in body.get("checks", {}).items():
        if not check["healthy"]:
            yield Sight(Level.WORSE, f"health of {name}: {check['detail']}")


def _speed(address: str) -> Iterator[Sight]:
    for path in CALLS:
        began = time.monotonic()
        try:
            status = httpx.get(address + path, timeout=ASK_SECONDS * 2).status_code
        except httpx.TransportError as error:
            yield Sight(Level.DOWN, f"call {path}: {type(error).__name__}")
            continue
        took = time.monotonic() - began
        is_well = status == httpx.codes.OK and took < SLOW_SECONDS
        yield Sight(Level.WELL if is_well else Level.WORSE, f"call {path}: {status} after {took:.3f} s")


def _resources(folder: Path) -> Iterator[Sight]:
    disk = shutil.disk_usage(folder if folder.exists() else "/")
    used = disk.used / disk.total
    level = Level.DOWN if used > FULL_SHARE else Level.WORSE if used > NEARLY_FULL_SHARE else Level.WELL
    yield Sight(level, f"disk: {used:.0%} used, {disk.free / 1024**3:.1f} GB left")
    memory = _memory()
    taken = 1 - memory["MemAvailable"] / memory["MemTotal"]
    yield Sight(Level.WORSE if taken > MEMORY_SHARE else Level.WELL, f"memory: {taken:.0%} used")
    load, cores = os.getloadavg()[1], os.cpu_count() or 1
    yield Sight(Level.WELL, f"load: {load:.1f} on {cores} cores over five minutes")


def _memory() -> dict[str, int]:
    lines = Path("/proc/meminfo").read_text().splitlines()
    return {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines)}


def _complaints(logs: Path) -> Iterator[Sight]:
    """Lines of severity ERROR at the end of each log, counted, and the last one shown."""
    for path in sorted(logs.glob("*.log")):
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - TAIL_BYTES))
            lines = [line for line in file.read().decode("utf-8", "replace").splitlines() if '"level": "ERROR"' in line]
        if lines:
            yield Sight(Level.WORSE, f"log {path.name}: {len(lines)} errors lately, the last one: {lines[-1][:200]}")
