"""Thirteen weeks of cash on books whose truth is planted."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from app.books.records import CashEntry, Direction
from app.insights.records.answer import Need
from app.insights.records.cash import CashFlow
from tests.insights.planted import TODAY, bill, books, identifier, invoice, paying_shop, settled
from tests.insights.rules.cash.foretold import foretold


class TestPaymentHabits:
    """Money is expected when the party usually pays, not when it should."""

    def test_what_is_older_than_anything_ever_paid_is_not_counted_on(self) -> None:
        shop = paying_shop(days_late=5)
        old = invoice("old", TODAY - timedelta(days=330), 80_000)
        more = replace(shop, documents=[*shop.documents, old])
        found: CashFlow = foretold(more)
        assert [item.number for item in found.doubtful] == ["old"]
        assert found.doubtful_total == Decimal(80_000)
        assert old.id not in {item.document_id for item in found.expected_largest}

    def test_by_the_due_date_where_nothing_was_ever_settled(self) -> None:
        found: CashFlow = foretold(books([invoice("A", TODAY - timedelta(days=10), 1000)]))
        assert found.payment_dates_from == "due_dates"
        assert max(found.weeks, key=lambda week: week.receipts_open).week == 3
        assert sum(week.receipts_open for week in found.weeks[:6]) == pytest.approx(Decimal(1000), rel=Decimal("0.1"))

    def test_a_later_delay_moves_money_to_a_later_week(self) -> None:
        open_one = invoice("open", TODAY - timedelta(days=10), 10**8)
        weeks = []
        for days_late in (2, 40):
            shop = paying_shop(days_late=days_late)
            weeks.append(_mean_week(foretold(replace(shop, documents=[*shop.documents, open_one]))))
        assert weeks[0] + 3 < weeks[1]


class TestWeeks:
    """The weeks add up, start tomorrow, and are steady for a steady shop."""

    def test_thirteen_weeks_without_a_gap_from_tomorrow(self, steady: CashFlow) -> None:
        assert [week.week for week in steady.weeks] == list(range(1, 14))
        assert steady.weeks[0].starts_on == TODAY + timedelta(days=1)
        assert all(
            b.starts_on - a.ends_on == timedelta(days=1) for a, b in zip(steady.weeks, steady.weeks[1:], strict=False)
        )

    def test_balance_is_opening_plus_every_net(self, steady: CashFlow) -> None:
        assert steady.weeks[-1].balance == (steady.opening_balance or 0) + sum(week.net for week in steady.weeks)
        assert steady.total_in - steady.total_out == sum(week.net for week in steady.weeks)

    def test_a_steady_shop_keeps_its_pace(self, steady: CashFlow) -> None:
        a_quarter = Decimal(3 * 2 * 59_000)
        assert steady.total_in == pytest.approx(a_quarter, rel=Decimal("0.15"))
        assert steady.total_out == pytest.approx(a_quarter / 2 + 3 * 9_000, rel=Decimal("0.15"))

    def test_band_holds_the_balance_and_grows(self, steady: CashFlow) -> None:
        widths = [week.balance_high - week.balance for week in steady.weeks if week.balance_high is not None]
        assert len(widths) == 13
        assert all(width >= 0 for width in widths)
        assert widths[-1] > widths[0]
        assert steady.band_from == "backtest"
        assert steady.tested.origins == 12

    def test_the_cash_book_is_the_opening_balance(self) -> None:
        lines = [
            CashEntry(identifier("in"), Direction.IN, Decimal(50_000), date(2026, 1, 1), "cash"),
            CashEntry(identifier("out"), Direction.OUT, Decimal(20_000), date(2026, 2, 1), "cash"),
            CashEntry(identifier("later"), Direction.IN, Decimal(900), TODAY + timedelta(days=1), "cash"),
        ]
        found: CashFlow = foretold(replace(paying_shop(), cash_entries=lines))
        assert found.opening_balance == Decimal(30_000)
        assert not found.missing

    def test_a_cash_book_below_zero_lacks_its_beginning_and_is_no_balance(self) -> None:
        lines = [CashEntry(identifier("out"), Direction.OUT, Decimal(20_000), date(2026, 2, 1), "cash")]
        found: CashFlow = foretold(replace(paying_shop(), cash_entries=lines))
        assert found.opening_balance is None
        assert [lacking.what for lacking in found.missing] == [Need.OPENING_BALANCE]

    def test_bills_take_money_out_when_they_are_usually_paid(self) -> None:
        paid = [settled(bill(f"B{i}", date(2026, 1 + i, 3)), days_late=0) for i in range(8)]
        rows = [document for document, _ in paid] + [bill("open", date(2026, 11, 10), 10_000)]
        found: CashFlow = foretold(books(rows, [money for _, money in paid]))
        assert sum(week.payments_open for week in found.weeks[1:4]) == pytest.approx(
            Decimal(10_000), rel=Decimal("0.05")
        )

    @pytest.fixture
    def steady(self) -> CashFlow:
        found: CashFlow = foretold(paying_shop())
        return found


def _mean_week(found: CashFlow) -> float:
    total = sum(week.receipts_open for week in found.weeks)
    return float(sum(week.week * week.receipts_open for week in found.weeks) / total)
