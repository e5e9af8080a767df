"""The words of the cash prediction: what heads the card."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from app.insights.records.preferences import Preferences
from app.insights.wording import cash as wording
from tests.insights.planted import TODAY, paying_shop
from tests.insights.rules.cash.foretold import foretold

SAID = Preferences(balance=Decimal(50_000), balance_on=TODAY)


class TestHeadline:
    """What matters most heads the card."""

    @pytest.mark.parametrize(("chance", "said"), [(0.86, "Cash may run short by ₹76,302 in the week"), (0.4, "grow")])
    def test_a_shortage_more_likely_than_not_leads_though_the_expected_balance_stays_above(
        self, chance: float, said: str
    ) -> None:
        short = replace(
            foretold(paying_shop(), SAID),
            first_short=None,
            probability_below_floor=chance,
            shortfall=Decimal(76_302),
            likely_short_on=TODAY + timedelta(days=7),
        )
        assert said in wording.cash_flow(short).title
