"""Customers whose worth and whose silence are planted."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from app.books.records import Document, DocumentKind
from app.insights.records.answer import Need
from app.insights.records.customer_value import CustomerValue, Segment
from app.insights.rules.customers import customer_value, segments
from app.insights.service import tools
from app.insights.wording import explain
from tests.insights.planted import TODAY, books, invoice, scaled

NAMES = ("Rao Traders", "Iyer Textiles", "Khan Foods")


class TestWhoIsAtRisk:
    """Silence beside the own rhythm, in rupees."""

    def test_a_monthly_buyer_silent_for_100_days_is_at_risk_with_the_rupees(self) -> None:
        found = _found([*_regular("Rao Traders", every=30, silent=100), *_regular("Iyer Textiles", every=30, silent=5)])
        (risky,) = found.to_call
        assert (risky.party, risky.segment, risky.silent_days) == ("Rao Traders", Segment.SLIPPING, 100)
        assert 1000 < risky.at_risk <= 3 * 10_000
        assert found.at_stake == risky.at_risk
        assert "Call Rao Traders" in explain.words(found).recommendations[0]

    def test_who_buys_as_usual_is_not_at_risk(self) -> None:
        found = _found([*_regular("Rao Traders", every=30, silent=20), *_regular("Khan Foods", every=10, silent=9)])
        assert (found.to_call, found.at_stake) == ((), 0)

    @pytest.mark.parametrize(("silent", "segment"), [(10, Segment.NEW), (100, Segment.SLIPPING), (400, Segment.LOST)])
    def test_a_one_time_buyer_is_never_called_safe(self, silent: int, segment: Segment) -> None:
        rows = [*_regular("Rao Traders", every=30, silent=5), _sold("once", silent, to="Khan Foods")]
        found = _found(rows)
        (once,) = [one for one in found.most_valuable if one.party == "Khan Foods"]
        assert once.segment is segment
        assert once.churn_risk is not None and once.churn_risk > 0.15
        assert once.expected_purchases is not None and once.expected_purchases < 2

    def test_the_longer_the_silence_the_higher_the_risk_of_churn(self) -> None:
        shops = [_found(_regular("Rao Traders", every=30, silent=silent)) for silent in (5, 60, 120, 240)]
        risks = [one.most_valuable[0].churn_risk or 0.0 for one in shops]
        assert risks == sorted(risks)
        assert risks[0] < 0.1 < 0.7 < risks[-1]


class TestSegments:
    """Days alone, and value for the best."""

    @pytest.mark.parametrize(
        ("backs", "segment"),
        [
            ((90, 60, 30), Segment.BEST),
            ((150, 120, 90), Segment.SLIPPING),
            ((400, 370, 340), Segment.LOST),
            ((20,), Segment.NEW),
            ((90,), Segment.SLIPPING),
            ((300,), Segment.LOST),
        ],
    )
    def test_by_days(self, backs: tuple[int, ...], segment: Segment) -> None:
        days = [TODAY - timedelta(days=back) for back in backs]
        assert segments.segments([days], [1.0], TODAY) == (segment,)

    def test_one_in_five_of_the_loyal_is_best_by_value(self) -> None:
        days = [TODAY - timedelta(days=back) for back in (60, 30, 1)]
        found = segments.segments([days] * 10, [float(place) for place in range(10)], TODAY)
        assert [place for place, one in enumerate(found) if one is Segment.BEST] == [8, 9]


class TestExpected:
    """What customers should buy."""

    def test_steady_customers_go_on_as_they_did(self) -> None:
        found = _found([row for name in NAMES for row in _regular(name, every=30, silent=15, times=24)])
        soon, year = found.expected
        assert float(soon.value) == pytest.approx(3 * 3 * 10_000, rel=0.25)
        assert soon.low95 <= soon.low80 <= soon.value <= soon.high80 <= soon.high95
        assert soon.value < year.value < 3 * 13 * 10_000

    def test_a_shop_of_many_customers_is_expected_by_a_purchase_model(self) -> None:
        found = _found(_crowd(120), customers=_names(120))
        assert found.method in ("bg_nbd", "mbg_nbd")
        assert sum(one.customers for one in found.segments) == found.customers == 120
        expected = [one.expected_value for one in found.segments]
        assert float(sum(one for one in expected if one is not None)) == pytest.approx(
            float(found.expected[0].value), abs=2
        )

    def test_nothing_is_expected_of_customers_who_never_came_back(self) -> None:
        found = _found([_sold("a", 40), _sold("b", 30, to="Khan Foods")])
        assert (found.is_told, found.expected, found.method) == (True, (), None)
        assert found.missing[0].what is Need.RETURNS
        assert "Still needed" in explain.words(found).description

    def test_a_shop_that_all_have_left_is_told_of_no_band_of_zeros(self) -> None:
        rows = [one for name in NAMES for one in _regular(name, every=10, silent=400)]
        said = explain.words(_found(rows)).description
        assert "Nothing much is to be expected from your customers in the next 90 days." in said
        assert "between ₹0" not in said

    def test_a_week_of_sales_names_the_day_on_which_figures_come(self) -> None:
        found = _found([_sold(f"{back}", back) for back in range(7)])
        assert found.expected == ()
        assert found.missing[0].expected_on == TODAY - timedelta(days=6) + timedelta(days=60)

    def test_sales_without_names_are_told_as_missing(self) -> None:
        found = _found([_sold(f"{back}", back, to=None) for back in range(1, 200, 9)])
        assert (found.is_told, found.missing[0].what) == (False, Need.NAMED_CUSTOMERS)
        assert found.unnamed_sales > 0

    def test_a_credited_purchase_counts_for_less(self) -> None:
        rows = [_sold("a", 40), _sold("b", 20)]
        note = replace(_sold("note", 10, 5900), kind=DocumentKind.CREDIT_NOTE, related_document_id=rows[1].id)
        assert _found([*rows, note]).most_valuable[0].sales_of_year == Decimal(15_000)


class TestConcentration:
    """On whom too much hangs."""

    def test_one_customer_is_everything(self) -> None:
        hangs = _found(_regular("Rao Traders", every=30, silent=5, times=12)).concentration
        assert hangs is not None
        assert (hangs.first_share, hangs.top_five_share, hangs.squared_shares) == (1.0, 1.0, 1.0)
        assert hangs.loss_a_month == Decimal(10_000)

    def test_shares_by_hand(self) -> None:
        rows = [_sold("a", 40, 35_400), _sold("b", 30, 11_800, to="Khan Foods")]
        found = _found(rows)
        hangs = found.concentration
        assert hangs is not None
        assert (hangs.first_party, hangs.first_share, hangs.squared_shares) == ("Rao Traders", 0.75, 0.625)
        (trace,) = [one for one in found.traces if one.figure == "concentration.loss_a_month"]
        assert (trace.ids, trace.amount) == ((rows[0].id,), Decimal(2500))


class TestEvidence:
    """Series, drivers, cohorts."""

    def test_drivers_add_up_to_the_change_of_sales(self) -> None:
        rows = [
            *[_sold(f"stays {back}", back) for back in (170, 120, 60, 20)],
            *[_sold(f"left {back}", back, 23_600, to="Khan Foods") for back in (160, 110)],
            _sold("new", 10, 5900, to="Iyer Textiles"),
        ]
        found = _found(rows)
        moved = {one.name: one.amount for one in found.drivers}
        assert moved == {"new": Decimal(5000), "stayed_away": Decimal(-40_000)}

    def test_customers_won_in_a_month_and_how_many_came_back(self) -> None:
        rows = [
            _sold("old", 200),
            *[_sold(f"back {back}", back, to="Khan Foods") for back in (65, 20)],
            _sold("once", 66, to="Iyer Textiles"),
        ]
        (cohort,) = _found(rows).cohorts
        assert (cohort.month, cohort.customers, cohort.came_back) == ("2026-09", 2, 1)


class TestAnyBooks:
    """What holds whatever was bought."""

    def test_ten_times_the_amounts_are_ten_times_the_rupees(self) -> None:
        small = books(_crowd(80), customers=_names(80))
        one, ten = (_of(shop) for shop in (small, scaled(small, 10)))
        assert float(ten.expected[0].value) == pytest.approx(10 * float(one.expected[0].value), rel=1e-4)
        assert float(ten.at_stake) == pytest.approx(10 * float(one.at_stake), rel=1e-4)
        assert [c.party for c in ten.to_call] == [c.party for c in one.to_call]

    def test_the_order_of_rows_is_irrelevant(self) -> None:
        shop = books(_crowd(80), customers=_names(80))
        other = replace(
            shop,
            documents=Random(1).sample(list(shop.documents), len(shop.documents)),
            parties=shop.parties[::-1],
        )
        assert _of(shop) == _of(other)

    def test_one_customer_with_one_purchase(self) -> None:
        found = _found([_sold("a", 3)])
        assert (found.customers, found.returning, found.segments[0].segment) == (1, 0, Segment.NEW)


def _of(shop: object) -> CustomerValue:
    return customer_value.customer_value(shop, TODAY, tools.loaded().purchases)  # type: ignore[arg-type]


def _found(rows: Iterable[Document], customers: Iterable[str] = NAMES) -> CustomerValue:
    return _of(books(rows, customers=tuple(customers)))


def _sold(number: str, back: int, total: int = 11_800, *, to: str | None = "Rao Traders") -> Document:
    """An invoice so many days ago; 18 % of its value before tax is GST."""
    return invoice(f"{to} {number}", TODAY - timedelta(days=back), total, to=to)


def _regular(name: str, *, every: int, silent: int, times: int = 11) -> list[Document]:
    return [_sold(f"{turn}", silent + turn * every, to=name) for turn in range(times)]


def _names(size: int) -> list[str]:
    return [f"Customer {place}" for place in range(size)]


def _crowd(size: int) -> list[Document]:
    """Customers with rates of their own, some of whom leave."""
    chance = Random(5)
    rows = []
    for name in _names(size):
        day, every = date(2025, 6, 1) + timedelta(days=chance.randrange(200)), chance.choice((10, 30, 90))
        while day <= TODAY:
            rows.append(invoice(f"{name} {day}", day, chance.randrange(1000, 20_000), to=name))
            day += timedelta(days=1 + round(chance.expovariate(1 / every)))
            if chance.random() < 0.1:
                break
    return rows
