"""The parts of a search, by joblib without a word on its backend: whoever calls decides where they are worked out.

Plain, they run one after the other in this process. Under `joblib.parallel_config(backend=..., n_jobs=...)` they run
where that says: threads, processes, or a Dask or Ray cluster whose backend is registered.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Score = Callable[[Any, Mapping[str, Any], int, int], float]


def scores(fold_score: Score, examples: Any, asked: Sequence[tuple[Mapping[str, Any], int]], seed: int) -> list[float]:
    """The score of each `(parameters, fold)`, in their order."""
    from joblib import Parallel, delayed

    score = delayed(fold_score)
    found = Parallel()(score(examples, parameters, fold, seed) for parameters, fold in asked)
    return [float(one) for one in found]
