"""What the insights say of books whose truth is known, and what holds for any books at all."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.books.records import Books, Document, DocumentStatus
from app.insights import service
from app.insights.records.answer import InsightType, Need
from app.insights.records.cash import CashFlow
from app.insights.records.customers import LatePayers
from app.insights.records.evidence import Unit
from app.insights.records.housekeeping import BookGaps, Gap
from app.insights.records.money_owed import Overdue
from app.insights.records.trends import RevenueForecast
from app.insights.repo import answers
from app.insights.rules import findings
from tests.insights.planted import (
    TODAY,
    bill,
    books,
    expense,
    invoice,
    month_starts,
    paying_shop,
    payment,
    scaled,
    settled,
)
from tests.insights.told import NOW, one, told

DAYS = st.dates(date(1899, 1, 1), date(2031, 1, 1))
Row = TypeVar("Row")
AMOUNTS = st.decimals(0, 10**9, places=2)


class TestAnyBooks:
    """What holds whatever somebody may have written down."""

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(rows=st.lists(st.tuples(DAYS, AMOUNTS, DAYS, st.booleans()), max_size=12))
    def test_every_insight_type_is_there_and_every_figure_finite(
        self, rows: list[tuple[date, Decimal, date, bool]]
    ) -> None:
        answer = service.computed(_anything(rows), now=NOW)
        assert {insight.insight_type for insight in answer.insights} == set(InsightType)
        for insight in answer.insights:
            json.loads(answers.dumped(insight.data))
            assert insight.title and insight.description
            assert insight.impact_score is None or 0 <= insight.impact_score <= 1

    def test_ten_times_the_amounts_are_ten_times_the_figures(self, shop: Books) -> None:
        small, large = _amounts(told(shop)), _amounts(told(scaled(shop, 10)))
        assert small.keys() == large.keys()
        for name, amount in small.items():
            assert float(large[name]) == pytest.approx(float(amount) * 10, rel=1e-4, abs=2), name

    def test_the_order_of_rows_is_irrelevant(self, shop: Books) -> None:
        other = replace(
            shop,
            documents=_shuffled(shop.documents),
            payments=_shuffled(shop.payments),
            expenses=_shuffled(shop.expenses),
            parties=_shuffled(shop.parties),
        )
        assert _figures(other) == _figures(shop)

    @pytest.mark.parametrize("days_late", [-20, 0, 45])
    def test_a_paid_invoice_never_raises_what_is_owed(self, shop: Books, days_late: int) -> None:
        paid, money = settled(invoice("one more", TODAY - timedelta(days=90), 250_000), days_late=days_late)
        more = replace(shop, documents=[*shop.documents, paid], payments=[*shop.payments, money])
        assert one(more, Overdue).total_open <= one(shop, Overdue).total_open
        assert one(more, Overdue).total_overdue <= one(shop, Overdue).total_overdue

    def test_the_same_books_on_the_same_day_say_the_same(self, shop: Books) -> None:
        assert _figures(shop) == _figures(shop)

    @pytest.fixture
    def shop(self) -> Books:
        return paying_shop(months=15)


class TestShortHistory:
    """A business that started last week is told what is missing, and no figure."""

    def test_empty_books_name_what_is_missing_in_every_forecast(self) -> None:
        found = told(books())
        for key in ("cash_flow", "revenue_forecast", "expense_trend", "working_capital", "late_payers"):
            assert not found[key].is_told, key
            assert found[key].missing, key

    def test_untold_insights_carry_no_figure(self) -> None:
        answer = service.computed(books(), now=NOW)
        data = {insight.key: insight.data for insight in answer.insights}
        assert data["revenue_forecast"].keys() == {"is_told", "missing", "currency"}
        assert "3 complete months of sales (there are 0)" in data["revenue_forecast"]["missing"][0]["sentence"]

    def test_two_months_are_not_extrapolated_and_the_day_of_the_first_forecast_is_named(self) -> None:
        first, second = month_starts(2)
        found = one(books([invoice("A", first, 1000), invoice("B", second, 2000)]), RevenueForecast)
        assert (found.is_told, found.forecast) == (False, ())
        lacking = found.missing[0]
        assert (lacking.what, lacking.have, lacking.need) == (Need.MONTHS_OF_SALES, 2, 3)
        assert lacking.expected_on == date(2026, 12, 1)

    def test_a_week_of_books_with_an_open_invoice_tells_when_it_is_due_without_a_band(self) -> None:
        found = one(books([invoice("A", TODAY - timedelta(days=5), 1000)]), CashFlow)
        assert found.is_told
        assert 900 < found.total_in <= 1000
        assert all(week.balance_low is None for week in found.weeks)
        assert found.confidence == "low"
        assert Need.WEEKS_OF_PAYMENTS in {lacking.what for lacking in found.missing}


class TestOddRows:
    """Rows that cannot be meant are left out and named."""

    def test_rows_of_the_future_and_of_1900_change_no_figure_but_are_named(self) -> None:
        shop = paying_shop(months=8)
        odd = [invoice("F", TODAY + timedelta(days=40), 900_000), bill("O", date(1900, 1, 1), 900_000)]
        more = replace(shop, documents=[*shop.documents, *odd])
        assert one(more, Overdue).total_open == one(shop, Overdue).total_open
        assert one(more, RevenueForecast) == one(shop, RevenueForecast)
        gaps = {gap.gap: gap for gap in one(more, BookGaps).gaps}
        assert (gaps[Gap.FUTURE_DATED].rows, gaps[Gap.DATED_LONG_AGO].rows) == (1, 1)
        assert gaps[Gap.FUTURE_DATED].ids == (odd[0].id,)

    def test_zero_rows_are_no_payment_habit(self) -> None:
        shop = paying_shop(months=8)
        zeros = [invoice(f"Z{day}", date(2026, 9, day), 0, paid=0) for day in range(1, 20)]
        more = replace(shop, documents=[*shop.documents, *zeros])
        assert one(more, LatePayers).payers == one(shop, LatePayers).payers

    def test_history_begins_anew_after_two_empty_years(self) -> None:
        old = [invoice(f"O{month}", date(2023, month, 2), 1_000_000, paid=1_000_000) for month in (1, 2, 3)]
        new = [invoice(f"N{place}", first, 118_000) for place, first in enumerate(month_starts(6))]
        found = told(books(old + new))
        forecast: Any = found["revenue_forecast"]
        assert [point.month for point in forecast.history] == [str(first)[:7] for first in month_starts(6)]
        assert forecast.forecast_mean == pytest.approx(Decimal(100_000), rel=Decimal("0.01"))
        gaps: Any = found["book_gaps"]
        assert Gap.EMPTY_MONTHS in {gap.gap for gap in gaps.gaps}

    def test_drafts_and_cancelled_invoices_are_nobodys_debt(self) -> None:
        rows = [
            invoice("D", date(2026, 9, 1), 5000, status=DocumentStatus.DRAFT),
            invoice("C", date(2026, 9, 1), 7000, status=DocumentStatus.CANCELLED),
        ]
        assert one(books(rows), Overdue).total_open == 0


class TestImpact:
    """How much an insight matters is rupees against a month's sales."""

    @pytest.mark.parametrize(("revenue", "expected"), [(0, None), (100_000, 0.25), (10_000, 1.0)])
    def test_share_of_a_months_sales(self, revenue: int, expected: float | None) -> None:
        found = one(books([invoice("A", date(2026, 9, 1), 25_000)]), Overdue)
        assert findings.impact_score(found, Decimal(revenue)) == expected

    @pytest.mark.parametrize(("impact", "word"), [(None, "low"), (0.49, "low"), (0.5, "medium"), (0.8, "high")])
    def test_priority_follows_the_apps_own_marks(self, impact: float | None, word: str) -> None:
        assert findings.priority(impact).value == word

    def test_the_highest_impact_comes_first(self) -> None:
        scores = [insight.impact_score or 0 for insight in service.computed(paying_shop(), now=NOW).insights]
        assert scores == sorted(scores, reverse=True)

    def test_an_insight_keeps_its_id_from_day_to_day(self) -> None:
        today = service.computed(paying_shop(), now=NOW)
        tomorrow = service.computed(paying_shop(), now=NOW + timedelta(days=1))
        assert {i.insight_id for i in today.insights} == {i.insight_id for i in tomorrow.insights}


def _anything(rows: list[tuple[date, Decimal, date, bool]]) -> Books:
    documents: list[Document] = []
    for place, (issued_on, amount, due_on, is_sale) in enumerate(rows):
        make = invoice if is_sale else bill
        documents.append(make(f"{place}", issued_on, str(amount), due_on=due_on))
    payments = [payment(d, row[2]) for d, row in zip(documents, rows, strict=True) if row[3]]
    expenses = [expense("tea", row[2], str(row[1])) for row in rows]
    return books(documents, payments, expenses)


def _shuffled(rows: Sequence[Row]) -> Sequence[Row]:
    return random.Random(3).sample(rows, len(rows))


def _figures(found: Books) -> dict[str, object]:
    return {key: asdict(finding) for key, finding in told(found).items()}


def _amounts(found: dict[str, Any]) -> dict[str, Decimal]:
    return {f"{key}.{path}": amount for key, finding in found.items() for path, amount in _decimals(asdict(finding))}


def _decimals(value: object, path: str = "") -> Iterator[tuple[str, Decimal]]:
    if isinstance(value, Decimal):
        yield path, value
    elif isinstance(value, dict) and value.get("unit", Unit.RUPEES) is Unit.RUPEES:
        for name, inner in value.items():
            yield from _decimals(inner, f"{path}.{name}")
    elif isinstance(value, tuple | list):
        for place, inner in enumerate(value):
            yield from _decimals(inner, f"{path}.{place}")
