"""One payment made or entered twice, and payments that only look alike."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from app.books.records import Document, Payment
from app.fraud.records import Rule
from tests.fraud.rules.payments.trade import OPEN, after, settled_bill, settled_invoice, shown
from tests.fraud.shop import bill, paid_in, paid_out, supplier

BILL = settled_bill("SMP/404", "48210")
TWIN = settled_bill("SMP/405", "48210", after(4))
STAFF = supplier("Arjun Gill", kind="employee")
Rows = tuple[Sequence[Document], Sequence[Payment]]


def pay(days: int, amount: str = "48210", document: Document | None = BILL, **known: Any) -> Payment:
    """A payment to the supplier, so many days after the bill."""
    return paid_out(amount, after(days), document=document, key=f"{days}/{amount}/{known}", **known)


TWICE: Mapping[str, Rows] = {
    "the same bank reference, two days": ([BILL], [pay(3, reference="N123456789"), pay(5, reference="N 1234-56789")]),
    "another mode weeks later": ([BILL], [pay(3, mode="cheque"), pay(40, mode="upi")]),
    "from two accounts on one day": ([BILL], [pay(3, reference="HDFC0001234"), pay(3, reference="SBIN0004321")]),
    "entered by two persons": ([BILL], [pay(3, entered_by="ravi"), pay(4, entered_by="owner")]),
    "once on the bill, once on account": ([BILL], [pay(3), pay(6, document=None)]),
    "once after TDS, once in full": ([BILL], [pay(3, "47393"), pay(30)]),
    "one reference on two bills of other sums": (
        [BILL, settled_bill("SMP/406", "51000", after(2))],
        [
            pay(3, reference="N123456789"),
            pay(8, document=settled_bill("SMP/406", "51000", after(2)), reference="N123456789"),
        ],
    ),
    "a part paid again": ([BILL], [pay(3, "30000"), pay(20, "18210"), pay(24, "18210")]),
    "neither names a bill, one reference": (
        [],
        [pay(3, document=None, reference="N123456789"), pay(9, document=None, reference="N123456789")],
    ),
}
ONCE: Mapping[str, Rows] = {
    "two equal bills": ([BILL, TWIN], [pay(9), pay(9, document=TWIN)]),
    "two equal bills, the second booked on the first": (
        [BILL, bill("SMP/405", "48210", after(4), status=OPEN)],
        [pay(9), pay(30)],
    ),
    "two equal bills in one transfer": (
        [BILL, TWIN],
        [pay(9, reference="N123456789"), pay(9, document=TWIN, reference="N123456789")],
    ),
    "two halves": ([BILL], [pay(9, "24105"), pay(30, "24105")]),
    "two halves of one transfer": (
        [BILL],
        [pay(9, "24105", reference="N123456789", mode="upi"), pay(9, "24105", reference="N123456789")],
    ),
    "split by the daily limit of UPI": (
        [settled_bill("A/1", "300000")],
        [pay(n, "100000", settled_bill("A/1", "300000"), mode="upi", reference=f"4128812345{n}0") for n in (1, 2, 3)],
    ),
    "the first came back": ([BILL], [pay(3), pay(9), paid_in("48210", after(5), party_id=BILL.party_id)]),
    "a cheque presented again": (
        [BILL],
        [pay(3, notes="cheque returned, signature differs"), pay(9, notes="re-presented and cleared")],
    ),
    "the second given back months later": (
        [BILL],
        [pay(3), pay(9), paid_in("48210", after(150), party_id=BILL.party_id)],
    ),
    "rent of every month under one mandate": (
        [],
        [pay(30 * n, "25000", None, reference="NACH0001234") for n in range(5)],
    ),
    "small change": ([], [pay(1, "60", None, reference="N123456789"), pay(2, "60", None, reference="N123456789")]),
}


class TestPaidTwice:
    @pytest.mark.parametrize(("documents", "paid"), TWICE.values(), ids=TWICE)
    def test_both_payments_are_named_and_no_other(self, documents: Sequence[Document], paid: Sequence[Payment]) -> None:
        (found,) = shown(documents, paid)
        assert set(found.payments) == {one.id for one in paid[-2:]}
        assert found.rule is Rule.PAID_TWICE

    @pytest.mark.parametrize(("documents", "paid"), ONCE.values(), ids=ONCE)
    def test_payments_that_are_two_are_not_shown(self, documents: Sequence[Document], paid: Sequence[Payment]) -> None:
        assert shown(documents, paid) == []

    def test_a_customer_who_pays_twice(self) -> None:
        own = settled_invoice("TX/1", "5900")
        assert shown([own], [paid_in("5900", after(3), document=own), paid_in("5900", after(4), document=own, key="2")])


class TestStaff:
    @pytest.mark.parametrize(
        ("first", "second", "days", "is_shown"),
        [
            pytest.param("salary Jul 2025", "Salary  Jul 2025", 6, True, id="one month twice"),
            pytest.param("salary Jul 2025", "salary Aug 2025", 6, False, id="late, then in time"),
            pytest.param("weekly wages", "weekly wages", 7, False, id="weekly"),
            pytest.param(
                "reimb. diesel bill no 26131", "reimbursement diesel bill 26131", 15, True, id="one claim twice"
            ),
            pytest.param("diesel bill 26131", "diesel bill 26409", 15, False, id="two claims of one sum"),
            pytest.param("advance", "Diwali bonus", 6, False, id="two reasons"),
            pytest.param(None, None, 15, False, id="nothing is said"),
        ],
    )
    def test_two_payments_of_one_sum(self, first: str | None, second: str | None, days: int, is_shown: bool) -> None:
        paid = [
            paid_out("18500", after(on), to=STAFF, notes=note, key=str(on)) for on, note in ((0, first), (days, second))
        ]
        assert bool(shown([], paid, STAFF)) is is_shown


class TestOneReferenceForTwoParties:
    OTHER = supplier("Khan Foods")

    @pytest.mark.parametrize(
        ("reference", "amounts", "days", "is_shown"),
        [
            pytest.param("N123456789012", ("5900", "5900"), 0, True, id="one sum"),
            pytest.param("N123456789012", ("5900", "7200"), 9, True, id="two sums, two days"),
            pytest.param("N123456789012", ("5900", "7200"), 0, False, id="one transfer for two firms of a group"),
            pytest.param("448812", ("5900", "7200"), 3, False, id="two cheques of one number"),
            pytest.param("448812", ("5900", "5900"), 3, True, id="one cheque, one sum"),
            pytest.param("cash", ("5900", "5900"), 3, False, id="a word"),
        ],
    )
    def test_two_payments(self, reference: str, amounts: tuple[str, str], days: int, is_shown: bool) -> None:
        bills = [settled_bill("A/1", amounts[0]), settled_bill("B/1", amounts[1], of=self.OTHER)]
        paid = [
            paid_out(amounts[0], after(9), document=bills[0], reference=reference, key="one"),
            paid_out(amounts[1], after(9 + days), to=self.OTHER, document=bills[1], reference=reference, key="other"),
        ]
        assert bool(shown(bills, paid, self.OTHER)) is is_shown

    def test_a_batch_of_wages_is_one_reference_for_many(self) -> None:
        staff = [supplier(f"{name} Lal", kind="employee") for name in ("Mohan", "Sohan", "Rohan")]
        paid = [paid_out("15000", after(1), to=one, reference="BATCH202607", key=one.name) for one in staff]
        assert shown([], paid, *staff) == []
