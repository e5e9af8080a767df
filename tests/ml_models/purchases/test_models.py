"""The purchase models against published figures, against chance drawn from them, and at their edges."""

from dataclasses import replace

import numpy as np
import pytest

from ml_models.purchases import band, bg_nbd, gamma_gamma, own_rates
from ml_models.purchases.bg_nbd import Fitted
from ml_models.purchases.likelihood import Likelihood
from ml_models.purchases.records import Method, ValueMethod
from ml_models.purchases.summary import purchases, summary
from tests.ml_models.purchases.made import ON, customers, known_of

PUBLISHED = Fitted(Method.BG_NBD, r=0.243, alpha=4.414, a=0.793, b=2.426, log_likelihood=0.0)
"""Of the sample of CDNOW in Fader, Hardie and Lee (2005), table 2."""

FORMS = (Method.BG_NBD, Method.MBG_NBD)


class TestLikelihood:
    """The sum over customers and its slopes."""

    @pytest.mark.parametrize("method", FORMS)
    def test_slopes_are_those_of_the_logarithms(self, method: Method) -> None:
        rows = np.array([[0, 0, 30], [3, 20, 40], [1, 0.5, 5], [200, 90, 100]], dtype=float).T
        likelihood, point, step = Likelihood(rows, method), np.log([0.6, 5.0, 0.8, 2.0]), 1e-6
        for place, slope in enumerate(likelihood.slopes(*np.exp(point))):
            more, less = point.copy(), point.copy()
            more[place] += step
            less[place] -= step
            found = (likelihood.logarithms(*np.exp(more)) - likelihood.logarithms(*np.exp(less))) / (2 * step)
            assert slope == pytest.approx(found, rel=1e-4, abs=1e-6)


class TestExpected:
    """Purchases of one customer in the coming weeks."""

    def test_the_published_example(self) -> None:
        """Two repeat purchases, the last in week 30.43 of 38.86: 1.226 in the next 39 weeks."""
        known = known_of([(2, 30.43, 38.86)])
        assert bg_nbd.expected(PUBLISHED, known, 39)[0] == pytest.approx(1.226, abs=0.001)
        assert bg_nbd.still_buys(PUBLISHED, known)[0] == pytest.approx(0.7266, abs=0.001)

    @pytest.mark.parametrize("method", FORMS)
    def test_as_many_as_chance_brings(self, method: Method) -> None:
        model = Fitted(method, 0.6, 6.0, 0.8, 1.5, 0.0)
        known = known_of([(0, 0, 30), (1, 5, 30), (4, 28, 30), (12, 20, 30)] * 200)
        drawn = band.totals(model, known, 26, seed=3)
        assert drawn.mean() == pytest.approx(bg_nbd.expected(model, known, 26).sum(), rel=0.03)

    @pytest.mark.parametrize("method", FORMS)
    @pytest.mark.parametrize(("a", "b"), [(1.0, 2.0), (0.4, 0.6), (5.0, 0.01), (0.001, 900.0), (900.0, 0.001)])
    def test_finite_and_within_the_full_rate_at_every_corner(self, method: Method, a: float, b: float) -> None:
        model = Fitted(method, 0.3, 2.0, a, b, 0.0)
        known = known_of([(0, 0, 0), (0, 0, 500), (1, 0.1, 500), (900, 499, 500), (900, 100, 500)])
        for weeks in (0.1, 52, 5000):
            found = bg_nbd.expected(model, known, weeks)
            assert np.isfinite(found).all() and (found >= 0).all()
            assert (found <= (0.3 + known.repeats) / (2.0 + known.age) * weeks + 1e-9).all()

    def test_the_plain_form_takes_everybody_who_bought_once_for_a_customer(self) -> None:
        known = known_of([(0, 0, 400)])
        assert bg_nbd.still_buys(PUBLISHED, known)[0] == 1
        assert bg_nbd.still_buys(Fitted(Method.MBG_NBD, 0.6, 5, 0.8, 1.2, 0.0), known)[0] < 0.6

    @pytest.mark.parametrize("method", FORMS)
    def test_what_was_planted_is_found_again(self, method: Method) -> None:
        known = summary(purchases(customers(1500, method), ON), ON.toordinal())
        fitted = [bg_nbd.fit(known, one) for one in FORMS]
        likeliest = max((one for one in fitted if one), key=lambda one: one.log_likelihood)
        assert likeliest.method is method
        assert likeliest.r / likeliest.alpha == pytest.approx(0.2, rel=0.25)
        assert likeliest.a / (likeliest.a + likeliest.b) == pytest.approx(0.8 / 3.3, rel=0.3)


class TestOrderValues:
    """What an order is worth."""

    @pytest.mark.parametrize(("orders", "mean", "expected"), [(2, 22.35, 24.66), (1, 11.77, 18.91)])
    def test_published_parameters(self, orders: int, mean: float, expected: float) -> None:
        """p 6.25, q 3.74, v 15.44 of CDNOW: the first two customers of that sample."""
        found = gamma_gamma.expected_order(np.array([orders]), np.array([mean]), p=6.25, q=3.74, v=15.44)
        assert found[0] == pytest.approx(expected, abs=0.01)

    def test_drawn_towards_all_and_the_less_the_more_orders(self) -> None:
        known = summary(purchases(customers(600), ON), ON.toordinal())
        found = gamma_gamma.order_values(known)
        assert found.method is ValueMethod.GAMMA_GAMMA
        middle = known.mean_order.mean()
        few, many = known.repeats < 2, known.repeats > 8
        pull = (known.mean_order - found.values) / (known.mean_order - middle)
        assert np.median(pull[few]) > np.median(pull[many]) > 0

    def test_own_means_where_frequent_buyers_buy_larger_orders(self) -> None:
        known = known_of([(times, 20, 30) for times in range(1, 11)] * 10)
        found = gamma_gamma.order_values(replace(known, mean_order=100 * known.repeats))
        assert (found.method, found.parameters) == (ValueMethod.OWN_MEAN, ())
        assert found.correlation == pytest.approx(1)


class TestOwnRates:
    """Shops with few customers who came back."""

    def test_a_regular_who_misses_three_turns_has_probably_gone(self) -> None:
        rows = [(10, 43, 43 + silent) for silent in (0.5, 14, 40)]
        even, random = (own_rates.own_rates(known_of(rows, variation=one)).still_buys for one in (0.1, 1.0))
        assert even[0] > 0.9 > 0.2 > even[1] > even[2]
        assert random[0] > 0.9 > random[1] > 0.5 > random[2] > even[2]

    def test_longer_ahead_brings_more_but_never_more_than_the_rate(self) -> None:
        rates = own_rates.own_rates(known_of([(5, 20, 22), (0, 0, 10)]))
        short, long = rates.expected(4), rates.expected(52)
        assert (short < long).all() and (long < rates.rate * 52).all()

    def test_nobody_came_back(self) -> None:
        rates = own_rates.own_rates(known_of([(0, 0, 0), (0, 0, 50)]))
        assert np.isfinite(rates.expected(13)).all()
        assert (rates.buys_within(13) < 0.7).all()
