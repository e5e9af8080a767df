"""Cash at the limits of the law: what is found, and the innocent twin of each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import ClassVar

import pytest

from app.books.records import Party, PartyKind, Payment
from app.fraud.records import Rule
from app.fraud.rules.patterns import cash
from tests.fraud.shop import DAY, bill, books, customer, invoice, item, paid_in, paid_out, supplier

LAKH = 100_000
SHOWN = 0.7
WHOLE_SHOP = customer("Counter sale")


class TestPaidOnOneDay:
    CASES: ClassVar[Sequence[tuple[str, list[str], date, list[Rule]]]] = (
        ("split into pieces", ["9900", "9800"], DAY, [Rule.CASH_PAID]),
        ("one large payment", ["10001"], DAY, [Rule.CASH_PAID]),
        ("exactly the limit", ["10000"], DAY, []),
        ("two small ones", ["4661", "3051"], DAY, []),
        ("the limit of 20,000 until March 2017", ["9900", "9800"], date(2017, 3, 31), []),
        ("the limit of 10,000 from April 2017", ["9900", "9800"], date(2017, 4, 1), [Rule.CASH_PAID]),
        ("under the Act of 2025", ["9900", "9800"], date(2026, 4, 1), [Rule.CASH_PAID]),
    )

    @pytest.mark.parametrize(("_", "amounts", "on", "expected"), CASES, ids=[case[0] for case in CASES])
    def test_limit_of_section_40a_3(self, _: str, amounts: Sequence[str], on: date, expected: list[Rule]) -> None:
        assert rules_of(*(paid_out(one, on, mode="cash") for one in amounts)) == expected

    def test_two_records_of_one_firm_are_one_person(self) -> None:
        records = [supplier("Sri Steel"), supplier("SRI STEEL PVT LTD")]
        paid = [paid_out("7000", to=one, mode="Cash", key=one.name) for one in records]
        assert [one.rule for one in cash.findings(books(payments=paid, parties=records))] == [Rule.CASH_PAID]

    @pytest.mark.parametrize(
        "to",
        [
            supplier("Balaji Roadways"),
            supplier("Deepa", kind=PartyKind.EMPLOYEE),
            supplier("Anand Nagar Palika"),
            supplier("State Bank of India"),
            supplier("Petty cash"),
        ],
        ids=["carrier of goods below 35,000", "wages", "town taxes", "into the bank", "the till"],
    )
    def test_whom_the_limit_does_not_bind(self, to: Party) -> None:
        assert cash.findings(books(payments=[paid_out("18000", to=to, mode="cash")], parties=[to])) == []

    def test_carriers_are_known_by_their_bills_not_by_one_line(self) -> None:
        lorry = supplier("Gurpreet Singh")
        trips = [bill(f"L{n}", "9000", of=lorry, items=(item("Lorry hire", "9000"),)) for n in range(3)]
        goods = [bill(f"G{n}", "9000", of=lorry, items=(item("Cement", "8000"), item("Freight", "1000"))) for n in "ab"]
        paid = [paid_out("18000", to=lorry, mode="cash")]
        assert cash.findings(books(documents=trips, payments=paid, parties=[lorry])) == []
        assert len(cash.findings(books(documents=goods, payments=paid, parties=[lorry]))) == 1

    @pytest.mark.parametrize(
        ("amounts", "on"), [(["14000"], date(2025, 8, 15)), (["14000"], date(2026, 1, 26))], ids=str
    )
    def test_day_without_banks_may_be_allowed(self, amounts: Sequence[str], on: date) -> None:
        (found,) = cash.findings(books(payments=[paid_out(one, on, mode="cash") for one in amounts]))
        assert found.probability < SHOWN

    def test_farmer_may_be_paid_in_cash_for_what_he_grew(self) -> None:
        farmer = supplier("Baldev")
        grown = [bill("1", "24000", of=farmer, tax="0", items=(item("Fresh vegetables", "24000"),))]
        paid = [paid_out("24000", to=farmer, mode="cash", document=grown[0])]
        (found,) = cash.findings(books(documents=grown, payments=paid, parties=[farmer]))
        assert found.probability < SHOWN
        registered = replace(farmer, gstin="27ABCDE1234F1Z5")
        (found,) = cash.findings(books(documents=grown, payments=paid, parties=[registered]))
        assert found.probability >= SHOWN

    @pytest.mark.parametrize("notes", ["Rule 6DD(k)", "bank strike", "village, no bank"])
    def test_note_may_give_a_reason_for_one_payment_but_not_for_pieces(self, notes: str) -> None:
        (whole,) = cash.findings(books(payments=[paid_out("14000", mode="cash", notes=notes)]))
        pieces = [paid_out(one, mode="cash", notes=notes) for one in ("7100", "6900")]
        (split,) = cash.findings(books(payments=pieces))
        assert whole.probability < SHOWN <= split.probability

    def test_days_of_one_year_are_one_finding(self) -> None:
        paid = [paid_out(one, DAY + timedelta(days=day), mode="cash") for day in (0, 3) for one in ("9900", "9800")]
        (found,) = cash.findings(books(payments=paid))
        assert len(found.payments) == 4
        assert found.detail == "Section 40A(3), Income-tax Act 1961"

    def test_pieces_of_one_bill_weigh_more_than_whole_bills_and_those_more_than_one_payment(self) -> None:
        first, second = bill("1", "9900"), bill("2", "9800")
        whole = [paid_out(str(one.total), mode="cash", document=one) for one in (first, second)]
        pieces = [replace(one, document_id=first.id) for one in whole]
        chances = [
            cash.findings(books(documents=[first, second], payments=paid))[0].probability
            for paid in (pieces, whole, [paid_out("19700", mode="cash")])
        ]
        assert chances == sorted(chances, reverse=True)
        assert len(set(chances)) == 3


class TestReceived:
    def test_parts_of_one_invoice_over_days(self) -> None:
        sold = invoice("TX/1", "344330")
        parts = [paid_in(str(LAKH), DAY + timedelta(days=day), mode="cash", document=sold) for day in range(3)]
        (found,) = cash.findings(books(documents=[sold], payments=parts))
        assert (found.rule, found.actual) == (Rule.CASH_RECEIVED, Decimal(3 * LAKH))

    def test_invoices_of_one_order_are_one_event(self) -> None:
        sold = [invoice(f"TX/{n}", "120000", DAY + timedelta(days=n), reference="Wedding 12/26") for n in range(2)]
        paid = [paid_in("120000", one.issued_on, mode="cash", document=one) for one in sold]
        (found,) = cash.findings(books(documents=sold, payments=paid))
        assert set(found.documents) == {one.id for one in sold}
        apart = [replace(one, reference=f"Order {one.number}") for one in sold]
        assert cash.findings(books(documents=apart, payments=paid)) == []

    def test_parts_that_name_no_invoice(self) -> None:
        sold = invoice("TX/1", "260000")
        parts = [paid_in("130000", DAY + timedelta(days=day), mode="cash") for day in (0, 2)]
        assert [one.rule for one in cash.findings(books(documents=[sold], payments=parts))] == [Rule.CASH_RECEIVED]
        assert cash.findings(books(payments=parts)) == []

    def test_pieces_of_one_day(self) -> None:
        assert rules_of(*(paid_in(one, mode="cash") for one in ("120000", "80000"))) == [Rule.CASH_RECEIVED]

    def test_walk_in_customers_are_not_one_person(self) -> None:
        paid = [paid_in(str(90_000 + n), by=WHOLE_SHOP, mode="cash") for n in range(4)]
        assert cash.findings(books(payments=paid, parties=[WHOLE_SHOP])) == []

    def test_busy_counter_is_known_without_its_name(self) -> None:
        days = [DAY + timedelta(days=n) for n in range(12)]
        sold = [invoice(f"{day}/{n}", "60000", day) for day in days for n in range(4)]
        paid = [paid_in("60000", one.issued_on, mode="cash", document=one) for one in sold]
        assert cash.findings(books(documents=sold, payments=paid)) == []

    @pytest.mark.parametrize("mode", ["cash", "neft"])
    def test_just_below_the_limit_or_by_bank(self, mode: str) -> None:
        amount = "199999" if mode == "cash" else "900000"
        assert rules_of(paid_in(amount, mode=mode)) == []


def rules_of(*payments: Payment) -> list[Rule]:
    """The rules that speak about payments with the shop's own supplier and customer."""
    return [one.rule for one in cash.findings(books(payments=payments))]
