"""Cash limits, bank accounts, approval limits and habits: what is found, and the innocent twin of each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import ClassVar

import pytest

from app.books.records import BankChange, Document, PartyKind, Payment
from app.fraud.records import Finding, Rule
from app.fraud.rules.patterns import accounts, approvals, cash, habits
from tests.fraud.shop import BUSINESS, DAY, bill, books, invoice, moment, paid_in, paid_out, supplier

LAKH = 100_000


class TestCashPaid:
    CASES: ClassVar[Sequence[tuple[str, list[str], date, list[Rule]]]] = (
        ("split into pieces on one day", ["9900", "9800"], DAY, [Rule.CASH_PAID]),
        ("one large payment", ["10001"], DAY, [Rule.CASH_PAID]),
        ("exactly the limit", ["10000"], DAY, []),
        ("two small ones", ["4661", "3051"], DAY, []),
        ("the limit of 20,000 until March 2017", ["9900", "9800"], date(2017, 3, 31), []),
        ("the limit of 10,000 from April 2017", ["9900", "9800"], date(2017, 4, 1), [Rule.CASH_PAID]),
        ("under the Act of 2025", ["9900", "9800"], date(2026, 4, 1), [Rule.CASH_PAID]),
    )

    @pytest.mark.parametrize(("_", "amounts", "on", "expected"), CASES, ids=[case[0] for case in CASES])
    def test_limit_of_a_day(self, _: str, amounts: Sequence[str], on: date, expected: list[Rule]) -> None:
        paid = [paid_out(one, on, mode="cash") for one in amounts]
        assert [one.rule for one in cash.findings(books(payments=paid))] == expected

    def test_carriers_of_goods_may_get_more(self) -> None:
        lorry = supplier("Balaji Roadways")
        paid = [paid_out("18000", to=lorry, mode="cash")]
        assert cash.findings(books(payments=paid, parties=[lorry])) == []

    def test_wages_in_cash_are_not_judged(self) -> None:
        helper = supplier("Deepa", kind=PartyKind.EMPLOYEE)
        assert cash.findings(books(payments=[paid_out("14000", to=helper, mode="cash")], parties=[helper])) == []

    def test_days_of_one_year_are_one_finding(self) -> None:
        paid = [paid_out(one, DAY + timedelta(days=day), mode="cash") for day in (0, 3) for one in ("9900", "9800")]
        (found,) = cash.findings(books(payments=paid))
        assert len(found.payments) == 4
        assert found.detail == "Section 40A(3), Income-tax Act 1961"


class TestCashReceived:
    def test_parts_of_one_invoice_over_days(self) -> None:
        sold = invoice("TX/1", "344330")
        parts = [paid_in(str(LAKH), DAY + timedelta(days=day), mode="cash", document=sold) for day in range(3)]
        (found,) = cash.findings(books(documents=[sold], payments=parts))
        assert (found.rule, found.actual) == (Rule.CASH_RECEIVED, Decimal(3 * LAKH))

    def test_pieces_of_one_day(self) -> None:
        parts = [paid_in(amount, mode="cash") for amount in ("120000", "80000")]
        assert [one.rule for one in cash.findings(books(payments=parts))] == [Rule.CASH_RECEIVED]

    @pytest.mark.parametrize("mode", ["cash", "neft"])
    def test_just_below_the_limit_or_by_bank(self, mode: str) -> None:
        amount = "199999" if mode == "cash" else "900000"
        assert cash.findings(books(payments=[paid_in(amount, mode=mode)])) == []


class TestAccounts:
    CHANGE = BankChange(moment(DAY), "111122223333", "999988887389", is_verified=False, changed_by="staff")

    def test_payment_into_an_account_that_nobody_confirmed(self) -> None:
        (found,) = self.findings(
            self.CHANGE, paid_out("74549", DAY + timedelta(days=3), paid_to_account="999988887389")
        )
        assert (found.rule, found.detail) == (Rule.ACCOUNT_CHANGED, "7389")

    def test_honest_changes(self) -> None:
        soon = paid_out("74549", DAY + timedelta(days=3), paid_to_account="999988887389")
        assert self.findings(replace(self.CHANGE, is_verified=True), soon) == []
        assert self.findings(replace(self.CHANGE, is_verified=None), soon) == []
        assert self.findings(self.CHANGE, replace(soon, paid_on=DAY + timedelta(days=60))) == []
        assert self.findings(self.CHANGE, replace(soon, paid_to_account="111122223333")) == []
        assert self.findings(self.CHANGE, replace(soon, mode="cash", paid_to_account=None)) == []

    def test_supplier_paid_into_an_employee_s_account(self) -> None:
        shared, clerk = (
            supplier("Bose", bank_account="42"),
            supplier("Arjun", kind=PartyKind.EMPLOYEE, bank_account="42"),
        )
        held = books(parties=[shared, clerk], payments=[paid_out("8000", to=shared)])
        (found,) = accounts.findings(held)
        assert found.parties == (shared.id, clerk.id)

    def test_branches_may_share_an_account(self) -> None:
        branches = [supplier("Kaveri Pune", bank_account="42"), supplier("Kaveri Nashik", bank_account="42")]
        assert accounts.findings(books(parties=branches)) == []

    def findings(self, change: BankChange, payment: Payment) -> list[Finding]:
        return accounts.findings(books(parties=[supplier(bank_changes=(change,))], payments=[payment]))


class TestApprovals:
    LIMIT = replace(BUSINESS, approval_limit=Decimal(50000))

    @pytest.mark.parametrize(
        ("totals", "days_apart", "is_found"),
        [
            (["48318", "49292", "48003", "48949"], 5, True),
            (["48318", "49292", "48003"], 5, False),
            (["48750"] * 6, 5, False),
            (["48318", "49292", "48003", "48949"], 40, False),
            (["38318", "39292", "38003", "38949"], 5, False),
            (["50000", "51000", "52000", "53000"], 5, False),
        ],
    )
    def test_many_bills_just_below_the_limit(self, totals: list[str], days_apart: int, is_found: bool) -> None:
        bills = [bill(f"G{n}", one, DAY + timedelta(days=n * days_apart)) for n, one in enumerate(totals)]
        assert len(approvals.findings(books(documents=bills, business=self.LIMIT))) == int(is_found)
        assert approvals.findings(books(documents=bills)) == []


class TestHabits:
    def test_a_zero_too_many(self) -> None:
        (found,) = habits.findings(books(documents=[*usual(), bill("Z", "118000")]))
        assert found.rule is Rule.FAR_FROM_HABIT
        assert found.probability >= 0.7

    @pytest.mark.parametrize(
        "documents",
        [
            lambda: [*usual(8), bill("Z", "118000")],
            lambda: [*usual(), bill("Z", "24000")],
            lambda: [*usual(), bill("Y", "60000"), bill("Z", "118000")],
            lambda: [bill(f"A{n}", str(500 * 2 ** (n % 8))) for n in range(24)],
        ],
        ids=["too little history", "a large order", "it happened before", "a party of many sizes"],
    )
    def test_what_is_no_habit_or_not_far(self, documents: type[list[Document]]) -> None:
        assert habits.findings(books(documents=documents())) == []


def usual(count: int = 24) -> list[Document]:
    """Bills of about 11,000 rupees."""
    return [bill(f"U{n}", str(10800 + 17 * n), DAY - timedelta(days=n)) for n in range(count)]
