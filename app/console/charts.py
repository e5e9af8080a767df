"""What the charts and plots are drawn from: the figures that the services return, put in order, none computed anew."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from app.model_registry.records.monitoring import Week
from app.operations.records import POINT, EndedJobs

HEATS = 3
LINE_HEIGHT, BARS_HEIGHT = 40.0, 60.0
"""Of the drawings below, whose width is one a point or ten a day; the page stretches them."""


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


@dataclass(frozen=True, slots=True)
class Line:
    """Points of a time as pieces of a line, `x,y` by `x,y`, from the left; a gap is a time without a figure."""

    pieces: Sequence[str]
    width: int
    most: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A day as stacked parts, each with its class, and from where to where it reaches from above."""

    day: date
    parts: Sequence[tuple[str, float, float]]


def line(figures: Mapping[datetime, float | None], *, since: datetime, until: datetime) -> Line | None:
    """A figure for each `POINT` from `since` to `until`, drawn from 0 to the greatest; None where none is known."""
    known = {at: value for at, value in figures.items() if value is not None and since <= at < until}
    if not known:
        return None
    most = max(known.values()) or 1.0
    places = {(at - since) // POINT: LINE_HEIGHT * (1 - value / most) for at, value in sorted(known.items())}
    pieces: list[list[str]] = []
    before = None
    for place, height in places.items():
        if before is None or place != before + 1:
            pieces.append([f"{place - 0.5:.1f},{height:.1f}"])  # so that a lonely point is seen
        pieces[-1].append(f"{place},{height:.1f}")
        before = place
    return Line([" ".join(piece) for piece in pieces], (until - since) // POINT, most)


def bars(ended: Iterable[EndedJobs], *, days: int, until: date) -> Sequence[Bar]:
    """Ended jobs of each of the last `days` days up to `until`, the fullest as high as there is room."""
    by_day = {one.day: one for one in ended}
    shown = [until - timedelta(days=back) for back in range(days - 1, -1, -1)]
    found = [by_day.get(day, EndedJobs(day)) for day in shown]
    most = max((one.done + one.failed + one.dead for one in found), default=0) or 1
    return [Bar(one.day, _stacked(one, BARS_HEIGHT / most)) for one in found]


def _stacked(one: EndedJobs, unit: float) -> Sequence[tuple[str, float, float]]:
    parts, floor = [], BARS_HEIGHT
    for kind, count in (("done", one.done), ("failed", one.failed), ("dead", one.dead)):
        if count:
            floor -= count * unit
            parts.append((kind, round(floor, 2), round(count * unit, 2)))
    return parts


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
