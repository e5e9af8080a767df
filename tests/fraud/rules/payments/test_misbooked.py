"""Payments booked where they do not belong, the wrong way, too early, on what is not owed; and their innocent twins."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.books.records import Direction, Document, DocumentKind, DocumentStatus, Payment
from app.fraud.records import Rule
from tests.fraud.rules.payments.trade import OPEN, after, settled_bill, settled_invoice, shown
from tests.fraud.shop import bill, customer, invoice, moment, paid_in, paid_out, supplier

BILL = settled_bill("SMP/404", "48210")
SOLD = settled_invoice("TX/1", "5900")
KHAN, KHAN_AGAIN = supplier("Khan Foods"), supplier("Khan Foods Pvt Ltd", key="other record")
CANCELLED = DocumentStatus.CANCELLED


class TestOtherParty:
    OWN = bill("K/7", "48210", after(1), of=KHAN, status=OPEN)

    def test_booked_on_the_bill_of_another(self) -> None:
        (found,) = shown([BILL, self.OWN], [paid_out("48210", after(9), to=KHAN, document=BILL)], KHAN)
        assert (found.rule, found.documents) == (Rule.OTHER_PARTY, (BILL.id,))

    def test_receipt_of_one_customer_on_the_invoice_of_another(self) -> None:
        other = customer("Bhatia Stores")
        held = [SOLD, invoice("TX/2", "7100", to=other)]
        assert shown(held, [paid_in("5900", after(9), by=other, document=SOLD)], other)[0].rule is Rule.OTHER_PARTY

    @pytest.mark.parametrize(
        ("payer", "known"),
        [
            pytest.param(KHAN, {"notes": "paid on behalf of Om Traders"}, id="a note"),
            pytest.param(supplier("Arjun", kind="employee"), {}, id="staff paid and were reimbursed"),
            pytest.param(supplier("Om Traders & Co", key="second record"), {}, id="another record of the firm"),
            pytest.param(customer("Om Traders", key="buys too"), {}, id="the firm as a customer"),
        ],
    )
    def test_paid_by_one_who_may(self, payer: Any, known: dict[str, Any]) -> None:
        assert shown([BILL], [paid_out("48210", after(9), to=payer, document=BILL, **known)], payer) == []

    def test_a_relative_of_the_same_name(self) -> None:
        son, father = customer("Suresh Agarwal"), customer("Ramesh Agarwal")
        own = settled_invoice("TX/3", "5900", to=father)
        assert shown([own], [paid_in("5900", after(9), by=son, document=own)], son, father) == []

    def test_head_office_pays_for_the_branch_again_and_again(self) -> None:
        bills = [settled_bill(f"A/{n}", str(7000 + 310 * n), after(9 * n)) for n in range(4)]
        paid = [paid_out(str(one.total), one.issued_on, to=KHAN, document=one) for one in bills]
        assert shown(bills, paid, KHAN) == []


class TestWrongWay:
    def test_receipt_on_a_bill(self) -> None:
        (found,) = shown([BILL], [replace(paid_out("48210", after(9), document=BILL), direction=Direction.IN)])
        assert found.rule is Rule.WRONG_WAY

    def test_all_given_back_without_a_credit_note(self) -> None:
        paid = [paid_in("5900", after(3), document=SOLD), paid_out("5900", after(30), document=SOLD, to=customer())]
        (found,) = shown([SOLD], paid)
        assert (found.rule, found.payments) == (Rule.WRONG_WAY, (paid[1].id,))

    @pytest.mark.parametrize("reason", ["credit note", "unlinked credit note", "overpaid", "cancelled"])
    def test_refunds_with_a_reason(self, reason: str) -> None:
        note = credit_note("1180", after(5), SOLD)
        documents: dict[str, list[Document]] = {
            "credit note": [SOLD, note],
            "unlinked credit note": [SOLD, replace(note, related_document_id=None)],
            "overpaid": [SOLD],
            "cancelled": [replace(SOLD, status=CANCELLED)],
        }
        first = "7080" if reason == "overpaid" else "5900"
        back = "5900" if reason == "cancelled" else "1180"
        paid = [paid_in(first, after(3), document=SOLD), paid_out(back, after(9), document=SOLD, to=customer())]
        assert shown(documents[reason], paid) == []

    @pytest.mark.parametrize(("amount", "is_shown"), [("1180", False), ("1100", False), ("2940", True)])
    def test_refund_of_a_credit_note(self, amount: str, is_shown: bool) -> None:
        note = credit_note("1180", after(5), SOLD)
        paid = [paid_in("5900", after(3), document=SOLD), paid_out(amount, after(9), document=note, to=customer())]
        assert bool(shown([SOLD, note], paid)) is is_shown


class TestNothingOwed:
    STRUCK = bill("A/1", "48210", status=CANCELLED)
    ANEW = bill("A/2", "48210", after(2), status=OPEN)
    NOTE = bill("DN/1", "48210", after(5), kind=DocumentKind.DEBIT_NOTE, related_document_id=BILL.id)

    @pytest.mark.parametrize(
        ("documents", "is_shown"),
        [
            pytest.param([STRUCK], True, id="cancelled"),
            pytest.param([STRUCK, ANEW], False, id="cancelled and made anew"),
        ],
    )
    def test_paid_although_cancelled(self, documents: Sequence[Document], is_shown: bool) -> None:
        assert bool(shown(documents, [paid_out("48210", after(9), document=self.STRUCK)])) is is_shown

    def test_cancelled_and_given_back(self) -> None:
        paid = [paid_out("48210", after(9), document=self.STRUCK), paid_in("48210", after(12), party_id=BILL.party_id)]
        assert shown([self.STRUCK], paid) == []

    @pytest.mark.parametrize(
        ("note", "on", "is_shown"),
        [
            pytest.param("48210", 5, True, id="all returned before"),
            pytest.param("9440", 5, True, id="part returned before"),
            pytest.param("9440", 40, False, id="returned after it was paid"),
            pytest.param("118", 5, False, id="a trifle"),
        ],
    )
    def test_paid_as_if_nothing_was_returned(self, note: str, on: int, is_shown: bool) -> None:
        returned = bill("DN/1", note, after(on), kind=DocumentKind.DEBIT_NOTE, related_document_id=BILL.id)
        assert bool(shown([BILL, returned], [paid_out("48210", after(20), document=BILL)])) is is_shown

    def test_credit_taken_off_the_next_bill(self) -> None:
        returned = bill("DN/1", "9440", after(5), kind=DocumentKind.DEBIT_NOTE, related_document_id=BILL.id)
        later = settled_bill("SMP/409", "23600", after(25))
        paid = [paid_out("48210", after(20), document=BILL), paid_out("14160", after(40), document=later)]
        assert shown([BILL, returned, later], paid) == []


EARLY: Mapping[str, tuple[Payment, bool]] = {
    "weeks before": (paid_out("48210", after(-30), document=BILL), True),
    "a year before: the year is mistyped": (paid_out("48210", after(-360), document=BILL), True),
    "days before": (paid_out("48210", after(-6), document=BILL), False),
    "an advance by its note": (paid_out("48210", after(-30), document=BILL, notes="पेशगी"), False),
    "a part ahead": (paid_out("20000", after(-30), document=BILL), False),
    "on a proforma": (paid_out("48210", after(-30), document=BILL, notes="against pro forma 7"), False),
}


class TestDays:
    @pytest.mark.parametrize(("payment", "is_shown"), EARLY.values(), ids=EARLY)
    def test_paid_before_the_document(self, payment: Payment, is_shown: bool) -> None:
        found = shown([replace(BILL, status=BILL.status if is_shown else OPEN)], [payment])
        assert [one.rule for one in found] == ([Rule.PAID_BEFORE] if is_shown else [])

    @pytest.mark.parametrize(
        ("mode", "days", "is_shown"), [("upi", 30, True), ("cheque", 30, False), ("neft", 1, False)]
    )
    def test_dated_after_it_was_entered(self, mode: str, days: int, is_shown: bool) -> None:
        payment = paid_out("48210", after(9 + days), document=BILL, mode=mode, entered_at=moment(after(9)))
        assert [one.rule for one in shown([BILL], [payment])] == ([Rule.DATED_AHEAD] if is_shown else [])


def credit_note(total: str, on: date, document: Document) -> Document:
    """A credit note of the shop on one of its invoices."""
    known = {"kind": DocumentKind.CREDIT_NOTE, "related_document_id": document.id}
    return bill("CN/1", total, on, of=customer(), **known)
