"""The report of a run: a line for whoever waits, JSON for programs, tables for docs/reliability.md."""

import json
import os
import platform
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from scripts.chaos.records import Figure, Outcome
from scripts.whole_system import ROOT

REPORT = ROOT / "docs" / "reliability.json"
"""What the last whole run measured; docs/reliability.md shows it."""


def line(outcome: Outcome) -> str:
    """One outcome in one line, and one more for each thing that did not hold."""
    head = f"{outcome.fault.family}.{outcome.fault.name}: "
    if outcome.not_here:
        return f"{head}NOT DONE HERE: {outcome.not_here}"
    figures = ", ".join(f"{one.name} {one.value:g} {one.unit}".strip() for one in outcome.figures)
    broken = "".join(f"\n  BROKEN: {sentence}" for sentence in outcome.broken)
    return f"{head}{'broken' if outcome.broken else 'holds'} ({figures}; {outcome.seconds:.0f} s){broken}"


def ending(outcomes: list[Outcome]) -> tuple[int, str]:
    """The exit code and the last sentence of a run."""
    broken = [one for one in outcomes if one.broken]
    if not broken:
        left_out = sum(bool(one.not_here) for one in outcomes)
        apart = f"; {left_out} could not be done on this machine" if left_out else ""
        return 0, f"Every invariant held through {len(outcomes) - left_out} faults{apart}."
    first = f"{broken[0].fault.name}: {broken[0].broken[0]}"
    return 1, f"{len(broken)} of {len(outcomes)} faults broke what must hold; the first: {first}."


def as_json(outcomes: Iterable[Outcome], *, seconds: float, version: str) -> dict[str, Any]:
    """Everything that was measured, and on which machine."""
    return {
        "machine": {"cores": os.cpu_count(), "memory_gb": _memory_gb(), "system": f"{platform.system()} {_kernel()}"},
        "release": version,
        "seconds": round(seconds),
        "faults": [_fault(one) for one in outcomes],
    }


def write(report: dict[str, Any], path: Path) -> None:
    """Keeps a report."""
    path.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def part(path: Path = REPORT) -> str:
    """The generated part of docs/reliability.md: a table for each family of faults."""
    found = json.loads(path.read_text(encoding="utf-8"))
    return "\n".join(_lines(found))


def _lines(found: dict[str, Any]) -> Iterator[str]:
    machine, minutes = found["machine"], found["seconds"] / 60
    yield f"{len(found['faults'])} faults in {minutes:.0f} minutes, on {machine['cores']} cores and"
    yield f"{machine['memory_gb']} GB of memory ({machine['system']})."
    family = ""
    for one in found["faults"]:
        if one["family"] != family:
            family = one["family"]
            yield f"\n### {family.capitalize()}\n\n| fault | what was done | measured (allowed) | all held |"
            yield "| --- | --- | --- | --- |"
        held = "not done there" if one["not_here"] else "no" if one["broken"] else "yes"
        figures = "; ".join(map(_shown, one["figures"])) or one["not_here"]
        yield f"| `{one['name']}` | {one['does']} | {figures} | {held} |"


def _shown(figure: dict[str, Any]) -> str:
    bars = [f"{word} {figure[word]:g}" for word in ("most", "least") if figure[word] is not None]
    shown = f"{figure['name']} {figure['value']:g} {figure['unit']}".strip()
    return f"{shown} ({', '.join(bars)})" if bars else shown


def _fault(one: Outcome) -> dict[str, Any]:
    return {
        "name": one.fault.name,
        "family": one.fault.family,
        "does": one.fault.does,
        "figures": [_figure(figure) for figure in one.figures],
        "broken": list(one.broken),
        "not_here": one.not_here,
        "seconds": round(one.seconds, 1),
    }


def _figure(one: Figure) -> dict[str, Any]:
    return {"name": one.name, "value": one.value, "unit": one.unit, "most": one.most, "least": one.least}


def _kernel() -> str:
    return ".".join(platform.release().split(".")[:2])


def _memory_gb() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9)
