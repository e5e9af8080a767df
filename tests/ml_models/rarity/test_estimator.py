"""What the estimator of rarity finds odd, what it leaves alone, and that it keeps scikit-learn's manners."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.metrics import average_precision_score

from ml_models.rarity.estimator import RowRarity
from ml_models.rarity.records import Kind, UnusableTable
from tests.ml_models.rarity.made import OPEN_ACCOUNT, payments

Changes = Mapping[str, str | float | None]
PLACE = 1234
NEW = {"department": "77", "mode": "Q9"}
SWAPPED = {"department": "00", "account": "100", "supplier": "S10", "mode": "bank"}


class TestOddRows:
    @pytest.mark.parametrize(
        ("changes", "kind"),
        [
            ({"mode": "Q9"}, Kind.VALUE),
            ({"department": "77"}, Kind.VALUE),
            ({"department": "00", "account": "000", "supplier": "S10"}, Kind.PAIR),
            ({"department": "00", "account": "100", "supplier": "S10", "amount": 250.0}, Kind.PAIR),
            ({"department": "00", "account": "000", "supplier": "S00", "amount": 90_000.0}, Kind.AMOUNT),
            ({"department": "00", "account": "000", "supplier": "S00", "amount": -90_000.0}, Kind.AMOUNT),
        ],
        ids=["a new mode", "a new department", "another's supplier", "another's account too", "too much", "a refund"],
    )
    def test_come_first_and_say_why(self, regular: pd.DataFrame, changes: Changes, kind: Kind) -> None:
        model = RowRarity().fit(with_row(regular, changes))
        assert rank(model, PLACE) <= 5
        weights = {(sign.kind, sign.columns): sign.weights[sign.rows == PLACE].sum() for sign in model.signs_}
        assert max(weights, key=lambda key: weights[key])[0] == kind

    @pytest.mark.parametrize(
        "changes",
        [
            {"supplier": "P99999", "account": OPEN_ACCOUNT},
            {"amount": 0.01},
            {"department": "00", "account": "001", "supplier": "S07"},
            {"mode": ""},
            {"supplier": "", "account": "", "department": ""},
            {"amount": None},
        ],
        ids=["one more new payee", "a small amount", "a rare own supplier", "no mode", "hardly anything", "no amount"],
    )
    def test_innocent_twins_stay_with_the_others(self, regular: pd.DataFrame, changes: Changes) -> None:
        model = RowRarity().fit(with_row(regular, changes))
        assert rank(model, PLACE) > 0.02 * len(regular)

    def test_a_large_amount_is_usual_where_such_amounts_are_paid(self, regular: pd.DataFrame) -> None:
        large = regular.assign(amount=np.where(regular["supplier"] == "S00", 90_000.0, regular["amount"]))
        model = RowRarity().fit(large)
        assert model.scores_[large["supplier"] == "S00"].mean() < 1

    @pytest.mark.parametrize("seed", [1, 2, 3])
    def test_planted_rows_are_found_among_thousands(self, seed: int) -> None:
        table = payments(seed)
        places = np.random.default_rng(seed).choice(len(table), 20, replace=False)
        for number, place in enumerate(places):
            for name, value in (SWAPPED if number % 2 else NEW).items():
                table.loc[place, name] = f"{value}{number}" if number % 2 == 0 else value
        truth = np.isin(np.arange(len(table)), places)
        assert average_precision_score(truth, RowRarity().fit(table).scores_) > 0.8


class TestInvariance:
    def test_order_of_rows_and_columns_changes_nothing(self, regular: pd.DataFrame) -> None:
        shuffled = regular.sample(frac=1, random_state=3)
        scores = pd.Series(RowRarity().fit(shuffled).scores_, index=shuffled.index).sort_index()
        assert np.allclose(scores, RowRarity().fit(regular).scores_)
        turned = RowRarity().fit(regular[regular.columns[::-1]])
        assert np.allclose(turned.scores_, RowRarity().fit(regular).scores_)

    def test_currency_changes_nothing(self, regular: pd.DataFrame) -> None:
        dearer = regular.assign(amount=regular["amount"] * 64)
        assert np.allclose(RowRarity().fit(dearer).scores_, RowRarity().fit(regular).scores_, atol=0.05)

    def test_names_of_values_change_nothing(self, regular: pd.DataFrame) -> None:
        renamed = regular.assign(mode="m" + regular["mode"], supplier="भारत " + regular["supplier"])
        assert np.allclose(RowRarity().fit(renamed).scores_, RowRarity().fit(regular).scores_)


class TestNewRows:
    def test_are_judged_as_if_they_were_in_the_table(self, regular: pd.DataFrame) -> None:
        model = RowRarity().fit(regular)
        odd, plain = with_row(regular, SWAPPED).iloc[[PLACE]], regular.iloc[[PLACE]]
        assert model.score_samples(odd)[0] > model.score_samples(plain)[0] + 1
        assert model.signs(odd)[0].rows.tolist() == [0]

    def test_lacking_a_column_are_refused(self, regular: pd.DataFrame) -> None:
        with pytest.raises(UnusableTable, match="mode"):
            RowRarity().fit(regular).score_samples(regular.drop(columns="mode"))


class TestManners:
    def test_unfitted_says_so(self, regular: pd.DataFrame) -> None:
        with pytest.raises(NotFittedError):
            RowRarity().score_samples(regular)

    def test_parameters_are_kept_and_cloned(self) -> None:
        model = RowRarity(categorical=["a"], ignore=["b"])
        assert clone(model).get_params() == {"categorical": ["a"], "numeric": None, "ignore": ["b"]}

    @pytest.mark.parametrize("rows", [2, 3, 10, 60])
    def test_small_tables_get_finite_scores(self, regular: pd.DataFrame, rows: int) -> None:
        scores = RowRarity().fit(regular.head(rows)).scores_
        assert scores.shape == (rows,) and np.isfinite(scores).all()

    def test_amounts_of_any_size_get_finite_scores(self) -> None:
        amounts = [0.0, -1e12, 1e12, 5.5, None, 1e-9] * 20
        scores = RowRarity().fit(pd.DataFrame({"kind": ["a", "b"] * 60, "amount": amounts})).scores_
        assert np.isfinite(scores).all()

    @pytest.mark.parametrize(
        ("table", "said"),
        [
            ({}, "no column"),
            ({"day": ["2026-04-01", "2026-04-02"]}, "no column"),
            ({"a": []}, "no rows"),
            ({"a": ["x"]}, "one row"),
            ({"a": ["x", "x"], "b": ["y", "y"]}, "alike"),
            ({"a": ["x", "y", "x"], "b": ["1"]}, "lengths"),
        ],
    )
    def test_tables_without_anything_to_compare_are_refused(self, table: dict[str, list[str]], said: str) -> None:
        with pytest.raises(UnusableTable, match=f"(?i){said}"):
            RowRarity().fit(table)


@pytest.fixture(scope="module")
def regular() -> pd.DataFrame:
    return payments(7)


def with_row(table: pd.DataFrame, changes: Changes) -> pd.DataFrame:
    changed = table.copy()
    for name, value in changes.items():
        changed.loc[PLACE, name] = value
    return changed


def rank(model: RowRarity, place: int) -> int:
    return int((model.scores_ >= model.scores_[place]).sum())
