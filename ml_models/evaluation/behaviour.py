"""What must hold of a model whatever the data: learners fill in the cases, this counts how often it held.

Three kinds (Ribeiro et al. 2020, "Beyond Accuracy: Behavioral Testing of NLP Models with CheckList"): an invariance
(swapping two documents changes nothing), a direction (more evidence, not less chance), and plain cases that nobody
would judge otherwise.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ml_models.evaluation.records import Behaviour

Predict = Callable[[Any], Any]
"""The model: rows or sentences in, as many answers out."""

SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Check:
    """One behaviour: `holds` asks the model and tells for each case whether it behaved."""

    name: str
    sentence: str
    holds: Callable[[Predict], Sequence[bool]]


def measured(checks: Iterable[Check], predict: Predict) -> tuple[Behaviour, ...]:
    """How often each behaviour held."""
    found = []
    for check in checks:
        held = [bool(one) for one in check.holds(predict)]
        found.append(Behaviour(check.name, check.sentence, sum(held), len(held)))
    return tuple(found)


def invariant(name: str, sentence: str, inputs: Any, changed: Any, *, slack: float = 1e-6) -> Check:
    """`inputs` and `changed` mean the same, row by row: the answers must be the same (chances within `slack`)."""
    return Check(name, sentence, lambda predict: _alike(predict(inputs), predict(changed), slack))


def order_of_rows(inputs: Any) -> Check:
    """Each input is answered by itself: turned round, the answers are the same turned round."""

    def holds(predict: Predict) -> Sequence[bool]:
        return _alike(list(predict(inputs)), list(predict(inputs[::-1]))[::-1], SLACK)

    return Check("order_of_rows", "The order of the inputs does not change any answer.", holds)


def rising(name: str, sentence: str, inputs: Any, stronger: Any, *, slack: float = SLACK) -> Check:
    """Row by row `stronger` holds more evidence than `inputs`: its chance must not be lower by more than `slack`."""
    return Check(name, sentence, lambda predict: _at_least(predict(stronger), predict(inputs), slack))


def plain(name: str, sentence: str, inputs: Any, *, at_least: float = 0.0, at_most: float = 1.0) -> Check:
    """Cases nobody would judge otherwise: the chance must lie between the two bounds."""

    def holds(predict: Predict) -> Sequence[bool]:
        return [at_least <= float(chance) <= at_most for chance in predict(inputs)]

    return Check(name, sentence, holds)


def exactly(name: str, sentence: str, inputs: Sequence[Any], answers: Sequence[Any]) -> Check:
    """Inputs whose answer is certain, such as the spans of plain sentences."""
    return Check(name, sentence, lambda predict: _alike(list(predict(inputs)), list(answers), SLACK))


def _alike(left: Any, right: Any, slack: float) -> list[bool]:
    if len(left) != len(right):
        return [False] * max(len(left), len(right))
    return [_same(one, other, slack) for one, other in zip(left, right, strict=True)]


def _same(one: Any, other: Any, slack: float) -> bool:
    if isinstance(one, int | float | np.number):
        return abs(float(one) - float(other)) <= slack
    return {tuple(span) for span in one} == {tuple(span) for span in other}


def _at_least(high: Any, low: Any, slack: float) -> list[bool]:
    return [float(one) >= float(other) - slack for one, other in zip(high, low, strict=True)]
