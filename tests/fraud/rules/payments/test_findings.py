"""Payments that fit, for one of many honest reasons, and payments that do not."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from app.books.records import Document, DocumentKind, DocumentStatus, Payment
from app.fraud.records import Finding, Rule
from app.fraud.rules import payments
from app.fraud.rules.customs import Customs
from tests.fraud.shop import DAY, bill, books, customer, invoice, paid_in, paid_out, supplier

PAID = DocumentStatus.PAID
BILL = bill("SMP00404", "118000", status=PAID)
LATER = DAY + timedelta(days=20)
SHORT: Mapping[str, tuple[str, dict[str, Any]]] = {
    "TDS of 2 % on the value": ("116000", {}),
    "TDS of 10 % on the value": ("108000", {}),
    "TDS of 1 % on the whole bill": ("116820", {}),
    "TDS rounded to the rupee": ("117882.40", {}),
    "a bank charge": ("117941", {}),
    "a gateway fee": ("115215.20", {"mode": "card"}),
    "a discount that the note names": ("114460", {"notes": "3% cash discount"}),
    "paise left out": ("117999.50", {}),
    "retention that the note names": ("100300", {"notes": "15% retention"}),
}


class TestExplainedPayments:
    @pytest.mark.parametrize(("amount", "known"), SHORT.values(), ids=SHORT)
    def test_less_for_a_reason_is_no_finding(self, amount: str, known: dict[str, Any]) -> None:
        assert findings([BILL], [paid_out(amount, LATER, document=BILL, **known)]) == []

    def test_gst_that_is_paid_apart(self) -> None:
        apart = paid_out("18000", LATER + timedelta(days=20))
        assert findings([BILL], [paid_out("100000", LATER, document=BILL), apart]) == []

    def test_parts_that_come_to_the_whole(self) -> None:
        parts = [paid_out("59000", DAY + timedelta(days=days), document=BILL) for days in (10, 40)]
        assert findings([BILL], parts) == []

    def test_a_bill_that_is_only_partly_paid_is_just_open(self) -> None:
        owed = bill("SMP00405", "118000", status=DocumentStatus.PARTIALLY_PAID)
        assert findings([owed], [paid_out("40000", LATER, document=owed)]) == []

    def test_a_credit_note_that_covers_the_rest(self) -> None:
        note = bill("DN-1", "17700", LATER, kind=DocumentKind.DEBIT_NOTE, related_document_id=BILL.id)
        assert findings([BILL, note], [paid_out("100300", LATER, document=BILL)]) == []

    def test_an_excess_that_another_bill_lacks(self) -> None:
        other = bill("SMP00409", "23600", DAY + timedelta(days=5))
        assert findings([BILL, other], [paid_out("141600", LATER, document=BILL)]) == []

    def test_less_because_more_was_paid_before(self) -> None:
        later = bill("SMP00410", "59000", DAY + timedelta(days=5), status=PAID)
        paid = [paid_out("120000", DAY, document=BILL), paid_out("57000", LATER, document=later)]
        assert findings([BILL, later], paid) == []

    def test_less_because_the_supplier_buys_here_too(self) -> None:
        buyer = customer("Om Traders", key="Om Traders who buys")
        sold = invoice("TX/9", "8850", to=buyer)
        held = books(documents=[BILL, sold], payments=[paid_out("109150", LATER, document=BILL)], parties=[buyer])
        assert payments.findings(held, Customs.of(held)) == []

    def test_wages_of_every_month_under_one_reference(self) -> None:
        wages = [paid_out("25000", DAY + timedelta(days=30 * n), reference="SALARY2026") for n in range(4)]
        assert findings([], wages) == []

    def test_an_advance_that_says_so(self) -> None:
        early = paid_out("118000", DAY - timedelta(days=40), document=BILL, notes="token amt")
        assert findings([BILL], [early]) == []

    def test_one_payment_for_many_bills(self) -> None:
        bills = [bill(f"A{n}", str(1000 + 37 * n), DAY + timedelta(days=n)) for n in range(8)]
        lump = paid_out(str(sum(one.total for one in bills[2:7])), LATER)
        assert findings([*bills, *linked()[0]], [lump, *linked()[1]]) == []

    def test_books_that_never_link_payments_raise_nothing(self) -> None:
        loose = [paid_out(str(2500 + 311 * n), DAY + timedelta(days=n)) for n in range(40)]
        assert findings([BILL], loose) == []


class TestFindings:
    def test_less_without_a_reason(self) -> None:
        (found,) = findings([BILL], [paid_out("109150", LATER, document=BILL)])
        assert (found.rule, found.amount_at_risk) == (Rule.UNDERPAID, Decimal(8850))

    def test_more_than_the_bill(self) -> None:
        (found,) = findings([BILL], [paid_out("161424", LATER, document=BILL)])
        assert (found.rule, found.expected, found.actual) == (Rule.OVERPAID, Decimal(118000), Decimal(161424))

    def test_two_digits_exchanged(self) -> None:
        (found,) = findings([BILL], [paid_out("181000", LATER, document=BILL)])
        assert found.rule is Rule.DIGITS_SWAPPED

    def test_two_digits_exchanged_in_a_bill_that_therefore_stays_open(self) -> None:
        owed = bill("SMP00405", "8631.14", status=DocumentStatus.PARTIALLY_PAID)
        (found,) = findings([owed], [paid_out("6831.14", LATER, document=owed)])
        assert (found.rule, found.amount_at_risk) == (Rule.DIGITS_SWAPPED, Decimal(1800))

    def test_paid_twice(self) -> None:
        twice = [paid_out("118000", DAY + timedelta(days=days), document=BILL) for days in (3, 30)]
        (found,) = findings([BILL], twice)
        assert found.rule is Rule.PAID_TWICE
        assert set(found.payments) == {one.id for one in twice}

    def test_the_same_bank_reference_on_two_days(self) -> None:
        twice = [paid_out("118000", day, reference="UTIB0012345", notes="goods") for day in (DAY, LATER)]
        (found,) = findings([], twice)
        assert found.rule is Rule.PAID_TWICE

    def test_booked_on_another_customer_s_invoice(self) -> None:
        sold = invoice("TX/1", "5900", status=PAID)
        stranger = supplier("Khan Foods")
        (found,) = findings([sold], [paid_in("5900", LATER, by=stranger, document=sold)])
        assert found.rule is Rule.OTHER_PARTY
        assert stranger.id in found.parties

    def test_weeks_before_the_bill_existed(self) -> None:
        (found,) = findings([BILL], [paid_out("118000", DAY - timedelta(days=30), document=BILL)])
        assert found.rule is Rule.PAID_BEFORE

    def test_a_supplier_who_is_always_paid_ahead_is_left_alone(self) -> None:
        bills = [bill(f"P{n}", str(2000 + n), date(2025, n, 20), status=PAID) for n in range(1, 9)]
        assert (
            findings(bills, [paid_out(str(one.total), one.issued_on - timedelta(15), document=one) for one in bills])
            == []
        )

    def test_money_out_that_no_bill_asks_for(self) -> None:
        bills, paid = linked()
        (found,) = findings(bills, [*paid, paid_out("22199.95", LATER)])
        assert (found.rule, found.documents) == (Rule.NO_DOCUMENT, ())

    def test_each_payment_is_named_once(self) -> None:
        sold = invoice("TX/1", "5900", status=PAID)
        odd = paid_in("9500", DAY - timedelta(days=30), by=supplier("Khan Foods"), document=sold)
        assert len(findings([sold], [odd])) == 1


def linked() -> tuple[list[Document], list[Payment]]:
    """Thirty bills, each paid by a payment that names it: books whose owner links payments."""
    bills = [bill(f"L{n:03}", str(5000 + 113 * n), DAY - timedelta(days=90 - n), status=PAID) for n in range(30)]
    return bills, [paid_out(str(one.total), one.issued_on + timedelta(days=7), document=one) for one in bills]


def findings(documents: Sequence[Document], paid: Sequence[Payment]) -> list[Finding]:
    """What is found in books that hold these."""
    held = books(documents=documents, payments=paid, parties=[supplier("Khan Foods")])
    return payments.findings(held, Customs.of(held))
