"""What documents say of themselves against their payments: bounced cheques, marks and figures that do not agree."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from app.books.records import Document, DocumentKind, Payment
from app.fraud.records import Rule
from tests.fraud.rules.payments.trade import OPEN, after, settled_bill, settled_invoice, shown
from tests.fraud.shop import bill, customer, paid_in, paid_out, supplier

FIRM = supplier("Kalyani Papers")


class TestBouncedCheque:
    SOLD = settled_invoice("TX/1", "4587")

    def cheque(self, **known: Any) -> Payment:
        return paid_in("4587", after(2), document=self.SOLD, mode="cheque", reference="200799", **known)

    def back(self, **known: Any) -> Payment:
        return paid_out("4587", after(6), to=customer(), notes="chq 200799 returned unpaid", **known)

    def test_nothing_came_in_its_place(self) -> None:
        (found,) = shown([self.SOLD], [self.cheque(), self.back()])
        assert (found.rule, set(found.payments)) == (Rule.BOUNCED, {self.cheque().id, self.back().id})

    def test_its_return_is_booked_on_the_invoice_too(self) -> None:
        (found,) = shown([self.SOLD], [self.cheque(), self.back(document=self.SOLD)])
        assert found.rule is Rule.BOUNCED

    def test_noted_on_the_cheque_itself(self) -> None:
        (found,) = shown([self.SOLD], [self.cheque(notes="bounced")])
        assert found.rule is Rule.BOUNCED

    @pytest.mark.parametrize("mode", ["cheque", "upi"])
    def test_paid_again(self, mode: str) -> None:
        again = paid_in("4587", after(15), document=self.SOLD, mode=mode, key="again")
        assert shown([self.SOLD], [self.cheque(), self.back(), again]) == []


class TestMarks:
    OTHERS = tuple(settled_bill(f"B/{n}", str(6110 + 713 * n), after(9 * n), of=FIRM) for n in range(5))
    PAID = tuple(paid_out(str(one.total), one.issued_on, to=FIRM, document=one) for one in OTHERS)
    ALONE = settled_bill("B/9", "35438", after(20), of=FIRM)

    def test_marked_as_paid_without_a_payment(self) -> None:
        (found,) = shown([*self.OTHERS, self.ALONE], self.PAID, FIRM)
        assert (found.rule, found.documents, found.payments) == (Rule.MARKED_PAID, (self.ALONE.id,), ())

    @pytest.mark.parametrize("reason", ["money on account", "a note", "set off", "its credit note"])
    def test_settled_in_another_way(self, reason: str) -> None:
        loose = paid_out("35438", after(30), to=FIRM)
        noted = settled_bill("B/9", "35438", after(20), of=FIRM, notes="adjusted against our invoice")
        buyer = customer("Kalyani Papers", key="buys")
        sold = bill("TX/8", "35438", after(5), of=buyer, kind=DocumentKind.SALES_INVOICE)
        credit = bill(
            "DN/1", "35438", after(22), of=FIRM, kind=DocumentKind.DEBIT_NOTE, related_document_id=self.ALONE.id
        )
        more: dict[str, tuple[list[Document], list[Payment]]] = {
            "money on account": ([self.ALONE], [loose]),
            "a note": ([noted], []),
            "set off": ([self.ALONE, sold], []),
            "its credit note": ([self.ALONE, credit], []),
        }
        documents, paid = more[reason]
        assert shown([*self.OTHERS, *documents], [*self.PAID, *paid], FIRM, buyer) == []


class TestPaidFigure:
    """The paid amount that stands on a document, of which its own payment is 20,000."""

    OWN = bill("KP/110", "50000", after(3), of=FIRM, status=OPEN, paid=Decimal(38000))
    PAYMENT = paid_out("20000", after(9), to=FIRM, document=OWN)
    OTHER = settled_bill("KP/111", "27400", after(4), of=FIRM, paid=Decimal(27400))

    def test_claims_more_than_came(self) -> None:
        (found,) = shown([self.OWN], [self.PAYMENT], FIRM)
        assert (found.rule, found.expected, found.actual) == (Rule.PAID_FIGURE, 38000, 20000)

    def test_is_behind_the_payments(self) -> None:
        assert shown([replace(self.OWN, paid=Decimal(9000))], [self.PAYMENT], FIRM) == []

    def test_counts_a_lump_that_hangs_on_another_bill(self) -> None:
        lump = paid_out("45400", after(12), to=FIRM, document=self.OTHER, notes="KP/110 & KP/111")
        assert shown([self.OWN, self.OTHER], [self.PAYMENT, lump], FIRM) == []

    def test_counts_money_on_no_document(self) -> None:
        assert shown([self.OWN], [self.PAYMENT, paid_out("18000", after(12), to=FIRM)], FIRM) == []
