"""Cash kept just below a limit, and loans in cash: what is found, and the innocent twin of each."""

from datetime import date, timedelta

import pytest

from app.fraud.records import Rule
from app.fraud.rules.patterns import cash
from tests.fraud.shop import DAY, bill, books, customer, paid_in, paid_out


class TestKeptBelow:
    @pytest.mark.parametrize(
        ("amounts", "days_apart", "is_found"),
        [
            (["9900", "9850", "9700"], 1, True),
            (["9900", "9850"], 1, False),
            (["9900", "9850", "9700"], 9, False),
            (["9900", "9900", "9900"], 1, True),
            (["4900", "5200", "4700"], 1, False),
        ],
        ids=["three days in a row", "two days", "weeks apart", "equal sums for no bill", "half the limit"],
    )
    def test_paid_day_after_day(self, amounts: list[str], days_apart: int, is_found: bool) -> None:
        days = [DAY + timedelta(days=n * days_apart) for n in range(len(amounts))]
        paid = [paid_out(one, on, mode="cash") for one, on in zip(amounts, days, strict=True)]
        assert [one.rule for one in cash.findings(books(payments=paid))] == [Rule.CASH_KEPT_BELOW] * is_found

    def test_fixed_price_of_each_day_s_bill(self) -> None:
        days = [DAY + timedelta(days=n) for n in range(5)]
        held = [bill(f"W{on}", "9900", on) for on in days]
        paid = [paid_out("9900", one.issued_on, mode="cash", document=one) for one in held]
        assert cash.findings(books(documents=held, payments=paid)) == []

    def test_parts_of_one_bill_may_be_equal(self) -> None:
        large = bill("1", "39600")
        paid = [paid_out("9900", DAY + timedelta(days=n), mode="cash", document=large) for n in range(4)]
        (found,) = cash.findings(books(documents=[large], payments=paid))
        assert (found.rule, len(found.payments)) == (Rule.CASH_KEPT_BELOW, 4)

    def test_daily_supply_of_months_is_a_habit(self) -> None:
        paid = [paid_out(str(9500 + n), DAY + timedelta(days=n), mode="cash") for n in range(60)]
        assert cash.findings(books(payments=paid)) == []

    def test_two_lakh_in_steps(self) -> None:
        paid = [
            paid_in(one, DAY + timedelta(days=n), mode="cash") for n, one in enumerate(("195000", "198000", "190000"))
        ]
        assert [one.rule for one in cash.findings(books(payments=paid))] == [Rule.CASH_KEPT_BELOW]


class TestLoans:
    def test_taken_and_repaid_in_cash(self) -> None:
        friend = customer("Mahesh")
        taken = [paid_in("15000", by=friend, mode="cash", notes="hand loan", key=str(n)) for n in range(2)]
        back = paid_out("30000", DAY + timedelta(days=90), to=friend, mode="cash", notes="udhaar wapas")
        found = cash.findings(books(payments=[*taken, back], parties=[friend]))
        assert [one.detail for one in found if one.rule is Rule.CASH_LOAN] == [
            "Section 269SS, Income-tax Act 1961",
            "Section 269T, Income-tax Act 1961" if back.paid_on < date(2026, 4, 1) else found[-1].detail,
        ]

    @pytest.mark.parametrize(
        ("mode", "notes", "amount"),
        [("neft", "hand loan", "50000"), ("cash", "hand loan", "19999"), ("cash", "for sarees", "50000")],
        ids=["by bank", "below the limit", "no loan"],
    )
    def test_what_is_no_cash_loan(self, mode: str, notes: str, amount: str) -> None:
        assert cash.findings(books(payments=[paid_in(amount, mode=mode, notes=notes)])) == []
