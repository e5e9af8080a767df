"""Books that no program should be handed, and that owners hand it: handled or named, never a crash or a silent zero."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from sqlalchemy import Engine

from app.books import reader
from app.books.records import Books, CashEntry, Direction, Product
from app.insights import service
from app.insights.records.answer import Insight, InsightType
from app.insights.records.housekeeping import Gap
from app.insights.repo import answers
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests import shops
from tests.insights.planted import BUSINESS, TODAY, bill, books, expense, identifier, invoice, month_starts, paying_shop
from tests.insights.told import NOW

ABROAD = replace(BUSINESS, currency="USD", gstin=None)


@dataclass(frozen=True)
class Answer:
    """The insights of some books by key."""

    insights: Sequence[Insight]

    def __getitem__(self, key: str) -> Insight:
        return next(insight for insight in self.insights if insight.key == key)

    def sentences(self) -> Iterator[str]:
        """All that is said."""
        for one in self.insights:
            yield from (one.title, one.description, *one.recommendations)

    def gaps(self) -> dict[str, Any]:
        """The gaps by kind."""
        return {gap["gap"]: gap for gap in self["book_gaps"].data["gaps"]}


def computed(found: Books) -> Answer:
    """What is said of `found`, which is checked to be whole and finite."""
    answer = service.computed(found, now=NOW)
    assert {insight.insight_type for insight in answer.insights} == set(InsightType)
    for insight in answer.insights:
        json.loads(answers.dumped(insight.data))
        assert insight.title and insight.description
    return Answer(answer.insights)


class TestDates:
    """Rows of the future and of 1900."""

    def test_change_no_forecast_and_are_named_with_their_money(self) -> None:
        shop = paying_shop(months=8)
        ahead, ago = TODAY + timedelta(days=40), date(1900, 1, 1)
        odd = replace(
            shop,
            documents=[*shop.documents, invoice("F", ahead, 900_000), bill("O", ago, 900_000)],
            expenses=[*shop.expenses, expense("rent", ahead, 5_000), expense("rent", ago, 5_000)],
            cash_entries=[CashEntry(uuid4(), Direction.OUT, Decimal(70), ago, "cash")],
        )
        found, usual = computed(odd), computed(shop)
        for key in ("revenue_forecast", "expense_trend", "month_in_review", "overdue"):
            assert found[key].description == usual[key].description
        gaps = found.gaps()
        assert (gaps[Gap.FUTURE_DATED]["rows"], gaps[Gap.DATED_LONG_AGO]["rows"]) == (2, 3)
        assert "2 entries dated in the future" in found["book_gaps"].description

    def test_a_business_of_last_week_says_what_it_can_and_when_the_rest_comes(self) -> None:
        days = [TODAY - timedelta(days=back) for back in range(6)]
        found = computed(
            books([invoice(f"{day}", day, 11_800) for day in days], expenses=[expense("tea", days[0], 90)])
        )
        assert "This month has brought ₹60,000 so far" in found["revenue_forecast"].description
        assert "expected on 1 Feb 2027" in found["revenue_forecast"].description
        assert "November 2026 has brought ₹60,000" in found["month_in_review"].description
        assert not found["odd_amounts"].data["is_told"]

    def test_two_empty_years_are_no_months_of_zero(self) -> None:
        old = [invoice(f"O{month}", date(2023, month, 2), 1_180_000, paid=1_180_000) for month in (1, 2, 3)]
        new = [invoice(f"N{first}", first, 118_000) for first in month_starts(6)]
        rents = [expense("rent", date(2023, month, 2), 90_000) for month in (1, 2, 3)]
        rents += [expense("rent", first, 9_000) for first in month_starts(6)]
        found = computed(books(old + new, expenses=rents))
        assert found["revenue_forecast"].data["recent_mean"] == Decimal(100_000)
        assert found["expense_trend"].data["mean_monthly"] == Decimal(9_000)
        assert not found["expense_trend"].data["rising"]
        assert found.gaps()[Gap.EMPTY_MONTHS]["rows"] > 24


class TestAmounts:
    """What an amount may look like."""

    def test_parts_of_a_paisa_are_rounded_and_named(self) -> None:
        rows = [invoice(f"S{first}", first, "1180.555", tax=Decimal("180.333")) for first in month_starts(6)]
        found = computed(books(rows, expenses=[expense("tea", first, "99.999") for first in month_starts(6)]))
        assert found["revenue_forecast"].data["recent_mean"] == Decimal("1000.23")
        assert found["expense_trend"].data["mean_monthly"] == Decimal("100.00")
        assert found.gaps()[Gap.FINER_THAN_A_PAISA]["rows"] == 12

    def test_negative_stock_is_named_with_its_worth(self) -> None:
        wire = Product(identifier("wire"), "Wire", "m", buying_price=Decimal(40), in_stock=Decimal(-5))
        found = computed(replace(paying_shop(months=6), products=[wire]))
        gap = found.gaps()[Gap.NEGATIVE_STOCK]
        assert (gap["rows"], gap["amount"], gap["ids"]) == (1, Decimal(200), (wire.id,))
        assert "1 product with less than nothing in stock" in found["book_gaps"].description

    def test_another_currency_is_told_with_its_sign_and_without_indian_law(self) -> None:
        found = computed(replace(paying_shop(months=14), business=ABROAD))
        assert not [sentence for sentence in found.sentences() if "₹" in sentence]
        assert found["revenue_forecast"].title == "Sales should be about $100,000 a month"
        assert "GST, TDS and advance tax are set in Indian money" in found["book_gaps"].description
        assert {insight.data["currency"] for insight in found.insights} == {"USD"}


class TestOneSided:
    """Only what goes out is written down."""

    def test_no_sale_is_no_zero_of_sales_and_no_shortage(self) -> None:
        days = month_starts(12)
        answer = computed(
            books([bill(f"B{day}", day, 5900) for day in days], expenses=[expense("rent", day, 2500) for day in days])
        )
        cash, review = answer["cash_flow"], answer["month_in_review"]
        assert review.title.startswith("October 2026: expenses of") and review.data["left"] is None
        assert "No sales are written in your books" in review.description
        assert "should go out in 13 weeks" in cash.title and cash.data["at_stake"] == 0
        assert "money_received" in {lacking["what"] for lacking in cash.data["missing"]}
        for text in answer.sentences():
            assert "₹0 " not in text, text

    def test_a_month_without_a_sale_is_told_as_such(self) -> None:
        answer = computed(books([invoice(f"A{day}", day) for day in month_starts(12)[:-2]]))
        assert answer["month_in_review"].title == "October 2026: no sales written down"


class TestFromTheDatabase:
    """The same through the app's own tables."""

    def test_rows_that_the_app_lets_through(self, rt: Runtime, engine: Engine) -> None:
        owner = uuid4()
        business_id = shops.opened(engine, owner)
        for statement in ROWS:
            shops.execute(engine, statement, {"business": business_id, "owner": owner})
        with rt.db.transaction(Caller.service()) as tx:
            found = computed(reader.load(tx, business_id))
        gaps = found.gaps()
        assert {kind: gaps[kind]["rows"] for kind in (Gap.DOUBLED, Gap.NEGATIVE_STOCK, Gap.UNREADABLE)} == {
            Gap.DOUBLED: 6, Gap.NEGATIVE_STOCK: 1, Gap.UNREADABLE: 2,
        }  # fmt: skip
        assert found["revenue_forecast"].data["recent_mean"] == Decimal(900)
        assert "AED" in found["revenue_forecast"].title


ROWS = (
    "update businesses set currency = 'AED' where id = :business",
    "insert into invoices (business_id, invoice_number, invoice_type, invoice_date, total_amount, status)"
    " select :business, 'A/' || month, 'customer', date '2026-11-01' - (month || ' month')::interval, 900, 'sent'"
    " from generate_series(1, 6) month, generate_series(1, 2) copy",
    "insert into invoices (business_id, invoice_number, invoice_type, invoice_date, total_amount, status)"
    " values (:business, 'A/9', 'customer', 'infinity', 900, 'sent')",
    "insert into expenses (business_id, user_id, category, amount, description, expense_date)"
    " values (:business, :owner, 'rent', 'NaN', 'x', '2026-10-05')",
    "insert into products (business_id, user_id, name, stock_quantity) values (:business, :owner, 'Wire', -3)",
)
