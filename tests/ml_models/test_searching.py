"""The parts of a search run where the caller's joblib backend says: a cluster is handed in without a change here."""

from collections.abc import Mapping
from typing import Any

import joblib
from joblib.parallel import ThreadingBackend, register_parallel_backend

from ml_models import searching

ASKED = [({"C": value}, fold) for value in (1, 2, 3) for fold in (0, 1)]
USED: list[int] = []


class Ours(ThreadingBackend):  # type: ignore[misc]
    """A backend as Dask or Ray would register one; counts what it is given."""

    def submit(self, func: Any, callback: Any = None) -> Any:
        USED.append(1)
        return super().submit(func, callback)


class TestScores:
    def test_come_in_the_order_in_which_they_were_asked(self) -> None:
        assert searching.scores(score, 100, ASKED, 7) == [117.0, 118.0, 127.0, 128.0, 137.0, 138.0]

    def test_backend_of_the_caller_is_taken_and_changes_no_score(self) -> None:
        register_parallel_backend("ours", Ours)
        with joblib.parallel_config(backend="ours", n_jobs=2):
            found = searching.scores(score, 100, ASKED, 7)
        assert found == searching.scores(score, 100, ASKED, 7)
        assert USED


def score(examples: int, parameters: Mapping[str, Any], fold: int, seed: int) -> float:
    return float(examples + 10 * parameters["C"] + fold + seed)
