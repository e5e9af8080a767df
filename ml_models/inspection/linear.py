"""Weights of a logistic regression from a skops file, without numpy or scikit-learn: any process can ask such a model.

The file is walked as every skops file is (`skops_file`) before a number of it is taken, and nothing of it is called.
"""

import json
import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Any

from ml_models import archive
from ml_models.contracts import RefusedModel
from ml_models.inspection import npy, skops_file

CLASS = ("sklearn.linear_model._logistic", "LogisticRegression")
KINDS: Mapping[str, str] = {"<f8": "d", "<i8": "q", "|b1": "?"}
MOST_LOG_ODDS = 700.0
"""Beyond it a double has no exponential, and the chance is 0 or 1 in any case."""

Read = Callable[[str], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Linear:
    """A scorer: the logistic function of `bias` and the weighted sum of a row."""

    weights: tuple[float, ...]
    bias: float

    def __call__(self, rows: Sequence[Sequence[float]], /) -> list[float]:
        return [_chance(self._log_odds(row)) for row in rows]

    def _log_odds(self, row: Sequence[float]) -> float:
        return self.bias + sum(weight * value for weight, value in zip(self.weights, row, strict=True) if value)


def linear(content: bytes) -> Linear | None:
    """The scorer in a skops file; None where the file holds another kind of model. Raises `RefusedModel`."""
    members = archive.unpacked(content)
    skops_file.walked(members)
    schema = json.loads(members[skops_file.SCHEMA])
    if (schema["__module__"], schema["__class__"]) != CLASS:
        return None
    known = schema["content"]["content"]
    if not {"coef_", "intercept_", "classes_"} <= set(known):
        raise RefusedModel("no_model", "The logistic regression in the file was never fitted.")
    weights, bias, classes = (_array(members, known[name]) for name in ("coef_", "intercept_", "classes_"))
    if list(classes) != [False, True] or len(bias) != 1:
        return None
    return Linear(tuple(map(float, weights)), float(bias[0]))


def _array(members: Mapping[str, bytes], node: Mapping[str, Any]) -> Sequence[Any]:
    """The numbers of an array in the order of its rows."""
    name = str(node.get("file"))
    if name not in members:
        raise RefusedModel("damaged", f"The file lacks its array {name!r}.")
    found = npy.header(members[name], name)
    kind = KINDS.get(str(found.descr))
    if kind is None:
        raise RefusedModel("other_numbers", f"The array {name!r} holds another kind of number than a model's weights.")
    data = members[name][found.start :]
    return struct.unpack(f"<{len(data) // struct.calcsize(kind)}{kind}", data)


def _chance(log_odds: float) -> float:
    return 1 / (1 + exp(-max(-MOST_LOG_ODDS, min(MOST_LOG_ODDS, log_odds))))
