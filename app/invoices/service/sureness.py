"""The learned sureness of values as the rules ask for it: rows in, chances out, in one thread."""

from collections.abc import Sequence
from typing import Any

from ml_models.contracts import Scorer, Task


def scorer(model: Any) -> Scorer:
    """What `rules.documents.confidence` asks; `model` is a loaded `field_confidence`.

    It raises what `predicting.BROKEN` names where model and rows do not fit.
    """

    def chances(rows: Sequence[Sequence[float]]) -> Sequence[float]:
        from threadpoolctl import threadpool_limits

        from ml_models import predicting

        with threadpool_limits(1):  # threads that wait for each other on a busy machine take seconds for milliseconds
            return predicting.predicted(Task.BINARY, model, rows)

    return chances
