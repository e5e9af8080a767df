"""How differently two models answer the same inputs."""

import pytest

from ml_models import comparing
from ml_models.contracts import Task
from tests.model_registry import tiny


class TestShareOfDifferent:
    def test_same_model_never_differs(self) -> None:
        assert comparing.share_of_different(Task.BINARY, tiny.fitted(), tiny.fitted(), tiny.ROWS, 0.5) == 0

    @pytest.mark.parametrize(("threshold", "share"), [(0.0, 0.0), (None, 0.5), (1.0, 0.0)])
    def test_counts_yes_against_no_at_the_threshold(self, threshold: float | None, share: float) -> None:
        no = Constant(0.1)
        assert comparing.share_of_different(Task.BINARY, tiny.fitted(), no, tiny.ROWS, threshold) == share

    def test_nothing_asked_is_no_difference(self) -> None:
        assert comparing.share_of_different(Task.BINARY, tiny.fitted(), Constant(0.1), [], 0.5) == 0


class TestWatched:
    def test_remembers_what_it_was_asked_and_answers_as_the_model(self) -> None:
        model = tiny.fitted()
        watched = comparing.Watched(model)
        assert watched.predict_proba(tiny.ROWS).tolist() == model.predict_proba(tiny.ROWS).tolist()
        assert watched.inputs == tiny.ROWS
        assert watched.n_features_in_ == 2


class TestRankings:
    def test_other_order_of_labels_is_different_and_other_chances_are_not(self) -> None:
        one, surer, other = (
            Saying(labels) for labels in ([("a", 0.5), ("b", 0.1)], [("a", 0.9), ("b", 0.1)], [("b", 0.9)])
        )
        assert comparing.share_of_different(Task.RANKING, one, surer, ["soap"], None) == 0
        assert comparing.share_of_different(Task.RANKING, one, other, ["soap"], None) == 1

    def test_watched_texts_are_remembered(self) -> None:
        watched = comparing.Watched(Saying([("a", 0.5)]))
        assert watched.rank(["soap"]) == [[("a", 0.5)]]
        assert watched.inputs == ["soap"]


class Saying:
    """Says the same labels of every text."""

    def __init__(self, labels: list[tuple[str, float]]) -> None:
        self._labels = labels

    def rank(self, texts: list[str]) -> list[list[tuple[str, float]]]:
        """The labels, for each text."""
        return [self._labels for _ in texts]


class Constant:
    """Says the same of everything."""

    def __init__(self, chance: float) -> None:
        self._chance = chance

    def predict_proba(self, rows: object) -> list[list[float]]:
        return [[1 - self._chance, self._chance] for _ in tiny.ROWS]
