"""How long money is away: ratios by hand, planted habits of payment, goods that do not sell."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from app.books.records import Books, Document, DocumentKind, DocumentStatus, Item, Payment, Product
from app.insights.records.answer import Need
from app.insights.records.capital import CostSource, Stock, StockState, WorkingCapital
from app.insights.rules import findings, ledgers
from app.insights.rules.capital import ratios, working_capital
from app.insights.wording import explain
from tests.insights.planted import (
    TODAY,
    bill,
    books,
    identifier,
    invoice,
    month_starts,
    paying_shop,
    payment,
    scaled,
    settled,
)


class TestRatios:
    """DSO, DPO and the gap by their formulas."""

    def test_by_hand(self) -> None:
        sold = [invoice(f"S{day}", TODAY - timedelta(days=day), 3000) for day in (10, 20, 30)]
        bought = [bill(f"B{day}", TODAY - timedelta(days=day), 1000, paid=500) for day in (5, 15, 25)]
        found = _found(books(sold))
        assert (found.now.dso_days, found.now.dpo_days) == (90.0, None)
        both = _found(books([*sold, *bought]))
        assert (both.now.receivables, both.now.credit_sales) == (Decimal(9000), Decimal(9000))
        assert (both.now.dpo_days, both.now.credit_gap_days, both.ccc_days) == (45.0, 45.0, None)

    @pytest.mark.parametrize("days", [5, 20, 45])
    def test_customers_who_always_pay_after_so_many_days(self, days: int) -> None:
        found = _found(_paying_after(days))
        assert found.now.dso_days == pytest.approx(days, abs=2)
        assert found.now.count_back_days == pytest.approx(days, abs=2)
        assert found.usual_dso_days == pytest.approx(days, abs=2)
        assert found.tied_up == 0

    def test_cash_sales_do_not_make_customers_look_quick(self) -> None:
        shop = _paying_after(20)
        cash = [_paid_at_once(back) for back in range(80)]
        more = replace(
            shop,
            documents=[*shop.documents, *(document for document, _ in cash)],
            payments=[*shop.payments, *(money for _, money in cash)],
        )
        assert _found(more).now == _found(shop).now
        assert _found(more).cash_sales == Decimal(80 * 5000)

    def test_a_shop_of_cash_sales_alone_has_no_days_of_sales(self) -> None:
        rows = [invoice(f"C{back}", TODAY - timedelta(days=back), to=None, paid=1180) for back in range(60)]
        found = _found(books(rows))
        assert (found.is_told, found.now.dso_days) == (False, None)
        assert Need.CREDIT_SALES in {lacking.what for lacking in found.missing}

    def test_count_back_by_hand(self) -> None:
        """6,000 open: the 2,000 of November's 21 days, 3,000 of October's 31, and a quarter of September's 4,000."""
        rows = [
            invoice("N", date(2026, 11, 3), 2000),
            invoice("O", date(2026, 10, 5), 3000),
            *_half_paid("S", date(2026, 9, 7), 4000, left=1000),
        ]
        found = _found(books([d for d in rows if isinstance(d, Document)], [p for p in rows if isinstance(p, Payment)]))
        assert found.now.count_back_days == pytest.approx(21 + 31 + 30 / 4, abs=0.1)

    def test_too_few_documents_make_no_ratio(self) -> None:
        found = _found(books([invoice("A", TODAY, 1000)]))
        assert (found.is_told, found.now.dso_days) == (False, None)
        assert {lacking.what for lacking in found.missing} >= {Need.CREDIT_SALES, Need.CREDIT_PURCHASES, Need.STOCK}

    def test_past_month_ends_know_only_what_was_known_then(self) -> None:
        document, money = settled(invoice("A", month_starts(3)[0], 1000), days_late=40)
        side = ledgers.ledger(books([document], [money]), DocumentKind.SALES_INVOICE)
        before = money.paid_on - timedelta(days=1)
        assert ratios.point(side, side, before).receivables == Decimal(1000)
        assert ratios.point(side, side, money.paid_on).receivables == Decimal(0)

    def test_windows_as_far_as_the_books_reach(self) -> None:
        assert [one.months for one in _found(paying_shop(months=24)).windows] == [3, 6, 12]
        windows = _found(paying_shop(months=7)).windows
        assert [(one.months, one.before is not None) for one in windows] == [(3, True), (6, False)]


class TestTiedUp:
    """Rupees beyond the usual and beyond terms, and who holds them."""

    def test_customers_who_pay_later_than_they_used_to_tie_up_money(self) -> None:
        found = _found(_suddenly_unpaid())
        assert found.usual_dso_days is not None and found.now.dso_days is not None
        assert found.now.dso_days > found.usual_dso_days
        assert found.tied_up > 0
        assert found.beyond_terms > 0
        assert "would be free" in " ".join(explain.words(found).recommendations)

    def test_who_is_paid_within_the_month_has_no_money_tied_up_in_the_middle_of_it(self) -> None:
        """Invoices of the 5th are paid on the 25th: at the end of a month nothing is open, on the 21st all of it."""
        paid = [settled(invoice(f"S{first}", first.replace(day=5)), days_late=-10) for first in month_starts(12)]
        more = [settled(invoice(f"T{first}", first.replace(day=5)), days_late=-10) for first in month_starts(12)]
        running = [invoice(f"now {place}", TODAY.replace(day=5)) for place in range(2)]
        rows = [*paid, *more]
        found = _found(books([*(document for document, _ in rows), *running], [money for _, money in rows]))
        assert found.now.dso_days == pytest.approx(found.usual_dso_days, abs=1)
        assert found.tied_up < found.now.receivables / 10

    def test_drivers_name_the_customer_and_add_up_to_the_change(self) -> None:
        shop = _suddenly_unpaid()
        found = _found(shop)
        first = found.drivers[0]
        assert first.sentence == "Rao Traders pays later than before"
        assert first.amount > 0
        sales = findings.sides_of(shop, TODAY).sales
        change = sales.open_on(TODAY) - sales.open_on(TODAY - timedelta(days=ratios.WINDOW_DAYS))
        assert sum(one.amount for one in found.drivers if one.name.startswith("customers")) == pytest.approx(change)

    def test_traces_add_up_to_the_figures(self) -> None:
        found = _found(paying_shop())
        traced = {trace.figure: trace.amount for trace in found.traces}
        assert traced["now.receivables"] == found.now.receivables
        assert traced["now.credit_sales"] == found.now.credit_sales
        assert traced["beyond_terms"] == found.beyond_terms

    def test_ten_times_the_amounts_are_ten_times_the_rupees_and_the_same_days(self) -> None:
        one, ten = _found(_suddenly_unpaid()), _found(scaled(_suddenly_unpaid(), 10))
        assert (ten.now.dso_days, ten.tied_up) == (one.now.dso_days, 10 * one.tied_up)


class TestStock:
    """Goods: their value, how long they last, and what does not sell."""

    def test_days_of_stock_and_the_cycle_by_hand(self) -> None:
        """30 pieces in stock, 90 sold in 90 days: 30 days; customers take 20, suppliers give 10."""
        found = _found(_trading(in_stock=30))
        stock = _stock(found)
        assert (stock.value, stock.cost_of_sales, stock.cost_from) == (3000, 9000, CostSource.ITEMS)
        assert stock.dio_days == 30.0
        assert found.ccc_days == pytest.approx(20 + 30 - 10, abs=2)
        assert "From paying a supplier" in explain.words(found).description

    def test_what_has_not_sold_for_half_a_year_is_named_with_its_rupees(self) -> None:
        found = _found(_trading(in_stock=30, more=[_product("Brass lamp", 40, buying="250")]))
        (dead,) = _stock(found).named
        assert (dead.product, dead.state, dead.value) == ("Brass lamp", StockState.DEAD, Decimal(10_000))
        assert found.idle_stock == Decimal(10_000)
        assert "Sell off Brass lamp: ₹10,000 lies in it" in " ".join(explain.words(found).recommendations)

    def test_what_lasts_for_more_than_half_a_year_is_slow(self) -> None:
        (slow,) = _stock(_found(_trading(in_stock=300))).named
        assert (slow.state, slow.cover_days) == (StockState.SLOW, 300)

    def test_negative_stock_is_named_and_left_out(self) -> None:
        found = _found(_trading(in_stock=30, more=[_product("Soap", -12, buying="20")]))
        (below,) = _stock(found).named
        assert (below.product, below.state, below.value) == ("Soap", StockState.NEGATIVE, Decimal(0))
        assert _stock(found).value == Decimal(3000)
        assert "Count Soap again" in " ".join(explain.words(found).recommendations)

    def test_purchases_stand_in_where_items_are_not_known(self) -> None:
        bought = [bill(f"B{day}", TODAY - timedelta(days=day), 1180) for day in (5, 35, 65)]
        stock = _stock(_found(books(bought, products=(_product("Rice", 10, buying="100"),))))
        assert (stock.cost_from, stock.cost_of_sales, stock.dio_days) == (CostSource.PURCHASES, Decimal(3000), 30.0)
        assert stock.named == ()

    def test_a_stock_without_costs_says_what_is_missing(self) -> None:
        found = _found(books(products=(_product("Rice", 10, buying=None),)))
        assert Need.STOCK in {lacking.what for lacking in found.missing}
        assert _stock(found).without_price == 1


def _found(shop: Books) -> WorkingCapital:
    sides = findings.sides_of(shop, TODAY)
    return working_capital.working_capital(sides.books, sides.sales, sides.bills, TODAY)


def _stock(found: WorkingCapital) -> Stock:
    assert found.stock is not None
    return found.stock


def _paying_after(days: int) -> Books:
    """A sale on credit every day for a year, each paid in full so many days later."""
    documents, payments = [], []
    for back in range(365):
        document = invoice(f"S{back}", TODAY - timedelta(days=back))
        if back >= days:
            document, money = settled(document, days_late=days - 30)
            payments.append(money)
        documents.append(document)
    return books(documents, payments)


def _paid_at_once(back: int) -> tuple[Document, Payment]:
    document = invoice(f"C{back}", TODAY - timedelta(days=back), 5000, to="Khan Foods", paid=5000)
    return document, payment(document, document.issued_on)


def _half_paid(number: str, on: date, total: int, *, left: int) -> tuple[Document, Payment]:
    document = invoice(number, on, total, paid=total - left)
    return document, payment(document, on + timedelta(days=20), total - left)


def _suddenly_unpaid() -> Books:
    """A customer who paid on the day for two years, and has paid nothing of the last 75 days."""
    shop = paying_shop(days_late=0)
    recent = TODAY - timedelta(days=75)
    slow = [
        replace(d, paid=Decimal(0), status=DocumentStatus.SENT)
        if d.kind is DocumentKind.SALES_INVOICE and d.issued_on >= recent
        else d
        for d in shop.documents
    ]
    open_ids = {d.id for d in slow if d.status is DocumentStatus.SENT}
    return replace(shop, documents=slow, payments=[p for p in shop.payments if p.document_id not in open_ids])


def _product(name: str, in_stock: int, *, buying: str | None) -> Product:
    price = Decimal(buying) if buying else None
    return Product(identifier(name), name, "piece", buying_price=price, in_stock=Decimal(in_stock))


def _trading(*, in_stock: int, more: list[Product] | None = None) -> Books:
    """A piece of rice, bought at 100, sold on credit every day; every day a bill for something else, paid after ten."""
    shop = _paying_after(20)
    sold: dict[str, Any] = {"quantity": Decimal(1), "rate_percent": Decimal(18)}
    item = Item(name="Rice", unit_price=Decimal(1000), amount=Decimal(1000), **sold)
    documents = [replace(one, items=(item,)) for one in shop.documents]
    bills = [bill(f"B{back}", TODAY - timedelta(days=back), 590) for back in range(300)]
    paid = [settled(one, days_late=-20) for one in bills[10:]]
    documents += [*bills[:10], *(one for one, _ in paid)]
    goods = (_product(" RICE ", in_stock, buying="100"), *(more or []))
    return replace(shop, documents=documents, payments=[*shop.payments, *(money for _, money in paid)], products=goods)
