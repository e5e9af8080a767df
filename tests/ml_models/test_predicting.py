"""A loaded model must answer as its manifest says, in the right shape, within 0..1."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from ml_models import predicting
from ml_models.contracts import Kind, RefusedModel, Smoke, Task
from tests.ml_models import made


class Answering:
    """A model that answers with the same table whatever it is asked."""

    def __init__(self, table: Any) -> None:
        self.table = np.asarray(table, dtype=float)

    def predict_proba(self, rows: Any) -> Any:
        """The table."""
        return self.table


class TestPredicted:
    def test_gives_one_chance_a_row_in_order(self) -> None:
        chances = predicting.predicted(Task.BINARY, made.linear(), [[3.0, 0.0], [-3.0, 0.0]])
        assert chances[0] > 0.5 > chances[1]

    @pytest.mark.parametrize(
        "table",
        [
            [[0.5, np.nan]],
            [[0.5, np.inf]],
            [[0.0, 1.5]],
            [[0.0, -0.1]],
            [[0.5]],
            [[0.1, 0.2, 0.7]],
            [0.5],
            [[0.5, 0.5], [0.5, 0.5]],
        ],
    )
    def test_answer_that_is_no_chance_is_refused(self, table: Any) -> None:
        with pytest.raises(RefusedModel) as refused:
            predicting.predicted(Task.BINARY, Answering(table), [[1.0, 2.0]])
        assert refused.value.code == "bad_answers"

    def test_row_of_another_length_is_refused(self) -> None:
        with pytest.raises(RefusedModel, match="rows of these inputs"):
            predicting.predicted(Task.BINARY, made.linear(), [[1.0]])


class TestRankings:
    def test_come_as_labels_with_chances(self) -> None:
        said = [("2523", 0.9), ("6810", 0.1)]
        assert predicting.predicted(Task.RANKING, Ranking([said, []]), ["cement", "?"]) == [said, []]

    @pytest.mark.parametrize(
        "said",
        [
            [("2523", 1.5)],
            [("2523", float("nan"))],
            [("2523", 0.1), ("6810", 0.9)],
            [("2523",)],
            [0.5],
            None,
        ],
    )
    def test_of_another_shape_or_order_are_refused(self, said: Any) -> None:
        with pytest.raises(RefusedModel) as refused:
            predicting.predicted(Task.RANKING, Ranking([said]), ["cement"])
        assert refused.value.code == "bad_answers"

    @pytest.mark.parametrize(("chance", "is_same"), [(0.9, True), (0.9 + 1e-9, True), (0.8, False)])
    def test_pass_the_smoke_test_with_the_same_chances(self, chance: float, is_same: bool) -> None:
        smoke = Smoke(["cement"], [[["2523", 0.9]]])
        manifest = replace(made.bundled().manifest, task=Task.RANKING, smoke=smoke)
        if is_same:
            predicting.smoke(Ranking([[("2523", chance)]]), manifest)
        else:
            with pytest.raises(RefusedModel, match="test input 1"):
                predicting.smoke(Ranking([[("2523", chance)]]), manifest)


class Ranking:
    """A model that says the same of every text."""

    def __init__(self, said: Any) -> None:
        self.said = said

    def rank(self, texts: Any) -> Any:
        """What it says."""
        return self.said


class TestSmoke:
    def test_same_answers_pass(self) -> None:
        predicting.smoke(made.linear(), made.bundled().manifest)

    def test_other_answers_are_refused(self) -> None:
        manifest = replace(made.bundled().manifest, smoke=Smoke([[0.0, 0.0]], [0.9]))
        with pytest.raises(RefusedModel, match="test input 1"):
            predicting.smoke(made.linear(), manifest)


class TestChecked:
    @pytest.mark.parametrize("features", [("amount",), ("amount", "age_days", "more")])
    def test_other_number_of_inputs_is_refused(self, features: Sequence[str]) -> None:
        with pytest.raises(RefusedModel, match="takes 2 inputs"):
            predicting.checked(Kind.SKOPS, Task.BINARY, features, made.linear())

    def test_other_names_of_inputs_are_refused(self) -> None:
        model = made.boosted().__class__(max_iter=2)
        model.__dict__ |= made.boosted().__dict__ | {
            "feature_names_in_": np.array(["age_days", "amount"], dtype=object)
        }
        with pytest.raises(RefusedModel, match="its input 1 is 'age_days', here it is 'amount'"):
            predicting.checked(Kind.SKOPS, Task.BINARY, made.FEATURES, model)

    def test_model_for_another_task_is_refused(self) -> None:
        with pytest.raises(RefusedModel, match="no model that can do this task"):
            predicting.checked(Kind.SKOPS, Task.TAGGING, (), made.linear())
