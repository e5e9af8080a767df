"""A logistic regression asked without scikit-learn answers as it does with it."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.tree import DecisionTreeClassifier

from ml_models import formats
from ml_models.contracts import Kind, RefusedModel
from ml_models.inspection.linear import linear

ROWS = np.random.default_rng(1).normal(size=(80, 5))
TRUTH = ROWS @ [2.0, -1.0, 0.0, 0.5, 9.0] > 0.3


class TestLinear:
    def test_answers_as_the_model_does(self) -> None:
        model = LogisticRegression().fit(ROWS, TRUTH)
        found = linear(formats.dump(Kind.SKOPS, model))
        assert found is not None
        assert found(ROWS.tolist()) == pytest.approx(model.predict_proba(ROWS)[:, 1])

    def test_far_out_rows_get_a_chance_too(self) -> None:
        found = linear(formats.dump(Kind.SKOPS, LogisticRegression().fit(ROWS, TRUTH)))
        assert found is not None
        assert found([(0, 0, 0, 0, 1e9), (0, 0, 0, 0, -1e9)]) == pytest.approx([1, 0])

    @pytest.mark.parametrize(
        "model",
        [
            pytest.param(DecisionTreeClassifier(max_depth=2).fit(ROWS, TRUTH), id="a tree"),
            pytest.param(LogisticRegression().fit(ROWS, TRUTH.astype(int) * 2), id="other classes"),
            pytest.param(LogisticRegression().fit(ROWS, np.arange(80) % 3), id="three classes"),
        ],
    )
    def test_other_models_are_left_to_others(self, model: object) -> None:
        assert linear(formats.dump(Kind.SKOPS, model)) is None

    @pytest.mark.parametrize(
        "content", [b"", b"no zip", formats.dump(Kind.SKOPS, LogisticRegression().fit(ROWS, TRUTH))[:400]]
    )
    def test_damaged_files_are_refused(self, content: bytes) -> None:
        with pytest.raises(RefusedModel):
            linear(content)

    def test_an_unfitted_model_is_refused(self) -> None:
        with pytest.raises(RefusedModel):
            linear(formats.dump(Kind.SKOPS, LogisticRegression()))

    def test_no_numpy_is_needed(self, repository: Path) -> None:
        code = "import sys, ml_models.inspection.linear; sys.exit('numpy' in sys.modules or 'sklearn' in sys.modules)"
        assert subprocess.run([sys.executable, "-c", code], cwd=repository, check=False).returncode == 0
