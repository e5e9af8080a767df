"""Bills and vouchers that keep below a limit: what is found, and the innocent twin of each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from app.books.records import Document
from app.fraud.records import Rule
from app.fraud.rules.patterns import approvals, round_sums, splitting, vouchers
from tests.fraud.rules.patterns.trade import of_bills
from tests.fraud.shop import BUSINESS, DAY, bill, books, item, paid_out, supplier

LIMITED = replace(BUSINESS, approval_limit=Decimal(50000))


class TestBelowTheApprovalLimit:
    @pytest.mark.parametrize(
        ("totals", "days_apart", "is_found"),
        [
            (["48318", "49292", "48003", "48949"], 5, True),
            (["46318", "45292", "47003", "48949"], 5, True),
            (["48318", "49292", "48003"], 5, True),
            (["46318", "45292", "47003"], 5, False),
            (["48750"] * 6, 5, False),
            (["48318", "49292", "48003", "48949"], 40, False),
            (["38318", "39292", "38003", "38949"], 5, False),
            (["50000", "51000", "52000", "53000"], 5, False),
            (["48318", "49292", "48003", "48949", "50400", "51200"], 5, False),
        ],
        ids=[
            "four very close",
            "four close",
            "three very close",
            "three close",
            "a fixed price",
            "months apart",
            "far below",
            "above",
            "on both sides",
        ],
    )
    def test_run_of_bills(self, totals: list[str], days_apart: int, is_found: bool) -> None:
        held = run(totals, days_apart)
        assert len(of_bills(approvals, books(documents=held, business=LIMITED))) == int(is_found)
        assert of_bills(approvals, books(documents=held)) == []

    @pytest.mark.parametrize(
        ("days", "known", "is_found"),
        [
            ((0, 2, 6, 8, 9, 10), {}, True),
            ((0, 2, 4, 6, 8, 10), {}, False),
            ((0, 2, 6, 8), {}, False),
            ((0, 2, 6, 8, 9, 30), {}, False),
            ((0, 2, 6, 8, 9, 10), {"reference": "PO-9"}, False),
        ],
        ids=["all it ever billed, in no rhythm", "every second day: a contract", "few", "goes on", "on an order"],
    )
    def test_one_amount_again_and_again(self, days: tuple[int, ...], known: dict[str, Any], is_found: bool) -> None:
        held = [bill(f"R{n}", "48223", DAY + timedelta(days=day), **known) for n, day in enumerate(days)]
        assert len(of_bills(approvals, books(documents=held, business=LIMITED))) == int(is_found)

    def test_more_bills_are_surer(self) -> None:
        few, many = (
            of_bills(approvals, books(documents=run([str(48000 + 90 * n) for n in range(count)], 3), business=LIMITED))
            for count in (4, 8)
        )
        assert few[0].probability < many[0].probability


class TestSplitOrders:
    @pytest.mark.parametrize(
        ("totals", "known", "is_found"),
        [
            (["31000", "38000", "35000"], {}, True),
            (["31000", "38000"], {}, True),
            (["31000", "38000"], {"reference": "PO-7"}, True),
            (["31000"], {}, False),
            (["31000", "31000"], {}, False),
            (["21000", "22000"], {}, False),
            (["55000", "38000"], {}, False),
            ([str(31000 + 700 * n) for n in range(8)], {}, False),
        ],
        ids=[
            "three at once",
            "two with neighbouring numbers",
            "two of one order",
            "one",
            "two equal ones",
            "together below the limit",
            "one above the limit",
            "a busy counter",
        ],
    )
    def test_bills_of_one_day(self, totals: list[str], known: dict[str, Any], is_found: bool) -> None:
        held = [bill(f"S/{120 + n}/25-26", one, **known) for n, one in enumerate(totals)]
        assert len(of_bills(splitting, books(documents=held, business=LIMITED))) == int(is_found)

    @pytest.mark.parametrize(
        "changed",
        [
            {"reference": "PO-8"},
            {"items": (item("Copper pipe", "38000"),)},
            {"number": "S/420"},
            {"number": "S-120"},
            {"tax_amount": Decimal(0)},
            {"issued_on": DAY + timedelta(days=4)},
        ],
        ids=["another order", "other goods", "number far off", "the same bill again", "exempt goods", "days later"],
    )
    def test_two_bills_that_are_two_purchases(self, changed: dict[str, Any]) -> None:
        first, second = bill("S/120", "31000", reference=changed.get("reference") and "PO-7"), bill("S/121", "38000")
        held = [first, replace(second, **changed)]
        assert of_bills(splitting, books(documents=held, business=LIMITED)) == []

    def test_supplier_that_often_passes_the_limit_needs_no_split(self) -> None:
        large = [bill(f"L{n}", "70000", DAY - timedelta(days=20 * n + 9)) for n in range(4)]
        pair = [bill("S/120", "31000"), bill("S/121", "38000")]
        assert of_bills(splitting, books(documents=[*large, *pair], business=LIMITED)) == []


class TestBelowARoundSum:
    CROWD = ("24870", "24450", "24990", "24120", "24660", "24310")

    def test_bills_crowd_below_a_sum_that_nobody_declared(self) -> None:
        (found,) = of_bills(round_sums, books(documents=run(self.CROWD, 6)))
        assert (found.rule, found.expected) == (Rule.BELOW_ROUND_SUM, Decimal(25000))

    @pytest.mark.parametrize(
        "totals",
        [
            CROWD[:4],
            ["24999", "24990"] * 5,
            [*CROWD, "25400"],
            [str(20000 + 700 * n) for n in range(12)],
        ],
        ids=["a few", "price tags", "it passes the sum too", "sizes of all kinds"],
    )
    def test_bills_that_lie_there_by_chance_or_price(self, totals: Sequence[str]) -> None:
        assert of_bills(round_sums, books(documents=run(totals, 6))) == []

    def test_goods_that_are_priced_so_everywhere(self) -> None:
        shops = [supplier(f"Maker {n}") for n in range(9)]
        priced = [bill(f"{n}", str(24200 + 80 * n), of=one) for n, one in enumerate(shops)]
        assert of_bills(round_sums, books(documents=[*run(self.CROWD, 6), *priced], parties=shops)) == []

    def test_declared_limit_is_judged_as_one(self) -> None:
        business = replace(BUSINESS, approval_limit=Decimal(25000))
        assert of_bills(round_sums, books(documents=run(self.CROWD, 6), business=business)) == []


class TestVouchers:
    BELOW = ("1990", "1985", "1975", "1950", "1980", "1995", "1940")

    @pytest.mark.parametrize(
        ("amounts", "days_apart", "is_found"),
        [
            (BELOW, 6, True),
            (BELOW[:5], 6, False),
            (["1950"] * 12, 6, False),
            ((*BELOW, "2050"), 6, False),
            (["1240", "890", "1990", "2310", "460", "1720", "1500"], 6, False),
            (BELOW, 40, False),
        ],
        ids=["crowding below 2,000", "a few", "an allowance", "sometimes more", "real errands", "over the year"],
    )
    def test_payments_without_a_bill(self, amounts: Sequence[str], days_apart: int, is_found: bool) -> None:
        days = [DAY + timedelta(days=days_apart * n) for n in range(len(amounts))]
        paid = [paid_out(one, on, mode="cash") for one, on in zip(amounts, days, strict=True)]
        assert [one.rule for one in vouchers.findings(books(payments=paid))] == [Rule.VOUCHERS_BELOW] * is_found

    def test_payments_of_bills_are_no_vouchers(self) -> None:
        held = [bill(f"B{n}", one) for n, one in enumerate(self.BELOW)]
        paid = [paid_out(str(one.total), document=one, mode="cash") for one in held]
        assert vouchers.findings(books(documents=held, payments=paid)) == []


def run(totals: Sequence[str], days_apart: int) -> list[Document]:
    """Bills of one supplier, so many days apart."""
    return [bill(f"G{n}", one, DAY + timedelta(days=n * days_apart)) for n, one in enumerate(totals)]
