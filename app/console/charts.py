"""What the charts and plots are drawn from: the figures that the services return, put in order, none computed anew."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from app.model_registry.records.monitoring import Week

HEATS = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a confusion table: how many cases, and the class that gives it its shade."""

    cases: int
    shade: str


@dataclass(frozen=True, slots=True)
class ConfusionRow:
    """What was so (`actual`), and how often each answer was given then."""

    actual: str
    cells: tuple[Cell, ...]


def weeks(found: Iterable[Week]) -> Mapping[str, Any] | None:
    """Weekly accuracy, one line for each version; None where no week has a known outcome."""
    known = [week for week in found if week.accuracy is not None]
    if not known:
        return None
    days = sorted({week.week for week in known})
    labels = sorted({(week.version, week.label) for week in known})
    by_place = {(week.label, week.week): week.accuracy for week in known}
    return {
        "unit": "share",
        "x": [int(datetime.combine(day, time(), UTC).timestamp()) for day in days],
        "series": [{"label": label, "values": [by_place.get((label, day)) for day in days]} for _, label in labels],
    }


def reliability(evaluation: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Said chances against what happened, bin by bin; None where the model says no chances."""
    bins = (evaluation.get("calibration") or {}).get("bins") or ()
    known = sorted((one for one in bins if one["cases"]), key=lambda one: one["predicted"])
    if not known:
        return None
    return {"x": [one["predicted"] for one in known], "y": [one["observed"] for one in known]}


def errors(ranked: Sequence[tuple[float, float]]) -> Mapping[str, Any] | None:
    """Scaled errors of what is served beside those of Naive2, a place for each forecast; None for fewer than two."""
    if len(ranked) < 2:
        return None
    served, naive2 = zip(*ranked, strict=True)
    return {"x": list(range(1, len(ranked) + 1)), "served": served, "naive2": naive2}


def bounds(metrics: Iterable[Mapping[str, Any] | None]) -> tuple[float, float]:
    """The ends of the common line on which these intervals are drawn: 0 to 1 where all fit there."""
    known = [metric for metric in metrics if metric]
    lowest = min((metric["low"] for metric in known), default=0.0)
    highest = max((metric["high"] for metric in known), default=1.0)
    return (min(lowest, 0.0), max(highest, 1.0) if highest <= 1 else highest)


def confusion(found: Mapping[str, Mapping[str, int]]) -> tuple[Sequence[str], Sequence[ConfusionRow]]:
    """The answers, and a row for what was so, with the right cells shaded one way and the wrong ones another."""
    answers = list(dict.fromkeys([*found, *(answer for row in found.values() for answer in row)]))
    return answers, [ConfusionRow(actual, _cells(actual, row, answers)) for actual, row in found.items()]


def _cells(actual: str, row: Mapping[str, int], answers: Sequence[str]) -> tuple[Cell, ...]:
    total = sum(row.values()) or 1
    return tuple(
        Cell(cases, _shade(cases / total, "heat" if answer == actual else "miss"))
        for answer, cases in ((answer, row.get(answer, 0)) for answer in answers)
    )


def _shade(share: float, kind: str) -> str:
    if not share:
        return "heat-0"
    return f"{kind}-{min(HEATS, 1 + int(share * HEATS))}"
