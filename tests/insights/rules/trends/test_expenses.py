"""Rent that doubles, summers that are no news, a single large expense, growth: each planted, each told for itself."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from app.books.records import Books, Expense, Item, Product
from app.insights.records.trends import DriftKind, ExpenseTrend
from app.insights.rules import history
from app.insights.rules.trends import expenses
from app.insights.wording import explain
from app.values.period import Month
from tests.insights.planted import TODAY, bill, books, expense, identifier, month_starts

ON = date(2026, 8, 10)
SUMMER = {3: 1.5, 4: 2, 5: 2.5, 6: 2.5, 7: 2}


def monthly(category: str, amounts: Sequence[int], *, day: int = 5, until: date = ON, **known: Any) -> list[Expense]:
    """One expense of `category` in each of the last months before `until`; none where the amount is zero."""
    starts = month_starts(len(amounts), until=until)
    pairs = zip(starts, amounts, strict=True)
    return [expense(category, first.replace(day=day), amount, **known) for first, amount in pairs if amount]


def told(found: Books, on: date) -> ExpenseTrend:
    """The finding on these books alone."""
    return expenses.expense_trend(history.plausible(found, on), on)


def trend(*rows: list[Expense], on: date = ON, **known: Any) -> ExpenseTrend:
    """What is said of these expenses beside steady wages."""
    steady = monthly("wages", [60_000] * 30, day=28, until=on)
    return told(books(expenses=[*steady, *(row for part in rows for row in part)], **known), on)


class TestNewLevel:
    """Levels that changed for good."""

    def test_rent_that_doubled_in_may_is_found_with_its_month_both_amounts_and_the_landlord(self) -> None:
        rows = monthly("Rent ", [25_000] * 27 + [50_000] * 3, vendor="Mrs Pinto")
        found = trend(rows)
        (rent,) = found.rising
        assert (rent.category, rent.kind, rent.since, rent.change) == ("rent", DriftKind.ROSE, "2026-05", 1.0)
        assert (rent.usual_monthly, rent.recent_monthly, rent.a_year) == (25_000, 50_000, 300_000)
        assert (rent.vendor, found.at_stake) == ("Mrs Pinto", 25_000)
        assert set(rent.expense_ids) == {row.id for row in rows[-3:]}
        assert not found.falling and not found.one_offs

    def test_words_name_both_amounts_the_month_and_the_year(self) -> None:
        words = explain.words(trend(monthly("rent", [25_000] * 27 + [50_000] * 3, vendor="Mrs Pinto")))
        assert words.title == "Rent went up"
        assert (
            "Rent: ₹25,000 to ₹50,000 a month since May 2026 (+100%). That is ₹3,00,000 more a year."
            in words.description
        )
        assert "See why more has gone into rent, all paid to Mrs Pinto, since May 2026" in words.recommendations[0]

    def test_rent_paid_around_the_turn_of_the_month_is_one_a_month(self) -> None:
        days = [first + timedelta(days=(-3, 0, 2)[place % 3]) for place, first in enumerate(month_starts(20, until=ON))]
        rows = [expense("rent", day, 50_000 if day >= date(2026, 4, 27) else 25_000) for day in days]
        (rent,) = trend(rows).rising
        assert (rent.since, rent.usual_monthly, rent.recent_monthly) == ("2026-05", 25_000, 50_000)

    def test_a_raise_of_weekly_wages_shows_though_months_have_four_or_five_weeks(self) -> None:
        days = [ON - timedelta(days=2 + 7 * week) for week in range(110)]
        rows = [expense("helpers", day, 6_000 if day < date(2026, 5, 1) else 7_200) for day in days]
        (wages,) = trend(rows).rising
        assert (wages.since, wages.kind) == ("2026-05", DriftKind.ROSE)
        assert {driver.name: driver.amount for driver in wages.drivers}["amount of each entry"] > 4_000

    @pytest.mark.parametrize(
        ("amounts", "kind", "since"),
        [
            ([0] * 26 + [8_000] * 4, DriftKind.BEGAN, "2026-04"),
            ([8_000] * 26 + [0] * 4, DriftKind.ENDED, "2026-04"),
            ([16_000] * 26 + [8_000] * 4, DriftKind.FELL, "2026-04"),
        ],
    )
    def test_what_begins_ends_or_falls(self, amounts: list[int], kind: DriftKind, since: str) -> None:
        found = trend(monthly("cloud", amounts))
        (drift,) = (*found.rising, *found.falling)
        assert (drift.kind, drift.since) == (kind, since)
        assert (drift.change is None) is (kind is DriftKind.BEGAN)

    def test_old_changes_are_no_news(self) -> None:
        assert not trend(monthly("rent", [25_000] * 10 + [50_000] * 20)).rising

    def test_growth_is_told_as_growth(self) -> None:
        (fuel,) = trend(monthly("fuel", [round(10_000 * 1.03**place) for place in range(30)])).rising
        assert fuel.kind is DriftKind.GREW
        assert (
            "Fuel: bit by bit from ₹"
            in explain.words(trend(monthly("fuel", [round(10_000 * 1.03**p) for p in range(30)]))).description
        )


class TestAgreedAmount:
    """A raise of what never varied is a level as soon as it is paid a second time."""

    JUNE = date(2025, 6, 28)

    @pytest.mark.parametrize("before", [3, 12, 26])
    @pytest.mark.parametrize("paid", [[25_000], [15_000, 10_000], [24_900]])
    def test_a_raise_paid_again_in_the_running_month_is_told_and_expected(self, before: int, paid: list[int]) -> None:
        rows = monthly("rent", [12_500] * before + [25_000], until=self.JUNE, vendor="Mrs Pinto")
        again = [expense("rent", date(2025, 6, 5 + place), amount) for place, amount in enumerate(paid)]
        found = trend(rows, again, on=self.JUNE)
        (rent,) = found.rising
        assert (rent.kind, rent.since, rent.usual_monthly) == (DriftKind.ROSE, "2025-05", 12_500)
        assert (rent.recent_monthly, rent.series[-1].month) == ((25_000 + sum(paid)) / 2, "2025-06")
        assert set(rent.expense_ids) == {row.id for row in [rows[-1], *again]}
        points = {one.category: one.points for one in found.expected}["rent"]
        assert [point.month for point in points] == ["2025-06", "2025-07", "2025-08", "2025-09"]
        assert [point.amount for point in points] == [sum(paid), *3 * [(25_000 + sum(paid)) / 2]]
        traces = {trace.figure: trace for trace in found.traces}
        assert traces["drift.rent.recent"].formula == "its sum, divided by 2 months"

    @pytest.mark.parametrize(
        ("amounts", "paid"),
        [
            pytest.param([*[12_500] * 12, 25_000], [12_500], id="paid twice by mistake, then once"),
            pytest.param([*[12_500] * 12, 25_000], [], id="not paid again yet"),
            pytest.param([12_500] * 13, [25_000], id="paid once as it is now"),
            pytest.param([*[12_500, 15_100, 13_200, 17_800] * 3, 31_000], [31_000], id="never agreed"),
            pytest.param([*[12_500] * 12, 19_000], [9_500], id="the first of two parts"),
            pytest.param([12_500] * 13, [5_000, 4_000], id="two parts of what is usual"),
            pytest.param([*[12_500] * 12, 6_250], [6_250], id="half of it behind"),
            pytest.param([*[0] * 12, 25_000], [25_000], id="none before"),
        ],
    )
    def test_anything_less_is_not_told_yet(self, amounts: list[int], paid: list[int]) -> None:
        so_far = [expense("rent", date(2025, 6, 5 + place), amount) for place, amount in enumerate(paid)]
        found = trend(monthly("rent", amounts, until=self.JUNE), so_far, on=self.JUNE)
        assert (found.rising, found.falling) == ((), ())

    def test_everything_else_keeps_to_the_complete_months(self) -> None:
        others = (monthly(f"kind {letter}", [20_000] * 13, until=self.JUNE) for letter in "abcdefghijkl")
        again = [expense("rent", date(2025, 6, 5), 10_000)]
        found = trend(*others, monthly("rent", [5_000] * 12 + [10_000], until=self.JUNE), again, on=self.JUNE)
        assert [one.category for one in found.rising] == []
        assert [point.month for point in found.expected[-1].points] == ["2025-06", "2025-07", "2025-08", "2025-09"]
        assert found.expected[-1].points[0].amount == pytest.approx(105_000, rel=0.01)


class TestSeason:
    """The same months of last year."""

    def test_electricity_in_summer_is_no_drift(self) -> None:
        assert not trend(_electricity(1.0)).rising

    def test_a_summer_dearer_than_the_last_is(self) -> None:
        (power,) = trend(_electricity(1.6)).rising
        assert (power.is_against_last_year, power.since) == (True, "2026-03")
        assert power.change == pytest.approx(0.6, abs=0.05)


class TestFirstYear:
    """No year before to compare with."""

    @pytest.mark.parametrize(
        ("amounts", "may_be"), [([800, 900, 850, 880, 2500, 2600, 2550], True), ([900] * 4 + [2500] * 3, False)]
    )
    def test_a_rise_may_be_the_season_unless_the_amount_was_agreed(self, amounts: list[int], may_be: bool) -> None:
        found = told(books(expenses=monthly("electricity", amounts)), ON)
        (power,) = found.rising
        assert power.may_be_season is may_be
        assert ("do not tell yet" in explain.words(found).description) is may_be


class TestOneOff:
    """A single large expense."""

    def test_is_named_and_makes_no_level(self) -> None:
        (repair,) = monthly("repairs", [90_000], vendor="Sai Builders")
        found = trend(monthly("repairs", [2_000] * 29 + [0]), [repair])
        (single,) = found.one_offs
        assert (single.category, single.month, single.vendor, single.row_id) == (
            "repairs", "2026-07", "Sai Builders", repair.id,
        )  # fmt: skip
        assert not found.rising
        assert (
            "A single large expense, no new level: repairs ₹90,000 to Sai Builders" in explain.words(found).description
        )

    def test_insurance_that_comes_every_year_is_none(self) -> None:
        amounts = [0] * 30
        amounts[-2] = amounts[-14] = amounts[-26] = 90_000
        found = trend(monthly("insurance", amounts))
        assert (found.one_offs, found.rising) == ((), ())


class TestBills:
    """Supplier bills count under what they are for."""

    def test_by_the_category_of_their_goods_and_told_by_price_and_quantity(self) -> None:
        wire = Product(id=identifier("wire"), name="Wire", unit="m", category="Electricals")
        rows = [
            replace(
                bill(f"B{first}", first.replace(day=9), 100 * price, tax=Decimal(0)), items=(_line("Wire", 100, price),)
            )
            for place, first in enumerate(month_starts(30, until=ON))
            for price in [200 if place < 26 else 300]
        ]
        found = told(books(rows, products=[wire]), ON)
        (drift,) = found.rising
        assert (drift.category, drift.since, drift.extra) == ("electricals", "2026-04", 10_000)
        assert {driver.name: driver.amount for driver in drift.drivers} == {
            "Mehta Supply": 10_000, "amount of each entry": 10_000, "prices": 10_000,
        }  # fmt: skip
        assert set(drift.expense_ids) == {row.id for row in rows[-4:]}

    def test_a_landlord_who_sends_bills_is_a_category_of_his_own(self) -> None:
        rents = [
            bill(f"R{first}", first, 9_000 if first < date(2026, 5, 1) else 18_000, tax=Decimal(0))
            for first in month_starts(20, until=ON)
        ]
        found = told(books(rents), ON)
        assert [(drift.category, drift.since) for drift in found.rising] == [("mehta supply", "2026-05")]


class TestAhead:
    """The next three months of each category."""

    def test_the_last_level_goes_on_within_a_narrow_band(self) -> None:
        found = trend(monthly("rent", [25_000] * 24 + [50_000] * 6))
        rent = {one.category: one.points for one in found.expected}["rent"]
        assert [point.month for point in rent] == ["2026-08", "2026-09", "2026-10", "2026-11"]
        for point in rent:
            assert point.low95 <= point.low <= point.amount == 50_000 <= point.high <= point.high95 <= 60_000

    def test_a_season_comes_back(self) -> None:
        found = trend(_electricity(1.0), on=date(2027, 3, 10))
        power = {one.category: one.points for one in found.expected}["electricity"]
        assert [point.month for point in power] == ["2027-03", "2027-04", "2027-05", "2027-06"]
        assert power[2].amount > power[0].amount > 10_000

    def test_all_categories_add_up(self) -> None:
        found = trend(*(monthly(f"kind {letter}", [1_000] * 12) for letter in "abcdefghijkl"))
        (line,) = (one for one in found.series if one.name == "expected_expenses")
        assert line.points[0].value == 72_000
        assert found.expected[-1].category == "everything else"


class TestTraces:
    """Every figure leads to its rows."""

    def test_of_both_levels_of_a_drift(self) -> None:
        rows = monthly("rent", [25_000] * 27 + [50_000] * 3)
        traces = {trace.figure: trace for trace in trend(rows).traces}
        recent, usual = traces["drift.rent.recent"], traces["drift.rent.usual"]
        assert (recent.amount, recent.rows, usual.amount, usual.rows) == (150_000, 3, 300_000, 12)
        assert set(recent.ids) == {row.id for row in rows[-3:]}


class TestTooLittle:
    """Nothing is drawn from a few months."""

    @pytest.mark.parametrize("months", [0, 1, 4])
    def test_names_the_day_of_the_first_trend(self, months: int) -> None:
        found = told(books(expenses=[expense("rent", first, 900) for first in month_starts(months)]), TODAY)
        assert (found.is_told, found.expected) == (False, ())
        assert found.missing[0].expected_on == Month.of(TODAY).plus(5 - months).first


def _electricity(this_year: float) -> list[Expense]:
    starts = month_starts(30, until=ON) if this_year != 1 else month_starts(36, until=date(2027, 3, 10))
    return [
        expense(
            "electricity", first.replace(day=12), round(8_000 * SUMMER.get(first.month, 1) * _rise(first, this_year))
        )
        for first in starts
    ]


def _rise(first: date, this_year: float) -> float:
    return this_year if first >= date(2026, 3, 1) else 1.0


def _line(name: str, quantity: int, price: int) -> Item:
    amount = Decimal(quantity * price)
    return Item(name, Decimal(quantity), Decimal(price), Decimal(18), amount)
