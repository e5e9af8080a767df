"""Accounts that were changed, shared, unknown or another's: what is found, and the innocent twin of each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, ClassVar

import pytest

from app.books.records import BankChange, PartyKind, Payment
from app.fraud.records import Finding, Rule
from app.fraud.rules.patterns import accounts, destinations, shared_traits
from tests.fraud.rules.patterns.trade import days_after, shown
from tests.fraud.shop import DAY, books, moment, paid_out, supplier

OLD, NEW, OTHER = "111122223333", "999988887389", "454545121298"


class TestChangedAccount:
    CHANGE = BankChange(moment(DAY), OLD, NEW, is_verified=False, changed_by="staff")
    SOON = paid_out("74549", days_after(3), paid_to_account=NEW)

    def test_payment_into_an_account_that_nobody_confirmed(self) -> None:
        (found,) = self.findings([self.CHANGE], [self.SOON])
        assert (found.rule, found.detail, found.payments) == (Rule.ACCOUNT_CHANGED, "7389", (self.SOON.id,))

    @pytest.mark.parametrize(
        ("change", "payment"),
        [
            ({"is_verified": True}, {}),
            ({"old_account": None}, {}),
            ({"new_account": OLD}, {}),
            ({"old_account": NEW[:-1] + "8"}, {}),
            ({"is_verified": None}, {}),
            ({}, {"paid_on": days_after(60)}),
            ({}, {"paid_to_account": OLD}),
            ({}, {"mode": "cash", "paid_to_account": None}),
            ({}, {"mode": "cheque", "paid_to_account": None}),
        ],
        ids=["confirmed", "first account", "same account", "a digit put right", "nothing said", "long after", "to the"
             " old account", "in cash", "by cheque"],
    )  # fmt: skip
    def test_honest_changes(self, change: dict[str, Any], payment: dict[str, Any]) -> None:
        paid = [self.SOON, *(paid_out("9000", days_after(-day), paid_to_account=OLD) for day in (40, 80))]
        paid[0] = replace(self.SOON, amount=paid[1].amount, **payment)
        assert shown(self.findings([replace(self.CHANGE, **change)], [*paid, paid_out("20000", days_after(-99))])) == []

    def test_changed_back_where_nothing_is_said(self) -> None:
        there = replace(self.CHANGE, is_verified=None)
        back = BankChange(moment(days_after(9)), NEW, OLD, is_verified=None, changed_by="staff")
        assert len(shown(self.findings([there, back], [self.SOON]))) == 1

    def test_change_confirmed_later(self) -> None:
        again = replace(self.CHANGE, changed_at=moment(days_after(5)), is_verified=True)
        assert self.findings([self.CHANGE, again], [self.SOON]) == []

    def test_bank_that_renumbers_its_customers(self) -> None:
        many = [supplier(f"S{n}", bank_changes=(self.CHANGE,)) for n in range(accounts.CROWD)]
        paid = [replace(self.SOON, party_id=one.id) for one in many]
        assert accounts.findings(books(parties=many, payments=paid)) == []

    def test_small_change(self) -> None:
        others = [paid_out("60000", days_after(-day)) for day in range(1, 9)]
        tiny = replace(self.SOON, amount=self.SOON.amount / 100)
        assert self.findings([self.CHANGE], [tiny, *others]) == []

    def findings(self, changes: Sequence[BankChange], payments: Sequence[Payment]) -> list[Finding]:
        return accounts.findings(books(parties=[supplier(bank_changes=tuple(changes))], payments=payments))


class TestSharedTraits:
    EMPLOYEE: ClassVar[dict[str, Any]] = {"kind": PartyKind.EMPLOYEE}
    CASES: ClassVar[Sequence[tuple[str, dict[str, Any], Rule | None]]] = (
        ("one account", {"bank_account": OLD}, Rule.SHARED_ACCOUNT),
        ("one UPI id", {"upi_id": "arjun@oksbi"}, Rule.SHARED_ACCOUNT),
        ("one phone", {"phone": "+91 98123 45670"}, Rule.SHARED_CONTACT),
        ("one address: he may live there", {"address": "14, Station Road"}, None),
        ("a phone that fills the field", {"phone": "9999999999"}, None),
        ("an account that fills the field", {"bank_account": "000000"}, None),
        ("nothing known", {}, None),
    )

    @pytest.mark.parametrize(("_", "trait", "expected"), CASES, ids=[case[0] for case in CASES])
    def test_supplier_and_employee(self, _: str, trait: dict[str, Any], expected: Rule | None) -> None:
        shared, clerk = supplier("Bose Industries", **trait), supplier("Arjun Gill", **self.EMPLOYEE, **trait)
        held = books(parties=[shared, clerk], payments=[paid_out("8000", to=shared)])
        found = shown(shared_traits.findings(held))
        assert [one.rule for one in found] == ([expected] if expected else [])
        assert not expected or found[0].parties == (shared.id, clerk.id)

    def test_account_that_was_the_supplier_s_for_a_while(self) -> None:
        change = BankChange(moment(DAY), OTHER, OLD, is_verified=None, changed_by=None)
        shared = supplier("Bose Industries", bank_account=OTHER, bank_changes=(change,))
        clerk = supplier("Arjun Gill", **self.EMPLOYEE, bank_account=OLD)
        held = books(parties=[shared, clerk], payments=[paid_out("8000", to=shared, paid_to_account=OLD)])
        assert [one.rule for one in shared_traits.findings(held)] == [Rule.SHARED_ACCOUNT]

    @pytest.mark.parametrize(
        ("names", "is_found"),
        [
            (("Bose Industries", "Verma Packaging"), True),
            (("Kaveri Foods - Pune", "Kaveri Foods - Nashik"), False),
            (("Bansal Steel", "Bansal Cement House"), False),
            (("Bose", "Verma", "Rao", "Iyer"), False),
        ],
        ids=["two strangers", "two branches", "one family", "an agent for many"],
    )
    def test_suppliers_with_one_account(self, names: Sequence[str], is_found: bool) -> None:
        known = [supplier(name, bank_account=OLD) for name in names]
        held = books(parties=known, payments=[paid_out("8000", to=one, key=one.name) for one in known])
        assert bool(shown(shared_traits.findings(held))) is is_found

    def test_firm_that_became_a_company(self) -> None:
        known = [supplier(name, bank_account=OLD) for name in ("H.M. Tiwari House", "H.M. Supply Private Limited")]
        paid = [paid_out("8000", days_after(90 * place), to=one, key=one.name) for place, one in enumerate(known)]
        assert shown(shared_traits.findings(books(parties=known, payments=paid))) == []

    def test_employee_kept_as_a_supplier_too(self) -> None:
        known = [supplier("Arjun Gill", bank_account=OLD), supplier("GILL ARJUN", bank_account=OLD, **self.EMPLOYEE)]
        held = books(parties=known, payments=[paid_out("800", to=known[0])])
        assert shown(shared_traits.findings(held)) == []


class TestDestinations:
    PAYEE = supplier("Bose Industries", bank_account=OLD)

    @pytest.mark.parametrize(
        ("owner", "rule"),
        [
            (supplier("Arjun Gill", kind=PartyKind.EMPLOYEE, bank_account=OTHER), Rule.OTHER_S_ACCOUNT),
            (supplier("Bose Arjun", kind=PartyKind.EMPLOYEE, bank_account=OTHER), Rule.OTHER_S_ACCOUNT),
            (supplier("Verma Packaging", bank_account=OTHER), Rule.OTHER_S_ACCOUNT),
            (supplier("Bose Exports", bank_account=OTHER), None),
            (supplier("Nobody of that account"), Rule.UNKNOWN_ACCOUNT),
        ],
        ids=["an employee", "an employee of that name", "another supplier", "one family", "nobody known"],
    )
    def test_account_of_another(self, owner: Any, rule: Rule | None) -> None:
        found = self.findings([OLD] * 9 + [OTHER], owner)
        assert [one.rule for one in found] == ([rule] if rule else [])
        assert not found or len(found[0].payments) == 1

    @pytest.mark.parametrize(
        "accounts_paid",
        [
            [OLD] * 9 + [OLD[:-1] + "4"],
            [OLD] * 9 + [OTHER] * 3,
            [OTHER] + [OLD] * 9,
            [OLD, OTHER],
            [OLD] * 9 + [None],
        ],
        ids=["a digit typed wrongly", "a second account", "before the known one", "too few to tell", "not said"],
    )
    def test_honest_accounts(self, accounts_paid: Sequence[str | None]) -> None:
        assert self.findings(accounts_paid) == []

    def test_accounts_that_seldom_agree(self) -> None:
        strange = [f"5{place}77665544{place}" for place in range(9)]
        payees = [supplier(f"Payee {place}", bank_account=f"80{place}001122{place}") for place in range(9)]
        paid = [
            paid_out("5000", days_after(day), to=payee, key=f"{payee.name}{day}", paid_to_account=account)
            for payee, odd in zip(payees, strange, strict=True)
            for day, account in ((0, payee.bank_account), (9, odd))
        ]
        assert destinations.findings(books(parties=payees, payments=paid)) == []

    def findings(self, accounts_paid: Sequence[str | None], *owners: Any) -> list[Finding]:
        paid = [
            paid_out("5000", DAY + timedelta(days=place), to=self.PAYEE, key=str(place), paid_to_account=account)
            for place, account in enumerate(accounts_paid)
        ]
        return shown(destinations.findings(books(parties=[self.PAYEE, *owners], payments=paid)))
