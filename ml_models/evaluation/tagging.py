"""The evaluation of a tagger: spans found exactly (start, end, label), sentences entirely right, each label alone."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np

from ml_models.contracts import RefusedModel
from ml_models.evaluation import arrays, behaviour, bootstrap, slices
from ml_models.evaluation.arrays import FloatArray, IntArray
from ml_models.evaluation.bootstrap import Measure
from ml_models.evaluation.records import Evaluation, Metric, Slice
from ml_models.evaluation.titles import LABEL_PREFIX, title

Span = tuple[int, int, str]
Predict = Callable[[Sequence[str]], Sequence[Iterable[Sequence[Any]]]]
Spans = frozenset[Span]

NOTHING = "nothing"
"""In the confusion: a span where there is none, or none where there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """What a tagger is judged on.

    sentences and their `truth`: for each its spans `(start, end, label)` in characters
    slices : by name (such as the language), (n,) mask of the sentences in it; groups : drawn together by the bootstrap
    """

    sentences: Sequence[str]
    truth: Sequence[Iterable[Sequence[Any]]]
    slices: Mapping[str, Sequence[bool]] = field(default_factory=dict)
    groups: Sequence[Any] | None = None
    primary: str = "span_f1"

    @property
    def fingerprint(self) -> str:
        """SHA-256 of sentences and spans, whatever their order."""
        pairs = zip(self.sentences, as_spans(self.truth), strict=True)
        return arrays.fingerprint([json.dumps([text, sorted(spans)]).encode() for text, spans in pairs])


@dataclass(frozen=True, slots=True)
class Counted:
    """For each sentence (n,): spans found rightly, said, due; and by label the same."""

    hits: FloatArray
    said: FloatArray
    due: FloatArray
    exact: FloatArray
    by_label: Mapping[str, tuple[FloatArray, FloatArray, FloatArray]]


@dataclass(frozen=True, slots=True)
class _Said:
    """What the tagger said of each sentence, beside the truth and the group."""

    truth: Sequence[Spans]
    answers: Sequence[Spans]
    group_of: IntArray | None


def evaluated(predict: Predict, cases: Cases, *, seed: int, behaviours: Sequence[behaviour.Check] = ()) -> Evaluation:
    """Everything about the tagger but its cost. Raises `RefusedModel` where it answers no spans of the sentences."""
    said = _Said(as_spans(cases.truth), _answers(predict, cases.sentences), arrays.group_numbers(cases.groups))
    ties = np.zeros(len(said.truth)) if said.group_of is None else said.group_of
    order = sorted(range(len(ties)), key=lambda row: (cases.sentences[row], sorted(said.truth[row]), ties[row]))
    metrics, notes = _measured(said, order, seed)
    return Evaluation(
        primary=cases.primary,
        metrics=metrics,
        cases=len(order),
        data_fingerprint=cases.fingerprint,
        slices=tuple(
            _slice(name, said, [row for row in order if mask[row]], seed) for name, mask in sorted(cases.slices.items())
        ),
        behaviours=behaviour.measured(behaviours, predict),
        confusion=confusion(said.truth, said.answers),
        notes=notes,
    )


def as_spans(answers: Iterable[Iterable[Sequence[Any]]]) -> list[Spans]:
    """Answers or truth as sets of `(start, end, label)`."""
    return [frozenset((int(start), int(end), str(label)) for start, end, label in spans) for spans in answers]


def counted(truth: Sequence[Spans], said: Sequence[Spans]) -> Counted:
    """How many spans of each sentence were found rightly, said and due."""
    labels = sorted({label for spans in [*truth, *said] for _, _, label in spans})
    return Counted(
        *_counts(truth, said),
        exact=np.array([one == other for one, other in zip(truth, said, strict=True)], dtype=np.float64),
        by_label={label: _counts(_only(truth, label), _only(said, label)) for label in labels},
    )


def confusion(truth: Sequence[Spans], said: Sequence[Spans]) -> dict[str, dict[str, int]]:
    """Which label was said where which was due, for spans of the same start and end."""
    found: dict[str, Counter[str]] = {}
    for due, given in zip(truth, said, strict=True):
        right = {(start, end): label for start, end, label in due}
        told = {(start, end): label for start, end, label in given}
        for place in right.keys() | told.keys():
            found.setdefault(right.get(place, NOTHING), Counter())[told.get(place, NOTHING)] += 1
    return {actual: dict(sorted(row.items())) for actual, row in sorted(found.items())}


def _answers(predict: Predict, sentences: Sequence[str]) -> list[Spans]:
    answers = list(predict(sentences)) if sentences else []
    if len(answers) != len(sentences):
        raise RefusedModel("wrong_shape", f"The model answers {len(answers)} lists for {len(sentences)} sentences.")
    try:
        said = as_spans(answers)
    except (TypeError, ValueError):
        raise RefusedModel("not_spans", "The model's answers are not spans of start, end and label.") from None
    for sentence, spans in zip(sentences, said, strict=True):
        if any(not 0 <= start < end <= len(sentence) for start, end, _ in spans):
            raise RefusedModel("not_spans", "The model answers spans that lie outside their sentence.")
    return said


def _counts(truth: Sequence[Spans], said: Sequence[Spans]) -> tuple[FloatArray, FloatArray, FloatArray]:
    both = [len(one & other) for one, other in zip(truth, said, strict=True)]
    columns = (both, [len(spans) for spans in said], [len(spans) for spans in truth])
    hits, given, due = (np.array(column, dtype=np.float64) for column in columns)
    return hits, given, due


def _measures(counts: Counted) -> dict[str, Measure]:
    whole = (counts.hits, counts.said, counts.due)
    found: dict[str, Measure] = {
        "span_f1": partial(_f1, whole),
        "span_precision": partial(_share, counts.hits, counts.said),
        "span_recall": partial(_share, counts.hits, counts.due),
        "exact_sentences": partial(_share, counts.exact, np.ones_like(counts.exact)),
    }
    return found | {f"{LABEL_PREFIX}{label}": partial(_f1, parts) for label, parts in counts.by_label.items()}


def _f1(parts: tuple[FloatArray, FloatArray, FloatArray], weights: FloatArray) -> float | None:
    hits, said, due = (float(np.sum(part * weights)) for part in parts)
    return 2 * hits / (said + due) if said + due > 0 else None


def _share(part: FloatArray, whole: FloatArray, weights: FloatArray) -> float | None:
    total = float(np.sum(whole * weights))
    return float(np.sum(part * weights)) / total if total > 0 else None


def _only(sentences: Sequence[Spans], label: str) -> list[Spans]:
    return [frozenset(span for span in spans if span[2] == label) for spans in sentences]


def _measured(said: _Said, rows: list[int], seed: int) -> tuple[tuple[Metric, ...], tuple[str, ...]]:
    """Every metric that is defined on the sentences of `rows`, and a sentence for each that is not."""
    measures = _measures(counted([said.truth[row] for row in rows], [said.answers[row] for row in rows]))
    groups = arrays.renumbered(said.group_of, np.array(rows, dtype=np.int64))
    found = bootstrap.intervals(measures, groups, seed=seed)
    metrics = tuple(Metric(name, *figures, cases=len(rows)) for name, figures in found.items())
    if not rows:
        return metrics, ("There are no cases to measure on.",)
    missing = [name for name in measures if name not in found]
    return metrics, tuple(f"{title(name)} is not defined here: there is no such span." for name in missing)


def _slice(name: str, said: _Said, rows: list[int], seed: int) -> Slice:
    return Slice(name, len(rows), _measured(said, rows, seed)[0], slices.note(len(rows)))
