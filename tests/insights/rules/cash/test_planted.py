"""Planted truths come out of the cash prediction on their days, and what must hold for all books holds."""

import random
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

import pytest

from app.insights.records.answer import Need
from app.insights.records.cash import Action
from app.insights.records.preferences import GSTFiling, Preferences
from app.insights.wording import cash as wording
from tests.insights.planted import BUSINESS, TODAY, bill, books, expense, identifier, invoice, month_starts, paying_shop
from tests.insights.planted import scaled as times
from tests.insights.rules.cash.foretold import foretold, line, parts_of

Row = TypeVar("Row")
SAID = Preferences(balance=Decimal(50_000), balance_on=TODAY, gst_filing=GSTFiling.MONTHLY)


class TestDays:
    """Money falls on the day on which it was planted."""

    def test_rent_on_the_5th_goes_on_the_5th_for_thirteen_weeks(self) -> None:
        rents = [expense("Rent", first.replace(day=5), 9000) for first in [*month_starts(8), TODAY.replace(day=1)]]
        coming = parts_of(books(expenses=rents)).fixed_out
        assert _days(coming) == [date(2026, 12, 5), date(2027, 1, 5), date(2027, 2, 5)]
        assert {amount for amount in coming if amount} == {9000.0}

    def test_a_customer_who_is_always_20_days_late_arrives_20_days_late(self) -> None:
        open_one = invoice("open", TODAY - timedelta(days=10), 10**7)
        shop = paying_shop(days_late=20)
        found = parts_of(replace(shop, documents=[*shop.documents, open_one]))
        item = next(one for one in found.items if one.entry.document_id == open_one.id)
        expected = sum(place * share for place, share in enumerate(item.chances, 1)) / sum(item.chances)
        assert open_one.due_on is not None
        assert expected == pytest.approx((open_one.due_on - TODAY).days + 20, abs=2)

    def test_gst_goes_on_the_20th(self) -> None:
        coming = parts_of(paying_shop(), SAID).taxes_by_day
        assert _days(coming) == [date(2026, 12, 20), date(2027, 1, 20), date(2027, 2, 20)]

    def test_gst_is_what_the_books_show_of_the_month(self) -> None:
        found = foretold(paying_shop(), SAID)
        december = next(one for one in found.statutory if one.due_on == date(2027, 1, 20))
        assert december.amount == pytest.approx(Decimal(9000), rel=Decimal("0.15"))
        assert "GSTR-3B of about" in wording.cash_flow(found).description

    def test_who_is_not_registered_pays_no_gst(self) -> None:
        said = replace(SAID, gst_filing=GSTFiling.NOT_REGISTERED)
        assert not any(parts_of(paying_shop(), said).taxes_by_day)

    def test_payments_of_gst_in_the_books_are_not_foretold_twice(self) -> None:
        shop = paying_shop()
        paid = [expense("GST", first.replace(day=20), 9000) for first in month_starts(12)]
        more = replace(shop, expenses=[*shop.expenses, *paid])
        assert parts_of(more, SAID).standing.other_a_day == parts_of(shop, SAID).standing.other_a_day
        assert {one.category for one in parts_of(more, SAID).standing.recurring} == {"rent"}


class TestOpening:
    """Where the money stands."""

    def test_a_balance_that_was_said_moves_on_with_the_books(self) -> None:
        said = replace(SAID, balance_on=TODAY - timedelta(days=30))
        rows = [expense("tea", TODAY - timedelta(days=30), 70), expense("tea", TODAY - timedelta(days=3), 400)]
        found = foretold(books([invoice("A", TODAY - timedelta(days=5), 1000)], expenses=rows), said)
        assert (found.opening_balance, found.opening_from, found.floor) == (Decimal(49_600), "said", Decimal(0))

    def test_a_balance_said_for_a_later_day_is_not_known_yet(self) -> None:
        found = foretold(paying_shop(), replace(SAID, balance_on=TODAY + timedelta(days=1)))
        assert (found.opening_balance, found.floor, found.probability_below_floor) == (None, None, None)


class TestShortage:
    """The chance of falling under the floor, when, how deep, and what helps."""

    def test_a_floor_without_bottom_is_never_fallen_under(self) -> None:
        found = foretold(paying_shop(), replace(SAID, cash_floor=Decimal("-Infinity")))
        assert found.probability_below_floor == 0

    def test_a_higher_floor_is_never_less_likely_to_be_fallen_under(self) -> None:
        shop = paying_shop()
        chances = [
            foretold(shop, replace(SAID, cash_floor=Decimal(floor))).probability_below_floor or 0
            for floor in (0, 40_000, 60_000)
        ]
        assert chances == sorted(chances)
        assert chances[-1] > 0.7

    def test_a_large_bill_before_the_money_comes_is_a_shortage_with_a_week_and_a_way_out(self) -> None:
        shop = paying_shop()
        owed = bill("big", TODAY - timedelta(days=14), 300_000)
        due = invoice("slow", TODAY - timedelta(days=5), 400_000)
        found = foretold(replace(shop, documents=[*shop.documents, owed, due]), SAID)
        assert found.probability_below_floor and found.probability_below_floor > 0.9
        assert found.likely_short_on in {TODAY + timedelta(days=14), TODAY + timedelta(days=21)}
        assert found.shortfall and found.shortfall > 100_000
        helped = {one.item.document_id: one for one in found.actions}
        assert helped[owed.id].action is Action.PUT_OFF
        assert helped[due.id].action is Action.COLLECT
        assert all(one.probability_after < one.probability_before for one in found.actions)
        said = wording.cash_flow(found)
        assert "would be missing" in said.description
        assert any("(bill big) 30 days later: the chance" in advice for advice in said.recommendations)


class TestOneOffs:
    """What dwarfs everything else happened, and is no measure of what comes."""

    def test_one_machine_is_not_bought_again_every_quarter(self) -> None:
        shop = paying_shop()
        tea = [expense("tea", TODAY - timedelta(days=11 * place), 300 + 40 * (place % 5)) for place in range(30)]
        usual = replace(shop, expenses=[*shop.expenses, *tea])
        machine = expense("machinery", TODAY - timedelta(days=20), 850_000)
        with_it = replace(usual, expenses=[*usual.expenses, machine])
        assert foretold(with_it, SAID).weeks[0].expenses_other == foretold(usual, SAID).weeks[0].expenses_other

    def test_one_huge_order_is_not_expected_again(self) -> None:
        shop = paying_shop()
        order = invoice("huge", TODAY - timedelta(days=70), 3_000_000, paid=3_000_000)
        found, usual = (foretold(one, SAID) for one in (replace(shop, documents=[*shop.documents, order]), shop))
        new = [sum(week.receipts_new for week in one.weeks) for one in (found, usual)]
        assert new[0] == pytest.approx(new[1], rel=Decimal("0.1"))

    def test_a_large_bill_ahead_is_named_as_the_cause(self) -> None:
        shop = paying_shop()
        owed = bill("JK/7", TODAY - timedelta(days=14), 300_000)
        said = wording.cash_flow(foretold(replace(shop, documents=[*shop.documents, owed]), SAID))
        assert "from the week to" in said.title
        assert "₹3,00,000 to Mehta Supply (bill JK/7)" in said.description


class TestEvidence:
    """The lines for the charts, the parts, and the rows behind them."""

    def test_91_days_and_12_months_with_bands_around_the_middle(self) -> None:
        found = foretold(paying_shop(), SAID)
        days = line(found, "balance")
        assert len(days) == 91 and days[0].on == TODAY + timedelta(days=1)
        assert all(b.on - a.on == timedelta(days=1) for a, b in pairwise(days))
        months = line(found, "balance_by_month")
        assert [str(point.on)[:7] for point in months][::11] == ["2026-11", "2027-10"]
        for point in (*days, *months):
            bands = (point.low95, point.low80, point.value, point.high80, point.high95)
            assert all(band is not None for band in bands)
            assert list(bands) == sorted(bands)  # type: ignore[type-var]

    def test_the_middle_of_the_paths_is_near_what_is_expected(self) -> None:
        found = foretold(paying_shop(), SAID)
        for week, point in zip(found.weeks, line(found, "balance")[6::7], strict=True):
            assert point.value == pytest.approx(week.balance, abs=12_000)

    def test_the_bands_of_months_grow(self) -> None:
        months = line(foretold(paying_shop(), SAID), "balance_by_month")
        widths = [(point.high80 or 0) - (point.low80 or 0) for point in months]
        assert widths[-1] > widths[4] > 0

    def test_the_drivers_add_up_to_the_change(self) -> None:
        found = foretold(paying_shop(), SAID)
        assert sum(one.amount for one in found.drivers) == found.total_in - found.total_out

    def test_every_part_leads_to_its_rows(self) -> None:
        shop = paying_shop()
        agreed = foretold(shop, SAID)
        traced = {one.figure: one for one in agreed.traces}
        open_ids = {one.entry.document_id for one in parts_of(shop).items if one.amount > 0}
        assert set(traced["open_invoices"].ids) == open_ids
        assert traced["recurring: Landlord"].amount == Decimal(-27_000)
        drivers = {one.name: one.amount for one in agreed.drivers}
        for name in ("open_invoices", "new_sales", "open_bills", "new_purchases"):
            assert traced[name].amount == drivers[name]
            assert traced[name].rows == len(traced[name].ids)


class TestLaws:
    """What must hold for all books."""

    def test_ten_times_the_amounts_are_ten_times_the_figures(self) -> None:
        shop = paying_shop(months=15)
        small = foretold(shop, SAID)
        large = foretold(times(shop, 10), replace(SAID, balance=Decimal(500_000)))
        assert large.probability_below_floor == small.probability_below_floor
        for few, many in zip(line(small, "balance"), line(large, "balance"), strict=True):
            for name in ("value", "low80", "high80", "low95", "high95"):
                assert getattr(many, name) == pytest.approx(10 * getattr(few, name), abs=Decimal("0.2"))

    def test_neither_the_order_of_rows_nor_asking_again_changes_anything(self) -> None:
        shop = paying_shop(months=15)
        mixed = replace(
            shop,
            documents=_mixed(shop.documents),
            payments=_mixed(shop.payments),
            expenses=_mixed(shop.expenses),
        )
        assert asdict(foretold(mixed, SAID)) == asdict(foretold(shop, SAID)) == asdict(foretold(shop, SAID))

    def test_another_business_and_another_day_draw_other_paths(self) -> None:
        shop = paying_shop(months=15)
        other = replace(shop, business=replace(BUSINESS, id=identifier("other business")))
        assert line(foretold(shop, SAID), "balance") != line(foretold(other, SAID), "balance")

    @pytest.mark.parametrize("months", [0, 1, 2, 5])
    def test_young_books_are_told_what_is_scheduled_without_a_band(self, months: int) -> None:
        found = foretold(paying_shop(months=months), SAID)
        assert found.is_told and found.confidence == "low"
        needed = [lacking for lacking in found.missing if lacking.what is Need.WEEKS_OF_PAYMENTS]
        assert needed and needed[0].expected_on and needed[0].expected_on > TODAY
        assert not found.months

    def test_a_duplicate_free_month_after_two_silent_years_is_no_crash(self) -> None:
        old = [invoice(f"O{month}", date(2023, month, 2), 10_000, paid=10_000) for month in (1, 2, 3)]
        new = [invoice(f"N{place}", TODAY - timedelta(days=9 * place + 1), 11_800) for place in range(3)]
        assert foretold(books(old + new), SAID).is_told


def _days(by_day: Sequence[float]) -> list[date]:
    return [TODAY + timedelta(days=place) for place, amount in enumerate(by_day, 1) if amount]


def _mixed(rows: Sequence[Row]) -> Sequence[Row]:
    return random.Random(5).sample(rows, len(rows))
