"""How differently two models answer: on the inputs that one of them was asked with while it was measured."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ml_models import predicting
from ml_models.contracts import Task


class Watched:
    """A model that remembers what it is asked. All else goes through to the model itself."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self.inputs: list[Any] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)

    def predict_proba(self, rows: Any) -> Any:
        """The model's chances."""
        self.inputs.extend(list(row) for row in rows)
        return self._model.predict_proba(rows)

    def rank(self, texts: Iterable[str]) -> Any:
        """The model's labels with their chances."""
        asked = list(texts)
        self.inputs.extend(asked)
        return self._model.rank(asked)

    def pipe(self, texts: Iterable[str], **options: Any) -> Iterator[Any]:
        """The model's documents."""
        asked = list(texts)
        self.inputs.extend(asked)
        yield from self._model.pipe(asked, **options)


def share_of_different(task: Task, one: Any, other: Any, inputs: Sequence[Any], threshold: float | None) -> float:
    """Share, 0..1, of `inputs` that the two answer differently: yes and no at `threshold`, other spans, another order.

    Raises `RefusedModel` where one of them gives no answer.
    """
    if not inputs:
        return 0.0
    answers = [predicting.predicted(task, model, inputs) for model in (one, other)]
    if task is Task.BINARY:
        cut = 0.5 if threshold is None else threshold
        answers = [[chance >= cut for chance in said] for said in answers]
    if task is Task.RANKING:
        answers = [[[label for label, _ in ranked] for ranked in said] for said in answers]
    return sum(bool(a != b) for a, b in zip(*answers, strict=True)) / len(inputs)
