"""What customers should buy next, held against what planted customers then bought."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import numpy as np
import pytest

from ml_models.purchases import band
from ml_models.purchases.forecast import forecast
from ml_models.purchases.level import BOUNDS, level
from ml_models.purchases.records import History, LevelTest, Method, Outlook, PurchaseForecast, UnusablePurchases
from ml_models.purchases.summary import purchases, summary
from ml_models.purchases.tilt import NONE, tilt
from tests.ml_models.purchases.made import AHEAD_DAYS, ON, customers, known_of

CROWD = customers(1200)
DAYS = (AHEAD_DAYS, 2 * AHEAD_DAYS)


@pytest.fixture(scope="module")
def told() -> PurchaseForecast:
    return forecast(CROWD, on=ON, days=DAYS)


class TestAgainstWhatCame:
    """Planted customers, of whom the rest is known."""

    def test_the_total_comes_near_and_lies_in_the_band(self, told: PurchaseForecast) -> None:
        came, spent = _after(CROWD), _spent(CROWD)
        assert told.totals[0].purchases == pytest.approx(sum(came), rel=0.12)
        assert told.totals[0].low95 < spent < told.totals[0].high95

    def test_customers_are_ranked_better_than_by_their_past(self, told: PurchaseForecast) -> None:
        came = _after(CROWD)
        expected = [one.purchases[0] for one in told.customers]
        past = [float(sum(day <= ON for day in one.days)) for one in CROWD]
        assert np.corrcoef(expected, came)[0, 1] > np.corrcoef(past, came)[0, 1]

    def test_chances_of_buying_again_are_as_frequent_as_said(self, told: PurchaseForecast) -> None:
        chances = np.array([one.buys_again[0] for one in told.customers])
        again = np.array(_after(CROWD)) > 0
        order = np.argsort(chances)
        for tenth in np.array_split(order, 4):
            assert chances[tenth].mean() == pytest.approx(again[tenth].mean(), abs=0.12)

    def test_earlier_days_are_told_beside_what_came(self, told: PurchaseForecast) -> None:
        assert len(told.tests) == 3
        for one in told.tests:
            assert one.on < one.until == ON
            assert one.expected == pytest.approx(one.came, rel=0.3)


class TestAnyPurchases:
    """What holds whatever was bought."""

    def test_further_ahead_brings_more(self, told: PurchaseForecast) -> None:
        near, far = told.totals
        assert near.purchases < far.purchases and near.value < far.value
        assert near.low95 <= near.low80 <= near.high80 <= near.high95
        assert all(one.buys_again[0] <= one.buys_again[1] + 1e-9 <= 1 + 1e-6 for one in told.customers)

    def test_the_order_of_customers_and_of_their_purchases_is_irrelevant(self, told: PurchaseForecast) -> None:
        places = Random(2).sample(range(len(CROWD)), len(CROWD))
        turned = [History(CROWD[place].days[::-1], CROWD[place].amounts[::-1]) for place in places]
        other = forecast(turned, on=ON, days=DAYS)
        for place, one in zip(places, other.customers, strict=True):
            assert _flat(one) == pytest.approx(_flat(told.customers[place]), rel=1e-4)

    def test_ten_times_the_amounts_are_ten_times_the_value(self, told: PurchaseForecast) -> None:
        tenfold = forecast([replace(one, amounts=[10 * a for a in one.amounts]) for one in CROWD], on=ON, days=DAYS)
        assert tenfold.totals[0].value == pytest.approx(10 * told.totals[0].value, rel=1e-4)
        assert tenfold.totals[0].purchases == pytest.approx(told.totals[0].purchases, rel=1e-4)

    def test_nothing_after_the_day_is_looked_at(self, told: PurchaseForecast) -> None:
        cut = [_until(one) for one in CROWD]
        assert forecast(cut, on=ON, days=DAYS) == told

    def test_two_purchases_of_one_day_are_one(self) -> None:
        day = date(2025, 3, 1)
        twice, once = History([day, day], [40.0, 60.0]), History([day], [100.0])
        assert forecast([twice], on=ON, days=(90,)) == forecast([once], on=ON, days=(90,))

    def test_who_has_not_bought_yet_is_expected_to_buy_nothing(self) -> None:
        late = History([ON + timedelta(days=1)], [10.0])
        found = forecast([late, History([ON], [10.0])], on=ON, days=(90,))
        assert found.customers[0] == Outlook((0.0,), (0.0,), (0.0,), 0.0)
        assert 0 < found.customers[1].purchases[0] < 3

    @pytest.mark.parametrize("amounts", [[float("nan")], [float("inf")]])
    def test_an_amount_that_is_no_number_is_refused(self, amounts: list[float]) -> None:
        with pytest.raises(UnusablePurchases):
            forecast([History([ON], amounts)], on=ON, days=(90,))

    def test_no_purchase_at_all_is_refused(self) -> None:
        with pytest.raises(UnusablePurchases):
            forecast([History([], [])], on=ON, days=(90,))

    @pytest.mark.parametrize("amount", [0.0, -5.0])
    def test_gifts_and_refunds_are_finite(self, amount: float) -> None:
        rows = [History([ON - timedelta(days=back) for back in (90, 50, 9)], [amount] * 3)] * 60
        found = forecast(rows, on=ON, days=(90,))
        assert all(np.isfinite(_flat(one)).all() for one in found.customers)

    def test_few_who_came_back_are_told_by_their_own_rates(self) -> None:
        found = forecast(CROWD[:40], on=ON, days=(90,))
        assert (found.method, found.parameters) == (Method.OWN_RATES, ())


class TestLevelAndTilt:
    """What earlier purchases teach beyond the model."""

    def test_a_pace_above_the_model_raises_the_level_and_one_below_lowers_it(self) -> None:
        bought = purchases(CROWD, ON)
        known = summary(bought, ON.toordinal())
        low, fair, high = (level(bought, known, ON.toordinal(), total, 13) for total in (1e2, 1e3, 1e6))
        assert BOUNDS[0] <= high < fair < low <= BOUNDS[1]

    def test_few_purchases_teach_nothing(self) -> None:
        known = known_of([(1, 5, 10)] * 20)
        assert tilt(known, np.ones(20), np.full(20, 5.0)) is NONE

    def test_who_buys_more_than_expected_is_expected_to_and_the_total_stays(self) -> None:
        known = known_of([(0, 0, 10), (3, 5, 10)] * 500)
        came = np.array([0.5, 2.0] * 500)
        factors = tilt(known, np.ones(1000), came).factors(known, np.ones(1000))
        assert factors[0] < 1 < factors[1]
        assert factors.sum() == pytest.approx(1000)

    def test_worse_tests_make_a_wider_band(self) -> None:
        drawn = np.random.default_rng(1).poisson(100, 400).astype(float)
        good, bad = ([LevelTest(ON, ON, 100.0, came) for _ in range(3)] for came in (101.0, 180.0))
        narrow, wide = band.band(drawn, 1000.0, good), band.band(drawn, 1000.0, bad)
        assert wide[0] < narrow[0] < 1000 < narrow[1] < wide[1]


def _after(crowd: Sequence[History]) -> list[int]:
    return [sum(day > ON for day in set(one.days)) for one in crowd]


def _spent(crowd: Sequence[History]) -> float:
    return sum(a for one in crowd for day, a in zip(one.days, one.amounts, strict=True) if day > ON)


def _until(one: History) -> History:
    kept = [(day, amount) for day, amount in zip(one.days, one.amounts, strict=True) if day <= ON]
    return History([day for day, _ in kept], [amount for _, amount in kept])


def _flat(one: Outlook) -> list[float]:
    return [*one.purchases, *one.value, *one.buys_again, one.order_value]
