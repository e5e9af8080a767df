"""Sales invoiced twice: our own numbers differ in any case, so each is beside the honest repeat that looks like it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from app.books.records import Document
from app.fraud.records import AlertType
from tests.fraud.rules.duplicates.entered import LINES, SHOWN_FROM, copy, findings
from tests.fraud.shop import DAY, customer, invoice, item, moment, supplier

NEXT_DAY = DAY + timedelta(days=1)
SALE = invoice("TX/0603", "9440.50", items=LINES, reference="DC-51473", entered_at=moment(DAY), entered_by="owner")
DEARER = (item("Ceiling fan", "652.80"), item("Switch board", "367.20"))
INVOICED_AGAIN: Mapping[str, dict[str, Any]] = {
    "under the next free number": {"number": "TX/0604"},
    "the challan found again two weeks later": {"number": "TX/0631", "issued_on": DAY + timedelta(days=14)},
    "the challan written otherwise": {"number": "TX/0631", "reference": "Challan 51473"},
    "at today's prices": {"number": "TX/0612", "total": Decimal("9629.31"), "items": DEARER, "issued_on": NEXT_DAY},
    "at prices of a sixth more": {
        "number": "TX/0612", "total": Decimal("11012.89"), "issued_on": NEXT_DAY,
        "items": (item("Ceiling fan", "746.66"), item("Switch board", "420"))},
    "out of another book": {"number": "BK-88", "notes": "TX/0603", "reference": None},
    "for a cash memo, on the customer's name": {
        "number": "TX/0605", "reference": "TX/0603", "party_id": customer("Cash sale").id},
    "in lieu of the first, which stands on": {
        "number": "TX/0610", "notes": "in lieu of TX/0603", "issued_on": DAY + timedelta(days=4), "reference": None},
    "tapped twice": {"number": "TX/0604", "entered_at": moment(DAY) + timedelta(seconds=40)},
}  # fmt: skip
SOLD_AGAIN: Mapping[str, dict[str, Any]] = {
    "on another challan": {"number": "TX/0619", "reference": "DC-51499"},
    "on an order, two days later": {"number": "TX/0604", "reference": "PO-77", "issued_on": DAY + timedelta(days=2)},
    "to another customer": {"number": "TX/0604", "party_id": customer("Bina").id, "reference": None},
    "next month": {"number": "TX/0711", "issued_on": DAY + timedelta(days=31), "reference": None},
}  # fmt: skip


def monthly(month: int, on: date) -> Document:
    """The invoice of a service for one month of 2024."""
    said = f"Newsletter printing {date(2024, month, 1):%B %Y}"
    return invoice(f"TX/{month * 31 + on.day}", "6343.21", on, items=(item(said, "5375.60"),))


class TestInvoices:
    def test_the_same_goods_invoiced_again_under_the_next_free_number(self) -> None:
        first = invoice("TX/0603", "9440", items=LINES, reference="DC-51473")
        again = copy(first, number="TX/0631")
        (found,) = findings(first, again)
        assert found.type is AlertType.DUPLICATE_INVOICE
        assert found.probability >= SHOWN_FROM

    def test_two_customers_who_buy_the_same_are_left_alone(self) -> None:
        first = invoice("TX/0603", "9440", items=LINES)
        assert findings(first, invoice("TX/0604", "9440", to=supplier("Walk-in"), items=LINES)) == []

    @pytest.mark.parametrize("changes", INVOICED_AGAIN.values(), ids=INVOICED_AGAIN)
    def test_one_sale_invoiced_twice_is_found(self, changes: dict[str, Any]) -> None:
        again = copy(SALE, **changes)
        (found,) = findings(SALE, again)
        assert set(found.documents) == {SALE.id, again.id}
        assert found.probability >= SHOWN_FROM

    @pytest.mark.parametrize("changes", SOLD_AGAIN.values(), ids=SOLD_AGAIN)
    def test_two_honest_sales_are_left_alone(self, changes: dict[str, Any]) -> None:
        assert [one for one in findings(SALE, copy(SALE, **changes)) if one.probability >= SHOWN_FROM] == []

    def test_two_halves_of_one_order_that_say_so_are_left_alone(self) -> None:
        half = replace(SALE, reference="PO/77", notes="50% with order")
        rest = copy(half, number="TX/0619", notes="balance 50% on delivery", issued_on=DAY + timedelta(days=9))
        assert findings(half, rest) == []

    def test_a_month_of_a_service_billed_twice_among_others_is_found(self) -> None:
        first, *others = [monthly(month, date(2024, month, 2)) for month in range(5, 12)]
        again = copy(first, number="TX/0677", issued_on=date(2024, 5, 13))
        (found,) = findings(first, again, *others)
        assert set(found.documents) == {first.id, again.id}
        assert found.probability >= SHOWN_FROM

    def test_a_service_billed_twice_in_every_month_is_left_alone(self) -> None:
        days = [date(2024, month, day) for month in range(5, 12) for day in (2, 17)]
        assert findings(*[monthly(day.month, day) for day in days]) == []

    def test_names_of_lines_in_another_order_of_words_are_no_other_parts(self) -> None:
        first = replace(SALE, items=(item("Rusk 300g", "640"), item("Bread 400g", "360")))
        turned = copy(first, number="TX/0631", items=(item("300g Rusk", "640"), item("BREAD 400G", "360")))
        assert findings(first, turned)

    def test_a_regular_basket_of_every_other_day_is_left_alone(self) -> None:
        sales = [
            invoice(f"TX/{600 + n}", "472", DAY + timedelta(days=n // 2), items=(item("Jar", "400"),)) for n in range(9)
        ]
        assert findings(*sales) == []
