"""Prices far from everybody else's: what is found, and the innocent twin of each."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.books.records import Document, DocumentKind
from app.fraud.records import Rule
from app.fraud.rules.patterns import price_lines, prices
from tests.fraud.rules.patterns.priced_goods import MAKERS, line, of_lines, trade
from tests.fraud.shop import DAY, books, customer, supplier

ODD = supplier("Desai Hardware")


class TestPrices:
    def bought(self, price: float, quantity: int = 12, count: int = 4) -> list[Document]:
        return [of_lines(f"P{n}", [line("Ceiling fan", price, quantity)], days=30 * n, of=ODD) for n in range(count)]

    @pytest.mark.parametrize(
        ("price", "quantity", "count", "is_found"),
        [(1900, 12, 4, True), (1900, 12, 2, False), (1560, 12, 4, False), (1900, 1, 4, False), (2600, 1, 4, True)],
        ids=["dearer than all", "twice only", "a little dearer", "single pieces", "single pieces, far dearer"],
    )
    def test_supplier_dearer_than_all_others(self, price: float, quantity: int, count: int, is_found: bool) -> None:
        held = [*trade(), *self.bought(price, quantity, count)]
        found = prices.findings(books(documents=held, parties=[ODD, *MAKERS]))
        assert [one.rule for one in found] == [Rule.TOO_DEAR] * is_found

    def test_price_that_creeps_up_with_one_supplier(self) -> None:
        creeping = [
            of_lines(f"P{n}", [line("Ceiling fan", 1450 + 110 * n, 12)], days=300 - 30 * n, of=ODD) for n in range(8)
        ]
        (found,) = prices.findings(books(documents=[*trade(), *creeping], parties=[ODD, *MAKERS]))
        assert 3 <= len(found.documents) < 8

    def test_dear_times_are_dear_everywhere(self) -> None:
        rise = [
            replace(
                one, items=tuple(line(row.name, float(row.unit_price) * 1.5, int(row.quantity)) for row in one.items)
            )
            for one in trade()
            if one.issued_on > DAY - timedelta(days=200)
        ]
        before = [one for one in trade() if one.issued_on <= DAY - timedelta(days=200)]
        assert prices.findings(books(documents=[*before, *rise, *self.bought(2175)], parties=[ODD, *MAKERS])) == []

    def test_where_every_customer_has_a_price_of_his_own_somebody_s_is_the_lowest(self) -> None:
        own = [1400, 1420, 1450, 1460, 1470, 1200, 1250, 1300, 1070]
        buyers = [customer(f"Buyer {n}") for n in range(len(own))]
        sold = [
            of_lines(
                f"S{n}{turn}",
                [line("Ceiling fan", price, 12)],
                days=15 * turn + n,
                of=buyers[n],
                kind=DocumentKind.SALES_INVOICE,
            )
            for n, price in enumerate(own)
            for turn in range(8)
        ]
        assert prices.findings(books(documents=sold, parties=buyers)) == []

    def test_things_whose_price_always_differs(self) -> None:
        repairs = [
            of_lines(f"W{n}", [line("Repair work", 300 + 97 * (n * 7 % 31), 1)], days=9 * n, of=MAKERS[n % 6])
            for n in range(60)
        ]
        dear = [of_lines(f"X{n}", [line("Repair work", 5000, 1)], days=30 * n, of=ODD) for n in range(4)]
        assert prices.findings(books(documents=[*repairs, *dear], parties=[ODD, *MAKERS])) == []

    @pytest.mark.parametrize(
        ("price", "quantity", "is_found"),
        [(1000, 10, True), (1000, 90, False), (700, 90, True), (1300, 10, False)],
        ids=["a friend's price", "a large order", "a large order below cost", "a discount"],
    )
    def test_customer_who_buys_cheaper_than_all_others(self, price: float, quantity: int, is_found: bool) -> None:
        buyers = [customer(f"Buyer {n}") for n in range(6)]
        friend = customer("Mahesh")
        sold = [
            replace(one, id=customer(str(one.id)).id, kind=DocumentKind.SALES_INVOICE, party_id=buyers[n % 6].id)
            for n, one in enumerate(trade())
        ]
        cheap = [
            of_lines(
                f"C{n}", [line("Ceiling fan", price, quantity)], days=30 * n, of=friend, kind=DocumentKind.SALES_INVOICE
            )
            for n in range(4)
        ]
        costs = [of_lines(f"B{n}", [line("Ceiling fan", 900, 20)], days=20 * n, of=MAKERS[0]) for n in range(30)]
        found = prices.findings(books(documents=[*sold, *cheap, *costs], parties=[friend, *buyers, *MAKERS]))
        assert [one.rule for one in found] == [Rule.TOO_CHEAP] * is_found

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Dinner plate 26/09/25", "Dinner plate 01/12/25"),
            ("School fee Mar 2025", "school fee  Apr 2025"),
            ("Syrup 200ml B.No CA6131 Exp 08/25", "Syrup 200ml B.No CA4759 Exp 01/26"),
        ],
    )
    def test_day_month_and_batch_do_not_make_another_thing(self, one: str, other: str) -> None:
        assert price_lines.thing(one) == price_lines.thing(other)
        assert price_lines.thing("TMT 12mm") != price_lines.thing("TMT 16mm")
