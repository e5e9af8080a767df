"""A model's card: what it is for, what it learned from, how good it is and where it ends, made from what was measured.

The same manifest and evaluation make the same text, so a training that changes nothing leaves CARD.md as it is; times
and memory, which differ by machine, are told as the limits they stayed under.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ml_models import gates
from ml_models.contracts import Manifest
from ml_models.evaluation import slices as slices_
from ml_models.evaluation import titles
from ml_models.evaluation.records import Calibration, Evaluation, Slice
from ml_models.gates import Gate, GateResult, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What only the learner knows: purpose, where the training rows come from, and what the model cannot do."""

    title: str
    purpose: str
    data: str
    limits: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """What the version was compared with: the rules in its place, and each parameter set with its score over folds."""

    by_rules: Evaluation | None = None
    candidates: Sequence[tuple[Mapping[str, Any], float]] = ()


def written(
    manifest: Manifest,
    evaluation: Evaluation,
    facts: Facts,
    verdict: Sequence[GateResult] = (),
    beside: Beside = Beside(),
) -> str:
    """The text of CARD.md; with `verdict` it says what each gate found."""
    parts = [
        [f"# {facts.title} (`{manifest.name}`)"],
        ["**What for.** " + facts.purpose],
        [f"**Made from.** {facts.data}".rstrip(), *_made_from(manifest)],
        ["## Measured", _measured_on(evaluation), "", *_metrics(evaluation, beside), *_notes(evaluation.notes)],
        _candidates(beside),
        _confusion(evaluation),
        _calibration(evaluation.calibration, beside),
        _slices(evaluation),
        _behaviours(evaluation),
        _gates(manifest.name, verdict),
        ["## Limits", *(f"- {limit}" for limit in facts.limits or ("None is known yet.",))],
        ["## Licence", _sentence(manifest.licence)],
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def _made_from(manifest: Manifest) -> Iterable[str]:
    seed = f"Seed {manifest.seed}. " if manifest.seed is not None else ""
    frameworks = ", ".join(f"{name} {version}" for name, version in sorted(manifest.frameworks.items()))
    rows = f"Training rows: SHA-256 `{manifest.data_fingerprint[:16]}`."
    yield f"{seed}Parameters: {_parameters(manifest.parameters) or 'none to choose'}. {rows}"
    yield f"File: {manifest.kind}, {_size(manifest.size_bytes)}, written with {frameworks}."
    if manifest.features:
        yield f"Inputs, in this order: {', '.join(f'`{name}`' for name in manifest.features)}."


def _measured_on(evaluation: Evaluation) -> str:
    threshold = "" if evaluation.threshold is None else f" Serving says yes from {evaluation.threshold:g} on."
    on = f"On {evaluation.cases:,} cases that training never saw (SHA-256 `{evaluation.data_fingerprint[:16]}`)"
    primary = f'Two versions are compared by "{titles.title(evaluation.primary)}".'
    return f"{on}, with 95 % bootstrap intervals.{threshold} {primary}"


def _metrics(evaluation: Evaluation, beside: Beside) -> Iterable[str]:
    """The table of measures; where rules stand in for the model, theirs on the same cases are its last column."""
    by_rules = {one.name: f" {one.value:.3f} |" for one in beside.by_rules.metrics} if beside.by_rules else {}
    yield "| measure | value | 95 % interval | better is |" + " by the rules alone |" * bool(by_rules)
    yield "| --- | --- | --- | --- |" + " --- |" * bool(by_rules)
    for one in evaluation.metrics:
        better = "high" if one.is_better_high else "low"
        row = f"| {titles.title(one.name)} | {one.value:.3f} | {one.low:.3f}-{one.high:.3f} | {better} |"
        yield row + by_rules.get(one.name, "")


def _candidates(beside: Beside) -> list[str]:
    if not beside.candidates:
        return []
    best_first = sorted(beside.candidates, key=lambda one: -one[1])
    told = "Mean score over folds that hide what they judge, the higher the better; the first one serves."
    return ["## Candidates", told, "", *(f"- {_parameters(one)}: {score:.3f}" for one, score in best_first)]


def _notes(notes: Sequence[str]) -> Iterable[str]:
    return ["", *(f"- {note}" for note in notes)] if notes else []


def _confusion(evaluation: Evaluation) -> list[str]:
    if not evaluation.confusion:
        return []
    said = sorted({label for row in evaluation.confusion.values() for label in row}, key=_label_order)
    lines = ["## Confusion", "| in truth | " + " | ".join(f"said {label}" for label in said) + " |"]
    lines.append("| --- |" + " --- |" * len(said))
    for actual in sorted(evaluation.confusion, key=_label_order):
        counts = " | ".join(f"{evaluation.confusion[actual].get(label, 0):,}" for label in said)
        lines.append(f"| {actual} | {counts} |")
    return lines


def _calibration(calibration: Calibration | None, beside: Beside) -> list[str]:
    if calibration is None:
        return []
    told = f"Expected calibration error {calibration.ece:.3f}, over bins of about equally many cases."
    if beside.by_rules and beside.by_rules.calibration:
        told += f" By the rules alone {beside.by_rules.calibration.ece:.3f}."
    table = ["| said | came true | cases |", "| --- | --- | --- |"]
    rows = [f"| {one.predicted:.3f} | {one.observed:.3f} | {one.cases:,} |" for one in calibration.bins]
    return ["## Calibration", told, "", *table, *rows]


def _slices(evaluation: Evaluation) -> list[str]:
    if not evaluation.slices:
        return []
    head = ["| slice | cases | measure | | |", "| --- | --- | --- | --- | --- |"]
    return ["## Slices", *head, *(_slice(one, evaluation.primary) for one in evaluation.slices)]


def _slice(one: Slice, primary: str) -> str:
    metric = slices_.judged_by(one, primary)
    name = titles.title(metric.name) if metric else ""
    figure = f"{metric.value:.3f} ({metric.low:.3f}-{metric.high:.3f})" if metric else ""
    return f"| {one.name} | {one.cases:,} | {name} | {figure} | {one.note} |"


def _behaviours(evaluation: Evaluation) -> list[str]:
    if not evaluation.behaviours:
        return []
    return ["## Behaviour", *(f"- {one.sentence} {one.passed} of {one.cases} cases." for one in evaluation.behaviours)]


def _gates(name: str, verdict: Sequence[GateResult]) -> list[str]:
    told = "What a version has to show before it may serve, and what this one showed. Times are those of any machine."
    found = {result.name: result for result in verdict}
    return ["## Gates", told, *(f"- {_gate(gate, found.get(gate.name))}" for gate in gates.gates_of(name))]


def _gate(gate: Gate, result: GateResult | None) -> str:
    """The sentence of the verdict; of times and memory only whether they stayed below their limit."""
    if result and not gate.unit:
        return result.sentence
    if gate.rule not in (Rule.AT_LEAST, Rule.AT_MOST):
        return f"{gate.name.replace('_', ' ').capitalize()}."
    word = "at least" if gate.rule is Rule.AT_LEAST else "at most"
    kept = "" if result is None else ": kept" if result.passed else ": not kept"
    return f"{titles.title(gate.what)}: {word} {gate.limit:g}{gate.unit}{kept}."


def _parameters(values: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in sorted(values.items()))


def _label_order(label: str) -> tuple[int, str]:
    return ({"yes": 0, "no": 1}.get(label, 2), label)


def _size(size_bytes: int) -> str:
    return f"{size_bytes / 1024:,.1f} KiB"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "." if text else "Not stated."
