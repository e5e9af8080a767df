"""Leaves of a cheque book, each of which is drawn once; and cheques that came back."""

from collections.abc import Mapping
from typing import Any

import pytest

from app.fraud.records import Rule
from tests.fraud.rules.payments.trade import after, settled_bill, settled_invoice, shown
from tests.fraud.shop import customer, paid_in, paid_out, supplier

OTHER = supplier("Gowda Enterprises")
SOLD = settled_invoice("TX/9", "8506")
LEAVES: Mapping[str, tuple[str, str, dict[str, Any], bool]] = {
    "one leaf for two payees": ("386401", "386401", {}, True),
    "written otherwise": ("386401", "Chq no. 386401", {}, True),
    "two leaves": ("386401", "386402", {}, False),
    "low numbers, which every book has": ("000597", "000597", {}, False),
    "the voucher's number beside a transfer": ("386401", "386401", {"mode": "neft"}, False),
    "the second says why": ("386401", "386401", {"notes": "Gowda took the cheque endorsed by Om"}, False),
}
RETURNS: Mapping[str, tuple[str, bool]] = {
    "in full words": ("cheque bounced", True),
    "in short": ("ret. by bank, pl. collect again", True),
    "in the words of the bank": ("refer to drawer", True),
    "in Hinglish": ("cheque wapas aa gaya", True),
    "in Hindi": ("चेक लौटाया गया", True),
    "and presented again": ("bounced, re-presented and cleared", False),
    "a return of goods": ("less return of 2 pcs", False),
}


class TestOneLeaf:
    @pytest.mark.parametrize(("first", "second", "known", "is_shown"), LEAVES.values(), ids=LEAVES)
    def test_is_drawn_for_one(self, first: str, second: str, known: dict[str, Any], is_shown: bool) -> None:
        bills = [settled_bill("SMP/404", "17053"), settled_bill("S/420", "8375", after(4), of=OTHER)]
        facts = {"mode": "cheque", "reference": second} | known
        paid = [
            paid_out("17053", after(3), document=bills[0], mode="cheque", reference=first),
            paid_out("8375", after(17), to=OTHER, document=bills[1], **facts),
        ]
        assert [one.rule for one in shown(bills, paid, OTHER)] == [Rule.REFERENCE_SHARED] * is_shown

    def test_cheques_of_two_customers_may_share_a_number(self) -> None:
        buyer = customer("Gowda Stores")
        sold = [settled_invoice("TX/7", "17053"), settled_invoice("TX/8", "8375", after(4), to=buyer)]
        paid = [
            paid_in("17053", after(3), document=sold[0], mode="cheque", reference="386401"),
            paid_in("8375", after(17), by=buyer, document=sold[1], mode="cheque", reference="386401"),
        ]
        assert shown(sold, paid, buyer) == []

    def test_two_books_whose_numbers_overlap(self) -> None:
        bills = [settled_bill(f"A/{n}", str(9107 + 311 * n), after(n), of=(None, OTHER)[n % 2]) for n in range(12)]
        paid = [
            paid_out(
                str(one.total),
                after(20 + 3 * n),
                to=(None, OTHER)[n % 2],
                document=one,
                mode="cheque",
                reference=str(386401 + n // 2),
            )
            for n, one in enumerate(bills)
        ]
        assert shown(bills, paid, OTHER) == []


class TestCameBack:
    @pytest.mark.parametrize(("note", "is_shown"), RETURNS.values(), ids=RETURNS)
    def test_while_the_invoice_counts_as_paid(self, note: str, is_shown: bool) -> None:
        paid = [paid_in("8506", after(19), document=SOLD, mode="cheque", reference="584191", notes=note)]
        assert [one.rule for one in shown([SOLD], paid)] == [Rule.BOUNCED] * is_shown
