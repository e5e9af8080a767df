"""A model from outside gets so much memory and no more, and the process has all of it again afterwards."""

import resource

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures

from ml_models import predicting
from ml_models.contracts import RefusedModel, Task
from ml_models.evaluation import room

ROWS = [[0.0, 9.0], [1.0, 0.0]] * 100
ROOM = 64 << 20


class TestRoom:
    def test_who_asks_for_more_is_told_no(self) -> None:
        before = resource.getrlimit(resource.RLIMIT_DATA)
        with room.limited(ROOM), pytest.raises(MemoryError):
            np.ones(ROOM, dtype=np.float64)
        assert resource.getrlimit(resource.RLIMIT_DATA) == before
        assert np.ones(ROOM, dtype=np.int8).size == ROOM

    def test_who_needs_less_notices_nothing(self) -> None:
        with room.limited(ROOM):
            assert np.ones(ROOM // 4, dtype=np.int8).sum() == ROOM // 4

    def test_model_that_grows_when_asked_is_refused_in_a_sentence(self) -> None:
        model = make_pipeline(PolynomialFeatures(30), PolynomialFeatures(2), LogisticRegression(max_iter=1))
        steps = model[:-1].fit(ROWS[:1])
        last = model[-1]
        last.classes_, last.intercept_ = np.array([0, 1]), np.zeros(1)
        last.coef_ = np.zeros((1, steps[-1].n_output_features_))
        with room.limited(ROOM), pytest.raises(RefusedModel, match="asks for more memory to answer"):
            predicting.predicted(Task.BINARY, model, ROWS)
