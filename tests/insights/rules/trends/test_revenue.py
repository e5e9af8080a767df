"""Sales of the coming months, the running one, festivals that move, and what moved sales."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from app.books.records import Books, Document, Item
from app.insights.records.tools import no_festivals
from app.insights.records.trends import Against, RevenueForecast
from app.insights.rules import findings, history
from app.insights.rules.trends import looking_back, revenue
from app.insights.service import tools
from app.insights.wording import explain
from tests.insights.planted import TODAY, books, expense, invoice, month_starts, paying_shop

ON = date(2026, 7, 15)
BEFORE = date(2026, 9, 10)
DIWALI = {
    2022: date(2022, 10, 24),
    2023: date(2023, 11, 12),
    2024: date(2024, 10, 31),
    2025: date(2025, 10, 20),
    2026: date(2026, 11, 8),
}


def forecast(found: Books, on: date = TODAY) -> RevenueForecast:
    """What is said of the sales of these books."""
    return revenue.revenue_forecast(history.plausible(found, on), on, tools.loaded())


class TestMonthsAhead:
    """From complete months alone."""

    def test_level_sales_stay_level_with_a_narrow_band(self) -> None:
        found = forecast(paying_shop(months=24))
        for point in found.forecast:
            assert point.amount == pytest.approx(Decimal(100_000), rel=Decimal("0.02"))
            assert point.low95 <= point.low <= point.amount <= point.high <= point.high95
        assert [point.month for point in found.forecast[:3]] == ["2026-12", "2027-01", "2027-02"]
        assert (len(found.forecast), found.at_stake < 2_000) == (12, True)

    def test_never_below_zero(self) -> None:
        rows = [invoice(f"S{day}", day, 1180 * (20 - place)) for place, day in enumerate(month_starts(20))]
        assert all(point.low95 >= 0 for point in forecast(books(rows)).forecast)

    def test_backtest_and_method_are_told(self) -> None:
        found = forecast(paying_shop(months=24))
        assert found.backtest is not None
        assert (found.backtest.served, found.backtest.horizon) == (found.method, 13)
        assert "Made of" in explain.words(found).description

    @pytest.mark.parametrize(("share", "said"), [(0.4, "when 40% of a month"), (0.999, "about all that it should")])
    def test_a_month_as_good_as_over_is_told_as_such(self, share: float, said: str) -> None:
        found = replace(forecast(paying_shop(months=24)), usual_share=share)
        assert said in explain.words(found).description

    def test_charts_hold_months_and_weeks(self) -> None:
        found = forecast(_daily(400))
        lines = {line.name: line for line in found.series}
        assert lines.keys() == {"sales", "expected_sales", "sales_by_week", "expected_by_week"}
        week = lines["expected_by_week"].points[2]
        assert week.value == pytest.approx(Decimal(7_000), rel=Decimal("0.1"))
        assert (week.on.weekday(), lines["expected_by_week"].is_expected) == (0, True)

    def test_rare_sales_have_no_weekly_line(self) -> None:
        rows = [invoice(f"S{day}", day) for day in month_starts(12)]
        assert {line.name for line in forecast(books(rows)).series} == {"sales", "expected_sales"}


class TestRunningMonth:
    """What came so far, and the usual rest."""

    def test_is_no_history_and_cannot_end_below_what_it_has(self) -> None:
        rows = [invoice(f"S{day}", day, 118_000) for day in month_starts(8)]
        rows.append(invoice("big", TODAY, 1_180_000))
        found = forecast(books(rows))
        assert found.this_month is not None
        assert found.this_month.amount == found.this_month_so_far == Decimal(1_000_000)
        assert found.forecast_mean == pytest.approx(Decimal(100_000), rel=Decimal("0.02"))

    def test_the_rest_of_the_month_comes_as_it_usually_does(self) -> None:
        found = forecast(_daily(400))
        assert found.this_month is not None and found.usual_share is not None
        assert found.usual_share == pytest.approx(0.7, abs=0.02)
        assert found.this_month.amount == pytest.approx(Decimal(30_000), rel=Decimal("0.03"))
        assert found.this_month.low >= found.this_month_so_far

    def test_a_month_that_runs_ahead_ends_above_the_forecast(self) -> None:
        busy = [invoice(f"more {day}", date(2026, 11, day), 1180) for day in range(1, 22)]
        usual = _daily(400)
        found = forecast(replace(usual, documents=[*usual.documents, *busy]))
        assert found.this_month is not None
        assert found.this_month.amount == pytest.approx(Decimal(51_000), rel=Decimal("0.02"))


class TestFestivals:
    """Festivals move by weeks, and sales with them."""

    def test_a_season_that_keeps_its_month_comes_back(self) -> None:
        rows = [
            invoice(f"S{day}", day, 3 * 118_000 if day.month == 10 else 118_000) for day in month_starts(40, until=ON)
        ]
        september, october = forecast(books(rows), ON).forecast[1:3]
        assert (september.month, october.month) == ("2026-09", "2026-10")
        assert october.amount > 2 * september.amount

    def test_diwali_is_expected_in_the_month_in_which_it_falls(self) -> None:
        told = {point.month: point.amount for point in forecast(_bazaar(), BEFORE).forecast}
        assert told["2026-11"] > 2 * told["2026-10"]
        assert told["2026-11"] == pytest.approx(Decimal(300_000), rel=Decimal("0.2"))

    def test_diwali_is_named_with_its_day_and_what_it_brought(self) -> None:
        found = forecast(_bazaar(), BEFORE)
        (diwali,) = (one for one in found.festivals if one.name == "Diwali")
        assert (diwali.on, diwali.last_year_on) == (DIWALI[2026], DIWALI[2025])
        assert diwali.extra_share is not None and diwali.extra_share > 0.5
        assert "Diwali falls on 8 Nov 2026 (last year on 20 Oct 2025)" in explain.words(found).description

    def test_a_festival_that_brings_nothing_is_not_named(self) -> None:
        assert forecast(_daily(900), BEFORE).festivals == ()

    def test_growth_is_no_festival(self) -> None:
        rows = [invoice(f"G{back}", BEFORE - timedelta(days=back), round(1_180 * 0.999**back)) for back in range(1400)]
        assert forecast(books(rows), BEFORE).festivals == ()

    def test_without_a_calendar_none_is_named(self) -> None:
        found = revenue.revenue_forecast(_bazaar(), BEFORE, replace(tools.loaded(), festivals=no_festivals))
        assert found.festivals == ()


class TestChange:
    """What moved sales against the same months last year."""

    def test_names_the_customer_who_left(self) -> None:
        rows = [invoice(f"R{day}", day, 118_000) for day in month_starts(20)]
        rows += [invoice(f"K{day}", day, 59_000, to="Khan Foods") for day in month_starts(20) if day < date(2026, 8, 1)]
        found = forecast(books(rows))
        assert found.change is not None
        assert (found.change.against, found.change.now, found.change.before) == (Against.LAST_YEAR, 300_000, 450_000)
        (driver,) = found.drivers
        assert (driver.name, driver.amount, driver.sentence) == ("Khan Foods", -150_000, "Khan Foods bought less")
        assert "Khan Foods brought ₹1,50,000 less" in " ".join(explain.words(found).recommendations)

    def test_tells_prices_from_quantities(self) -> None:
        rows = [
            _of(f"{day}", day, 10, 100) if day < date(2026, 8, 1) else _of(f"{day}", day, 15, 110)
            for day in month_starts(20)
        ]
        found = forecast(books(rows))
        assert found.change is not None
        assert (found.change.prices, found.change.quantities) == (450, 1500)

    def test_lumps_have_no_price_and_quantity(self) -> None:
        rows = [_of(f"{day}", day, 1, 100 if day < date(2026, 8, 1) else 150) for day in month_starts(20)]
        found = forecast(books(rows))
        assert found.change is not None
        assert (found.change.prices, found.change.quantities) == (None, None)

    def test_a_few_counted_lines_do_not_make_lumps_of_the_same_name_countable(self) -> None:
        rows = [_of(f"{day}", day, 1, 100 if day < date(2026, 8, 1) else 150) for day in month_starts(20)]
        rows += [_of(f"few {day}", day, 3, 5) for day in month_starts(20)]
        found = forecast(books(rows))
        assert found.change is not None
        assert (found.change.prices, found.change.quantities) == (None, None)

    @pytest.mark.parametrize(("code", "word"), [("8544", "stock"), ("998391", "time")])
    def test_advice_fits_goods_and_services(self, code: str, word: str) -> None:
        rows = [_of(f"{day}", day, 1, 100 + place, code) for place, day in enumerate(month_starts(20))]
        assert word in explain.words(forecast(books(rows))).recommendations[0]

    def test_a_forecast_within_its_range_of_the_last_months_is_no_decline(self) -> None:
        rows = [invoice(f"S{day}", day, 118_000 + 600 * (place % 5)) for place, day in enumerate(month_starts(24))]
        assert "below the last three" not in " ".join(explain.words(forecast(books(rows))).recommendations)

    def test_a_short_history_is_set_against_the_months_before(self) -> None:
        rows = [invoice(f"S{day}", day, 118_000) for day in month_starts(8)]
        found = forecast(books(rows))
        assert found.change is not None
        assert (found.change.against, found.change.now) == (Against.MONTHS_BEFORE, found.change.before)

    def test_three_months_are_set_against_nothing(self) -> None:
        assert forecast(books([invoice(f"S{day}", day) for day in month_starts(3)])).change is None


class TestTraces:
    """Every month leads to its documents."""

    def test_months_and_means(self) -> None:
        shop = paying_shop(months=8)
        traces = {trace.figure: trace for trace in forecast(shop).traces}
        october = {row.id for row in shop.documents if row.issued_on.month == 10 and row.kind == "sales_invoice"}
        assert set(traces["history.2026-10"].ids) == october
        assert (traces["recent_mean"].rows, traces["recent_mean"].amount) == (6, 100_000)
        assert traces["this_month_so_far"].amount == 100_000


class TestLookingBack:
    """Last quarter's forecast from the books as known then, beside what came."""

    def test_knows_nothing_of_the_quarter_itself(self) -> None:
        rows = [invoice(f"S{day}", day, 118_000 if day < date(2026, 7, 1) else 590_000) for day in month_starts(24)]
        found = _looked_back(books(rows))
        assert found is not None
        assert found.made_on == date(2026, 6, 30)
        assert [point.on for point in found.came.points] == [date(2026, 7, 1), date(2026, 8, 1), date(2026, 9, 1)]
        assert [point.value for point in found.came.points] == [Decimal(500_000)] * 3
        assert all(point.value < 150_000 for point in found.foretold.points)

    def test_is_silent_on_a_young_business(self) -> None:
        assert _looked_back(books([invoice(f"S{day}", day) for day in month_starts(5)])) is None


class TestTools:
    def test_the_forecaster_is_told_where_the_series_begins(self) -> None:
        asked: list[Any] = []
        real = tools.loaded()

        def forecaster(past: Sequence[float], /, **known: Any) -> Any:
            asked.append(known["first"])
            return real.forecast(past, **known)

        revenue.revenue_forecast(paying_shop(months=8), TODAY, replace(real, forecast=forecaster))
        assert asked == [date(2026, 3, 1)]


def _looked_back(found: Books) -> Any:
    return looking_back.looked_back(findings.sides_of(found, TODAY), TODAY, tools.loaded())


def _bazaar() -> Books:
    """A hundred thousand a month before tax, and two more in the month of Diwali, in the week before it."""
    rows = [invoice(f"S{first}", first.replace(day=3), 118_000) for first in month_starts(48, until=BEFORE)]
    rows += [invoice(f"D{year}", day - timedelta(days=5), 236_000) for year, day in DIWALI.items() if year < 2026]
    return books(rows)


def _daily(days: int) -> Books:
    """A thousand a day before tax, every day up to today."""
    rows = [invoice(f"D{back}", TODAY - timedelta(days=back), 1180) for back in range(days)]
    return books(rows, expenses=[expense("rent", TODAY, 1)])


def _of(number: str, day: date, quantity: int, price: int, code: str | None = None) -> Document:
    amount = Decimal(quantity * price)
    line = Item("Wire", Decimal(quantity), Decimal(price), Decimal(18), amount, code)
    return replace(invoice(number, day, str(amount), tax=Decimal(0)), items=(line,))
