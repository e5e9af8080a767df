"""Documents entered twice, each beside its innocent twin."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from app.books.records import Document, DocumentKind, DocumentStatus
from app.fraud.records import AlertType, Finding, Sign
from app.fraud.rules import duplicates, identity
from app.fraud.rules.duplicates import candidates, weights
from app.fraud.rules.duplicates.candidates import Shelf
from tests.fraud.shop import DAY, bill, books, identifier, invoice, item, supplier

SHOWN_FROM = 0.7
LINES = (item("Ceiling fan", "640"), item("Switch board", "360"))
NEXT_DAY = DAY + timedelta(days=1)


def copy(document: Document, **changes: Any) -> Document:
    """The same document entered once more by somebody else, with `changes`."""
    known: dict[str, Any] = {"id": identifier(f"copy of {document.id}"), "entered_by": "staff"}
    return replace(document, **(known | changes))


ORIGINAL = bill("SMP00404", "1180.40", items=LINES, entered_by="owner")
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
    "booked on the supplier's other record": {"party_id": supplier("OM TRADERS PVT LTD", key="other record").id},
}
HONEST: Mapping[str, dict[str, Any]] = {
    "the next number on the next day": {"number": "SMP00405", "issued_on": NEXT_DAY},
    "another amount": {"number": "SMP00871", "total": ORIGINAL.total * 3},
    "the first one was cancelled": {"status": DocumentStatus.CANCELLED},
    "another supplier with the same number": {"party_id": supplier("Sri Cement").id},
    "the same number a year later": {"issued_on": DAY + timedelta(days=365), "reference": "PO-77"},
    "another order": {"number": "SMP00523", "reference": "PO-91"},
    "a standing order a month later": {"number": "SMP00466", "issued_on": DAY + timedelta(days=31)},
}


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

    def test_repeat_order_on_another_challan_is_left_alone(self) -> None:
        first = invoice("TX/0603", "9440", items=LINES, reference="DC-51473")
        assert findings(first, copy(first, number="TX/0619", reference="DC-51499")) == []


class TestCandidates:
    def test_pairs_grow_with_the_books_even_when_everything_is_alike(self) -> None:
        same = [bill("", "500", key=f"tea {n}") for n in range(2000)]
        shelf = Shelf(books(documents=same), DocumentKind.SUPPLIER_BILL, identity.firms([supplier()]))
        assert sum(1 for _ in candidates.pairs(shelf)) <= candidates.NEIGHBOURS * len(same)

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
    parties = [supplier("OM TRADERS PVT LTD", key="other record"), supplier("Sri Cement"), supplier("Walk-in")]
    held = books(documents=documents, parties=parties)
    return duplicates.findings(duplicates.judged(duplicates.pairs(held), weights.chances))
