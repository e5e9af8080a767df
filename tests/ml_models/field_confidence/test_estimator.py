"""Sureness of values: more evidence never lowers it, and what cannot be learned from is refused."""

import numpy as np
import pytest

from ml_models.field_confidence import estimator
from ml_models.tabular import Examples

NAMES = ("group", "score", "is_refuted")
ASKED = {"names": NAMES, "rising": ("score",), "falling": ("is_refuted",)}
SMALL = {"trees": 20, "leaves": 4, "least": 20}


class TestFitted:
    def test_chance_rises_with_what_speaks_for_a_value(self, examples: Examples) -> None:
        model = estimator.fitted(examples, SMALL, 1, **ASKED)
        scores = np.linspace(-3, 3, 13)
        for refuted in (0.0, 1.0):
            chances = model.predict_proba(np.column_stack([np.ones(13), scores, np.full(13, refuted)]))[:, 1]
            assert (np.diff(chances) >= 0).all()
        assert _chance(model, 2.0, 0.0) > _chance(model, 2.0, 1.0)

    def test_chances_come_true(self, examples: Examples) -> None:
        model = estimator.fitted(examples, SMALL, 1, **ASKED)
        said = model.predict_proba(examples.inputs)[:, 1]
        assert abs(said.mean() - examples.truth.mean()) < 0.02

    def test_same_seed_same_chances(self, examples: Examples) -> None:
        first, again = (estimator.fitted(examples, SMALL, 7, **ASKED) for _ in range(2))
        assert (first.predict_proba(examples.inputs) == again.predict_proba(examples.inputs)).all()

    def test_nothing_can_be_learned_where_all_is_right(self, examples: Examples) -> None:
        with pytest.raises(ValueError, match="right values and wrong ones"):
            estimator.fitted(examples.where(examples.truth), SMALL, 1, **ASKED)


class TestFoldScore:
    def test_what_tells_right_from_wrong_scores_better_than_noise(self, examples: Examples) -> None:
        rng = np.random.default_rng(2)
        noise = Examples(rng.normal(size=examples.inputs.shape), examples.truth, examples.weights, examples.groups)
        told, guessed = (estimator.fold_score(one, SMALL, 0, 1, **ASKED) for one in (examples, noise))
        assert told > guessed


def _chance(model: object, score: float, refuted: float) -> float:
    return float(model.predict_proba([[1.0, score, refuted]])[0, 1])  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def examples() -> Examples:
    """Values whose chance follows their score, and is lower where a sum is against them."""
    rng = np.random.default_rng(1)
    score, refuted = rng.normal(1, 1.5, 3000), rng.random(3000) < 0.2
    truth = rng.random(3000) < 1 / (1 + np.exp(-(score - 2.5 * refuted)))
    layouts = np.array([f"layout {number % 6}" for number in range(3000)])
    return Examples(np.column_stack([np.ones(3000), score, refuted]), truth, np.ones(3000), layouts)
