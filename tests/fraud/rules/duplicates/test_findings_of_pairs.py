"""Documents entered twice, each beside its innocent twin."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from app.books.records import Document, DocumentKind, DocumentStatus
from app.fraud.records import AlertType, Finding, Sign
from app.fraud.rules import duplicates
from app.fraud.rules.duplicates import weights
from tests.fraud.shop import DAY, bill, books, customer, identifier, invoice, item, moment, supplier

SHOWN_FROM = 0.7
LINES = (item("Ceiling fan", "640"), item("Switch board", "360"))
NEXT_DAY = DAY + timedelta(days=1)


def copy(document: Document, **changes: Any) -> Document:
    """The same document entered once more by somebody else, with `changes`."""
    entered_at = moment(changes.get("issued_on", document.issued_on) + timedelta(days=2))
    known: dict[str, Any] = {
        "id": identifier(f"copy of {document.id}"),
        "entered_by": "staff",
        "entered_at": entered_at,
    }
    return replace(document, **(known | changes))


ORIGINAL = bill("SMP00404", "1180.40", items=LINES, entered_by="owner", entered_at=moment(DAY))
TWICE: Mapping[str, dict[str, Any]] = {
    "word for word": {},
    "leading zeros lost": {"number": "SMP404"},
    "a letter for a digit": {"number": "SMPO04O4"},
    "something added": {"number": "SMP00404 R"},
    "the number is missing": {"number": "NA", "issued_on": NEXT_DAY},
    "two digits swapped": {"number": "SMP00440"},
    "the amount nearly the same": {"total": ORIGINAL.total + 9},
    "the amount with two digits swapped": {"total": Decimal("1810.40"), "items": ()},
    "the number of the proforma": {"number": "PI-404", "reference": "PO-12"},
    "another date": {"issued_on": DAY + timedelta(days=3)},
    "without the items": {"items": ()},
    "without GST": {"total": ORIGINAL.subtotal, "tax_amount": ORIGINAL.subtotal * 0},
    "without GST, as one vague line": {
        "number": "smp-404",
        "total": ORIGINAL.subtotal,
        "tax_amount": ORIGINAL.subtotal * 0,
        "items": (item("Goods as per bill", "1000.34"),),
    },
    "rounded to the rupee": {"total": round(ORIGINAL.total, 0)},
    "a look-alike of another kind": {"number": "5MPQO4O4"},
    "only the last digits": {"number": "0404", "issued_on": NEXT_DAY},
    "a count behind the number, where the app refuses it twice": {"number": "SMP00404-1"},
    "in the digits of Hindi": {"number": "SMP-००४०४"},
    "under a voucher number, the bill's in the reference": {"number": "JV-71", "reference": "SMP00404"},
    "under a voucher number, the bill's in the notes": {"number": "JV-71", "notes": "as per bill SMP00404"},
    "after tax deducted at source": {"total": Decimal("1160.39"), "items": ()},
    "with freight on top": {"total": Decimal("1210.40")},
    "one line mistyped": {"total": Decimal("1859.80"), "items": (LINES[0], item("Switch board", "936"))},
    "at a revised price, the first left standing": {
        "number": "SMP00404/R",
        "total": Decimal("1145.20"),
        "notes": "revised rate",
        "items": (item("Ceiling fan", "620.80"), item("Switch board", "349.20")),
    },
    "the year mistyped": {"issued_on": DAY.replace(year=2025), "entered_at": moment(NEXT_DAY)},
    "the month mistyped": {"issued_on": DAY.replace(month=3), "entered_at": moment(NEXT_DAY)},
    "on the wrong supplier": {"party_id": supplier("Sri Cement").id, "reference": "PO-12"},
    "on the supplier's record as a customer": {"party_id": customer("Om Traders", key="buys as well").id},
    "under his name in Hindi": {"party_id": supplier("ओम ट्रेडर्स", key="hindi").id},
    "booked on the supplier's other record": {"party_id": supplier("OM TRADERS PVT LTD", key="other record").id},
}
HONEST: Mapping[str, dict[str, Any]] = {
    "the next number on the next day": {"number": "SMP00405", "issued_on": NEXT_DAY},
    "another amount": {"number": "SMP00871", "total": ORIGINAL.total * 3},
    "the first one was cancelled": {"status": DocumentStatus.CANCELLED},
    "another supplier with the same number": {"party_id": supplier("Sri Cement").id, "total": Decimal("5210.40")},
    "two deliveries that say so": {"number": "SMP00431", "notes": "2nd lot", "items": ()},
    "another vehicle": {"number": "SMP00431", "items": (item("Sand MH12 4411", "1000.34"),)},
    "a repeat order, in so many words": {"number": "SMP00431", "notes": "repeat order", "issued_on": NEXT_DAY},
    "a supplier's branch in another state": {"number": "KA/118", "party_id": supplier("Om Traders", key="south").id},
    "the same number a year later": {"issued_on": DAY + timedelta(days=365), "reference": "PO-77"},
    "another order": {"number": "SMP00523", "reference": "PO-91"},
    "a standing order a month later": {"number": "SMP00466", "issued_on": DAY + timedelta(days=31)},
}


SALE = invoice("TX/0603", "9440.50", items=LINES, reference="DC-51473", entered_at=moment(DAY), entered_by="owner")
DEARER = (item("Ceiling fan", "652.80"), item("Switch board", "367.20"))
INVOICED_AGAIN: Mapping[str, dict[str, Any]] = {
    "under the next free number": {"number": "TX/0604"},
    "the challan found again two weeks later": {"number": "TX/0631", "issued_on": DAY + timedelta(days=14)},
    "the challan written otherwise": {"number": "TX/0631", "reference": "Challan 51473"},
    "at today's prices": {"number": "TX/0612", "total": Decimal("9629.31"), "items": DEARER, "issued_on": NEXT_DAY},
    "out of another book": {"number": "BK-88", "notes": "TX/0603", "reference": None},
    "for a cash memo, on the customer's name": {
        "number": "TX/0605", "reference": "TX/0603", "party_id": customer("Cash sale").id},
    "in lieu of the first, which stands on": {
        "number": "TX/0610", "notes": "in lieu of TX/0603", "issued_on": DAY + timedelta(days=4), "reference": None},
    "tapped twice": {"number": "TX/0604", "entered_at": moment(DAY) + timedelta(seconds=40)},
}  # fmt: skip
SOLD_AGAIN: Mapping[str, dict[str, Any]] = {
    "on another challan": {"number": "TX/0619", "reference": "DC-51499"},
    "to another customer": {"number": "TX/0604", "party_id": customer("Bina").id, "reference": None},
    "next month": {"number": "TX/0711", "issued_on": DAY + timedelta(days=31), "reference": None},
}  # fmt: skip


class TestBills:
    @pytest.mark.parametrize("changes", TWICE.values(), ids=TWICE)
    def test_one_bill_entered_twice_is_found(self, changes: dict[str, Any]) -> None:
        again = copy(ORIGINAL, **changes)
        (found,) = findings(replace(ORIGINAL, reference="PO-12"), again)
        assert found.type is AlertType.DUPLICATE_SUPPLIER_BILL
        assert set(found.documents) == {ORIGINAL.id, again.id}
        assert found.probability >= SHOWN_FROM

    @pytest.mark.parametrize("changes", HONEST.values(), ids=HONEST)
    def test_two_honest_bills_are_left_alone(self, changes: dict[str, Any]) -> None:
        assert findings(replace(ORIGINAL, reference="PO-12"), copy(ORIGINAL, **changes)) == []

    def test_day_and_month_exchanged(self) -> None:
        first = replace(ORIGINAL, issued_on=date(2026, 3, 5))
        (found,) = findings(first, copy(ORIGINAL, issued_on=date(2026, 5, 3)))
        assert Sign.DATE_SWAPPED in found.agree

    def test_credit_note_in_between_explains_the_second_bill(self) -> None:
        note = bill("CN-7", "1180.40", NEXT_DAY, kind=DocumentKind.DEBIT_NOTE, related_document_id=ORIGINAL.id)
        again = copy(ORIGINAL, number="SMP00404 R", issued_on=DAY + timedelta(days=2))
        assert findings(ORIGINAL, again)
        assert findings(ORIGINAL, note, again) == []

    def test_account_number_used_as_bill_number(self) -> None:
        bills = [bill("ACC-55512", "1178.82", date(2026, month, 5), items=LINES) for month in range(1, 7)]
        assert findings(*bills) == []

    def test_milk_of_every_day_without_numbers(self) -> None:
        assert findings(*[bill("", "540", DAY + timedelta(days=day), key=f"milk {day}") for day in range(60)]) == []

    def test_instalments_are_not_duplicates(self) -> None:
        parts = [bill(f"A590/{n}", "5900", items=(item(f"Machine, part {n} of 4", "5000"),)) for n in range(1, 5)]
        assert findings(*parts) == []

    def test_rent_of_every_month_is_not_a_duplicate(self) -> None:
        rents = [bill(f"R-{n}", "35400", date(2025, n, 1), items=(item("Shop rent", "30000"),)) for n in range(1, 13)]
        assert findings(*rents) == []

    def test_three_entries_of_one_bill_are_one_finding(self) -> None:
        second = copy(ORIGINAL, number="SMP404")
        third = copy(second, number="SMP-404")
        (found,) = findings(ORIGINAL, second, third)
        assert len(found.documents) == 3
        assert found.amount_at_risk == 2 * ORIGINAL.total


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

    def test_a_regular_basket_of_every_other_day_is_left_alone(self) -> None:
        sales = [
            invoice(f"TX/{600 + n}", "472", DAY + timedelta(days=n // 2), items=(item("Jar", "400"),)) for n in range(9)
        ]
        assert findings(*sales) == []


class TestGroups:
    def test_an_innocent_repeat_is_not_drawn_in_with_two_copies(self) -> None:
        again = copy(ORIGINAL, number="SMP-404")
        ordered_again = copy(ORIGINAL, id=identifier("ordered again"), number="SMP00431", reference="PO-91")
        (found,) = findings(replace(ORIGINAL, reference="PO-12"), replace(again, reference="PO-12"), ordered_again)
        assert ordered_again.id not in found.documents

    def test_two_troubles_of_one_supplier_are_two_findings(self) -> None:
        other = bill("SMP00455", "7310.25", DAY + timedelta(days=9), items=(item("Geyser", "6195.13"),))
        found = findings(ORIGINAL, copy(ORIGINAL), other, copy(other))
        assert sorted(len(one.documents) for one in found) == [2, 2]


class TestOddBooks:
    def test_odd_bills_are_no_reason_to_fail(self) -> None:
        odd = [
            bill("", "0", key="nothing"),
            bill("", "-50", key="negative"),
            bill("9" * 400, "1e12", key="huge"),
            bill("X", "10", date(1900, 1, 1), party_id=None, items=()),
        ]
        assert findings(*odd, *[replace(one, id=identifier(str(one.id))) for one in odd[:2]]) == []


def findings(*documents: Document) -> list[Finding]:
    """What is found in books that hold these documents."""
    parties = [
        supplier("OM TRADERS PVT LTD", key="other record"),
        supplier("ओम ट्रेडर्स", key="hindi"),
        supplier("Om Traders", key="south", gstin="29ABCPD1234E1Z1"),
        supplier("Om Traders", gstin="27ABCPD1234E1Z5"),
        customer("Om Traders", key="buys as well"),
        supplier("Sri Cement"),
        supplier("Walk-in"),
        customer("Cash sale"),
        customer("Bina"),
    ]
    held = books(documents=documents, parties=parties)
    return duplicates.findings(duplicates.judged(duplicates.pairs(held), weights.chances))
