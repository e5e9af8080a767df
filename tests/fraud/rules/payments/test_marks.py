"""What documents say of themselves against their payments: bounced cheques, marks and figures that do not agree."""

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

    def test_paid_amount_that_its_payments_do_not_come_to(self) -> None:
        own = bill("B/10", "50000", after(3), of=FIRM, status=OPEN, paid=bill("x", "38000").total)
        (found,) = shown([own], [paid_out("20000", after(9), to=FIRM, document=own)], FIRM)
        assert (found.rule, found.expected, found.actual) == (Rule.PAID_FIGURE, 38000, 20000)
