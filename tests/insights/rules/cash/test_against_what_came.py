"""Earlier predictions against what came: inside the bands as often as told, better than the last quarter again."""

from datetime import date, timedelta

import pytest

from app import simulate
from app.insights.rules import findings, history
from app.insights.rules.cash import cash_backtest, looking_back
from app.insights.rules.cash.outlook import Sides
from app.insights.training import cash_score
from tests.insights.planted import TODAY, paying_shop
from tests.insights.rules.cash.foretold import kit

ON = date(2026, 3, 31)
SHOPS = ((simulate.ELECTRICALS, 1), (simulate.TEXTILES, 3), (simulate.SMALL, 2), (simulate.SMALL, 3))


class TestGeneratedBooks:
    """Two years of four generated shops, twelve earlier days of each."""

    def test_eight_of_ten_balances_fall_inside_the_band(self, shops: list[Sides]) -> None:
        shares = [cash_backtest.measured(one, _missed(one), ON).coverage80 or 0 for one in shops]
        assert 0.7 <= sum(shares) / len(shares) <= 0.9

    def test_19_of_20_fall_inside_the_wide_band(self, shops: list[Sides]) -> None:
        shares = [cash_backtest.measured(one, _missed(one), ON).coverage95 or 0 for one in shops]
        assert 0.87 <= sum(shares) / len(shares) <= 0.99

    def test_the_error_is_well_under_that_of_the_last_quarter_again(self, shops: list[Sides]) -> None:
        ratios = [cash_backtest.measured(one, _missed(one), ON).mase or 1 for one in shops]
        assert sum(ratios) / len(ratios) < 0.9


class TestLookingBack:
    """Last quarter's forecast beside what came."""

    def test_thirteen_weeks_made_on_what_was_known_then(self) -> None:
        shop = findings.sides_of(paying_shop(), TODAY)
        found = looking_back.looked_back(shop, TODAY, kit())
        assert found is not None
        assert found.made_on == TODAY - timedelta(days=91)
        assert [p.on for p in found.foretold.points] == [p.on for p in found.came.points]
        assert found.came.points[-1].on == TODAY
        assert all(point.low95 and point.low80 and point.low95 < point.low80 for point in found.foretold.points)

    def test_what_is_written_down_later_does_not_change_what_was_foretold(self) -> None:
        whole = paying_shop()
        by_then = history.plausible(whole, TODAY - timedelta(days=91))
        then, now = (
            findings.sides_of(one, TODAY).weekly_nets(TODAY - timedelta(days=182), 13) for one in (by_then, whole)
        )
        assert then == now

    def test_young_books_have_no_forecast_to_look_back_at(self) -> None:
        assert looking_back.looked_back(findings.sides_of(paying_shop(months=7), TODAY), TODAY, kit()) is None


def test_the_registry_measures_receipts_on_generated_books() -> None:
    found = cash_score.score(3)
    assert 0.6 < found.accuracy <= 1
    assert found.cases >= 12


def _missed(shop: Sides) -> cash_backtest.Errors:
    return cash_backtest.errors(shop, ON, kit().payment_days)


@pytest.fixture(scope="module")
def shops() -> list[Sides]:
    """Two years of four generated shops."""
    made = (simulate.books_for_tests(seed, profile=profile, until=ON, months=24) for profile, seed in SHOPS)
    return [findings.sides_of(one, ON) for one in made]
