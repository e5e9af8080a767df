"""How one gate is judged: a comparison, and the sentence that tells its figures. Which gates there are: `gates`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from ml_models.evaluation.records import Evaluation, Metric
from ml_models.evaluation.slices import LEAST_CASES, judged_by
from ml_models.evaluation.titles import title

TELLABLE = 0.1
"""Milliseconds and megabytes below this are told as that."""


class Rule(StrEnum):
    """What kind of comparison a gate makes."""

    FINITE = "finite"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    NOT_WORSE = "not_worse"
    BEHAVES = "behaves"
    SLICES = "slices"


@dataclass(frozen=True, slots=True)
class Gate:
    """One condition. `what`: a metric, `ece`, or a figure of the cost; `limit`: its floor, ceiling or tolerance."""

    name: str
    rule: Rule
    what: str = ""
    limit: float = 0.0
    unit: str = ""


@dataclass(frozen=True, slots=True)
class GateResult:
    """Whether one gate is passed, and why, in a sentence for an admin."""

    name: str
    passed: bool
    sentence: str


def judged(gate: Gate, candidate: Evaluation, production: Evaluation | None) -> GateResult:
    """Whether the candidate passes this gate, and why."""
    return _JUDGES[gate.rule](gate, candidate, production)


def _finite(gate: Gate, candidate: Evaluation, production: Evaluation | None) -> GateResult:
    figures = list(_figures(candidate))
    bad = sum(not isfinite(figure) for figure in figures)
    if bad:
        return GateResult(gate.name, False, f"{bad} of {len(figures)} measured figures are no numbers.")
    if not candidate.cases:
        return GateResult(gate.name, False, "There was no case to measure the model on.")
    return GateResult(gate.name, True, f"All {len(figures)} figures measured on {candidate.cases} cases are numbers.")


def _at_least(gate: Gate, candidate: Evaluation, production: Evaluation | None) -> GateResult:
    value = _figure(candidate, gate.what)
    if value is None:
        return _unmeasured(gate, candidate)
    passed = value >= gate.limit
    words = f"{title(gate.what)} is {_said(value, gate.unit)}; at least {_said(gate.limit, gate.unit)} is asked for"
    return GateResult(gate.name, passed, f"{words}: {'enough' if passed else 'too low'}.")


def _at_most(gate: Gate, candidate: Evaluation, production: Evaluation | None) -> GateResult:
    value = _figure(candidate, gate.what)
    if value is None:
        return _unmeasured(gate, candidate)
    passed = value <= gate.limit
    words = f"{title(gate.what)} is {_said(value, gate.unit)}; at most {_said(gate.limit, gate.unit)} is allowed"
    return GateResult(gate.name, passed, f"{words}: {'within' if passed else 'too much'}.")


def _not_worse(gate: Gate, candidate: Evaluation, production: Evaluation | None) -> GateResult:
    if production is None:
        return GateResult(gate.name, True, "Nothing is in production yet to compare with.")
    if candidate.data_fingerprint != production.data_fingerprint:
        return GateResult(gate.name, False, "Production was measured on other cases, so the two cannot be compared.")
    mine, theirs = _metric(candidate, candidate.primary), _metric(production, candidate.primary)
    if mine is None:
        return _unmeasured(Gate(gate.name, gate.rule, candidate.primary), candidate)
    words = f"{title(mine.name)} is {_with_interval(mine)}"
    if theirs is None:
        return GateResult(gate.name, True, f"{words}; it is not defined for production: not worse.")
    passed = _is_not_worse(mine, theirs, tolerance=gate.limit)
    words += f"; production has {_with_interval(theirs)}"
    return GateResult(gate.name, passed, f"{words}: {'not worse' if passed else 'worse'}.")


def _behaves(gate: Gate, candidate: Evaluation, production: Evaluation | None) -> GateResult:
    wrong = [one for one in candidate.behaviours if one.passed < one.cases]
    if wrong:
        told = " ".join(f'"{one.sentence}" held in {one.passed} of {one.cases} cases.' for one in wrong)
        return GateResult(gate.name, False, told)
    if not candidate.behaviours:
        return GateResult(gate.name, True, "No behaviour is tested for this model.")
    cases = sum(one.cases for one in candidate.behaviours)
    tested = _counted(len(candidate.behaviours), "behaviour")
    return GateResult(gate.name, True, f"The {tested} tested held in all of {cases} cases.")


def _slices(gate: Gate, candidate: Evaluation, production: Evaluation | None) -> GateResult:
    before = {one.name: judged_by(one, candidate.primary) for one in production.slices} if production else {}
    compared, fallen = 0, []
    for one in candidate.slices:
        mine, theirs = judged_by(one, candidate.primary), before.get(one.name)
        if one.cases < LEAST_CASES or mine is None or theirs is None or mine.name != theirs.name:
            continue
        compared += 1
        if not _is_not_worse(mine, theirs, tolerance=gate.limit):
            fallen.append(f"{one.name} fell from {_said(theirs.value)} to {_said(mine.value)} ({title(mine.name)})")
    if fallen:
        return GateResult(gate.name, False, f"Fallen behind production: {'; '.join(fallen)}.")
    if not compared:
        return GateResult(gate.name, True, "There is no slice with enough cases to compare with production.")
    return GateResult(gate.name, True, f"None of {_counted(compared, 'slice')} fell behind production.")


def _figure(evaluation: Evaluation, what: str) -> float | None:
    if what == "ece":
        return evaluation.calibration.ece if evaluation.calibration else None
    found = _metric(evaluation, what)
    if found is not None:
        return found.value
    value: float | None = getattr(evaluation.cost, what, None)
    return value


def _metric(evaluation: Evaluation, name: str) -> Metric | None:
    return next((one for one in evaluation.metrics if one.name == name), None)


def _is_not_worse(mine: Metric, theirs: Metric, *, tolerance: float) -> bool:
    """No worse than the far end of the other's interval, and `tolerance` beyond it."""
    if theirs.is_better_high:
        return mine.value >= theirs.low - tolerance
    return mine.value <= theirs.high + tolerance


def _unmeasured(gate: Gate, candidate: Evaluation) -> GateResult:
    if gate.what == "ece" and candidate.threshold is None:
        return GateResult(gate.name, True, "The model says no chances, so there is nothing to calibrate.")
    why = next((note for note in candidate.notes if note.startswith(title(gate.what))), "")
    return GateResult(gate.name, False, why or f"{title(gate.what)} was not measured.")


def _figures(candidate: Evaluation) -> Iterator[float]:
    slices = (metric for one in candidate.slices for metric in one.metrics)
    for metric in (*candidate.metrics, *slices):
        yield from (metric.value, metric.low, metric.high)
    if candidate.calibration:
        yield candidate.calibration.ece
    yield from (drift.psi for drift in candidate.drift)


def _with_interval(metric: Metric) -> str:
    return f"{_said(metric.value)} ({_said(metric.low)}-{_said(metric.high)})"


def _said(value: float, unit: str = "") -> str:
    if not unit:
        return f"{value:.3f}"
    return f"{value:.1f}{unit}" if value >= TELLABLE else f"under {TELLABLE:g}{unit}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


_JUDGES: Mapping[Rule, Callable[[Gate, Evaluation, Evaluation | None], GateResult]] = {
    Rule.FINITE: _finite,
    Rule.AT_LEAST: _at_least,
    Rule.AT_MOST: _at_most,
    Rule.NOT_WORSE: _not_worse,
    Rule.BEHAVES: _behaves,
    Rule.SLICES: _slices,
}
