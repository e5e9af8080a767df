"""Revenue that grows, rent that doubles, seasons that are no drift."""

from datetime import date
from decimal import Decimal

import pytest

from app.insights.records.trends import ExpenseTrend, RevenueForecast
from app.insights.rules.trends.expenses import new_level
from tests.insights.planted import TODAY, books, expense, invoice, month_starts, paying_shop
from tests.insights.told import one


class TestExpenseTrend:
    """Categories against their own past."""

    def test_rent_that_doubled_in_may_is_named_with_its_month(self) -> None:
        on = date(2026, 8, 10)
        rows = [
            expense("Rent ", day.replace(day=5), 20_000 if day >= date(2026, 5, 1) else 10_000, vendor="Landlord")
            for day in month_starts(15, until=on)
        ]
        wages = [expense("wages", day.replace(day=28), 50_000) for day in month_starts(15, until=on)]
        found: ExpenseTrend = one(books(expenses=rows + wages), ExpenseTrend, on)
        (rising,) = found.rising
        assert (rising.category, rising.since, rising.change) == ("rent", "2026-05", 1.0)
        assert (rising.usual_monthly, rising.recent_monthly) == (Decimal(10_000), Decimal(20_000))
        assert found.at_stake == Decimal(10_000)
        assert set(rising.expense_ids) == {row.id for row in rows[-3:]}
        assert not found.falling

    @pytest.mark.parametrize(
        ("amounts", "expected"),
        [
            ([100.0] * 12, None),
            ([100.0] * 10 + [200.0] * 2, 2),
            ([100.0] * 6 + [50.0] * 6, 6),
            ([100.0] * 11 + [900.0], None),
            ([0.0] * 10 + [900.0, 0.0], None),
            ([100.0, 60.0, 140.0, 90.0, 120.0, 80.0, 130.0, 70.0, 125.0, 130.0], None),
            ([100.0] * 10 + [110.0] * 2, None),
            ([0.0] * 12, None),
            ([100.0] * 9 + [300.0] * 3 + [100.0] * 9 + [300.0] * 3, None),
        ],
        ids=["flat", "doubled", "halved", "once", "yearly", "noisy", "too little", "nothing", "season"],
    )
    def test_new_level(self, amounts: list[float], expected: int | None) -> None:
        assert new_level(amounts) == expected

    def test_a_new_category_has_no_percentage(self) -> None:
        steady = [expense("wages", day, 10_000) for day in month_starts(8)]
        new = [expense("cloud", day, 5_000) for day in month_starts(2)]
        found: ExpenseTrend = one(books(expenses=steady + new), ExpenseTrend)
        assert [(drift.category, drift.change) for drift in found.rising] == [("cloud", None)]


class TestRevenueForecast:
    """The next three months from complete months alone."""

    def test_level_sales_stay_level_with_a_narrow_band(self) -> None:
        found: RevenueForecast = one(paying_shop(months=24), RevenueForecast)
        for point in found.forecast:
            assert point.amount == pytest.approx(Decimal(100_000), rel=Decimal("0.02"))
            assert point.low <= point.amount <= point.high
        assert [point.month for point in found.forecast] == ["2026-12", "2027-01", "2027-02"]
        assert (found.confidence, found.at_stake) == ("medium", Decimal(0))

    def test_diwali_comes_back(self) -> None:
        rows = [
            invoice(f"S{day}", day, 3 * 118_000 if day.month == 10 else 118_000) for day in month_starts(40, until=ON)
        ]
        found: RevenueForecast = one(books(rows), RevenueForecast, ON)
        september, october = found.forecast[1:]
        assert (september.month, october.month) == ("2026-09", "2026-10")
        assert october.amount > 2 * september.amount

    def test_the_running_month_is_no_history_and_cannot_end_below_what_it_has(self) -> None:
        rows = [invoice(f"S{day}", day, 118_000) for day in month_starts(8)]
        rows.append(invoice("big", TODAY, 1_180_000))
        found: RevenueForecast = one(books(rows), RevenueForecast)
        assert found.this_month is not None
        assert found.this_month.amount == found.this_month_so_far == Decimal(1_000_000)
        assert found.forecast_mean == pytest.approx(Decimal(100_000), rel=Decimal("0.02"))

    def test_never_below_zero(self) -> None:
        rows = [invoice(f"S{day}", day, 1180 * (20 - place)) for place, day in enumerate(month_starts(20))]
        found: RevenueForecast = one(books(rows), RevenueForecast)
        assert all(point.low >= 0 for point in found.forecast)


ON = date(2026, 7, 15)
