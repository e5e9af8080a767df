"""More paid than a document asks for: honest reasons, and what is none."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.fraud.records import Rule
from tests.fraud.rules.payments.trade import OPEN, PARTIAL, after, settled_bill, settled_invoice, shown
from tests.fraud.shop import bill, paid_in, paid_out

BILL = settled_bill("SMP/404", "48210", due_on=after(30))
EXTRA: Mapping[str, tuple[str, int, dict[str, Any]]] = {
    "rounded up to the next fifty": ("48250", 20, {}),
    "paise rounded up": ("48210.60", 20, {}),
    "interest of a month late, that the note names": ("48933", 62, {"notes": "incl interest"}),
    "interest of two months late": ("49500", 95, {}),
    "freight that the note names": ("50010", 20, {"notes": "incl freight 1800"}),
    "round freight on top": ("48710", 20, {}),
    "more, on account": ("60000", 20, {"notes": "on account"}),
    "old dues in Hindi": ("53210", 20, {"notes": "पुराना बकाया"}),
}


class TestMoreThanTheBill:
    @pytest.mark.parametrize(("amount", "days", "known"), EXTRA.values(), ids=EXTRA)
    def test_more_for_a_reason_is_not_shown(self, amount: str, days: int, known: dict[str, Any]) -> None:
        assert shown([BILL], [paid_out(amount, after(days), document=BILL, **known)]) == []

    @pytest.mark.parametrize("amount", ["51230", "68444.50", "140000"])
    def test_more_without_a_reason_is_shown(self, amount: str) -> None:
        (found,) = shown([BILL], [paid_out(amount, after(20), document=BILL)])
        assert (found.rule, found.amount_at_risk) == (Rule.OVERPAID, Decimal(amount) - Decimal(48210))

    @pytest.mark.parametrize(("amount", "on"), [("9449440", date(2022, 5, 1)), ("9446000", date(2021, 1, 9))])
    def test_tcs_that_the_bill_does_not_show(self, amount: str, on: date) -> None:
        own = settled_bill("A/1", "9440000", on)
        assert shown([own], [paid_out(amount, on, document=own)]) == []

    def test_excess_that_the_next_bill_lacks(self) -> None:
        later = settled_bill("SMP/409", "23600", after(25))
        paid = [paid_out("51210", after(20), document=BILL), paid_out("20600", after(40), document=later)]
        assert shown([BILL, later], paid) == []

    def test_excess_used_up_by_two_bills(self) -> None:
        second, third = settled_bill("SMP/409", "23600", after(25)), settled_bill("SMP/410", "18880", after(28))
        paid = [
            paid_out("53210", after(20), document=BILL),
            paid_out("21300", after(40), document=second),
            paid_out("16180", after(41), document=third),
        ]
        assert shown([BILL, second, third], paid) == []

    def test_excess_that_is_another_bill(self) -> None:
        other = bill("SMP/409", "23600", after(5), status=OPEN)
        assert shown([BILL, other], [paid_out("71810", after(20), document=BILL)]) == []

    def test_excess_that_went_back(self) -> None:
        back = paid_in("3000", after(33), party_id=BILL.party_id)
        assert shown([BILL], [paid_out("51210", after(20), document=BILL), back]) == []

    def test_only_the_payment_that_is_too_much_is_named(self) -> None:
        parts = [paid_out(amount, after(days), document=BILL) for amount, days in (("20000", 3), ("28210", 9))]
        extra = paid_out("11000", after(30), document=BILL)
        (found,) = shown([BILL], [*parts, extra])
        assert found.payments == (extra.id,)


class TestMistyped:
    @pytest.mark.parametrize(
        ("amount", "what"),
        [
            ("42810", "neighbours exchanged"),
            ("84210", "the first two exchanged"),
            ("4821", "a digit lost"),
            ("482100", "a nought too many"),
            ("482.10", "paise taken for rupees"),
            ("488210", "a digit doubled"),
        ],
    )
    @pytest.mark.parametrize("status", [PARTIAL, "paid"])
    def test_a_slip_is_named_as_one_whatever_the_status(self, amount: str, what: str, status: Any) -> None:
        own = bill("A/1", "48210", status=OPEN if status is PARTIAL else BILL.status)
        (found,) = shown([own], [paid_out(amount, after(20), document=own)])
        assert (found.rule, what) == (Rule.DIGITS_SWAPPED, what)

    def test_small_slip_of_the_last_digits(self) -> None:
        own = settled_invoice("A/1", "30553")
        (found,) = shown([own], [paid_in("30535", after(2), document=own)])
        assert found.rule is Rule.DIGITS_SWAPPED

    @pytest.mark.parametrize(
        ("total", "amount", "reason"),
        [
            ("21000", "12000", "a round part of a round bill"),
            ("400000", "40000", "a tenth in advance"),
            ("48210", "24105", "a half"),
            ("48210", "10000", "a round part"),
            ("1180", "1081", "few digits"),
        ],
    )
    def test_parts_of_open_bills_are_no_slips(self, total: str, amount: str, reason: str) -> None:
        own = bill("A/1", total, status=PARTIAL)
        assert shown([own], [paid_out(amount, after(20), document=own)]) == [], reason
