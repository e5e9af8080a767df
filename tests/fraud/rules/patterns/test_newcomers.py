"""Suppliers that are new, that wake up, or that are entered with old bills; and the innocent twin of each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, ClassVar

import pytest

from app.books.records import BankChange, Document, Party
from app.fraud.records import Finding, Rule
from app.fraud.rules.patterns import late_record, newcomers, silent
from tests.fraud.rules.patterns.trade import MAKERS, days_after, goods, judged, market, registered, settled, shown
from tests.fraud.shop import bill, item, moment, supplier

CAME = days_after(-100)
NEW = supplier("Desai Hardware", created_at=moment(CAME))
VAGUE = {"items": (item("Material", "76000"),)}
DEPOSIT = {"items": (item("Security deposit, shop", "90000"),)}


class TestNewcomers:
    """A bill of about twenty times the usual, paid the next day, unless the case says otherwise."""

    CASES: ClassVar[Sequence[tuple[str, dict[str, Any], dict[str, Any], dict[str, Any], bool]]] = (
        ("no GSTIN, no order, paid at once", {}, VAGUE, {}, True),
        ("a GSTIN whose check digit is wrong", {"gstin": "27ABCDE0077F1Z0"}, VAGUE, {}, True),
        ("the GSTIN of another supplier", {"gstin": MAKERS[0].gstin}, VAGUE, {}, True),
        ("entered after it was paid", {"created_at": moment(days_after(9, CAME))}, VAGUE, {}, True),
        ("a machine on order from a registered firm", {"gstin": "ok"}, {"reference": "PO-9", **VAGUE}, {}, False),
        ("a registered firm with goods", {"gstin": "ok"}, {"total": "91352", **goods("91352")}, {}, False),
        ("a usual amount", {}, {"total": "3000"}, {}, False),
        ("paid after weeks", {}, VAGUE, {"days": 30}, False),
        ("known for months", {"created_at": moment(days_after(-200, CAME))}, VAGUE, {}, False),
        ("a deposit for the shop", {}, {**DEPOSIT, "reference": "PO"}, {}, False),
    )  # fmt: skip

    @pytest.mark.parametrize(("_", "who", "what", "how", "is_found"), CASES, ids=[case[0] for case in CASES])
    def test_large_first_bill(
        self, _: str, who: dict[str, Any], what: dict[str, Any], how: dict[str, Any], is_found: bool
    ) -> None:
        known = registered(NEW.name, 77, created_at=NEW.created_at) if who.get("gstin") == "ok" else replace(NEW, **who)
        first = bill("1", on=days_after(3, CAME), of=known, **{"total": "90000"} | what)
        assert [one.rule for one in self.findings(known, [first], **how)] == [Rule.NEW_SUPPLIER] * is_found

    def test_several_bills_that_are_large_together(self) -> None:
        bills = [bill(f"N{n}", str(5200 + n), days_after(3 + n, CAME), of=NEW, **VAGUE) for n in range(4)]
        (found,) = self.findings(NEW, bills)
        assert len(found.documents) == len(found.payments) == 4

    def test_supplier_that_stays(self) -> None:
        first = bill("1", "16000", days_after(3, CAME), of=NEW)
        later = [bill(f"L{n}", "2400", days_after(20 * n, CAME), of=NEW, **goods("2400")) for n in range(3, 7)]
        assert self.findings(NEW, [first, *later], days=12) == []

    def test_month_in_which_everybody_is_new(self) -> None:
        crowd = [registered(f"Crowd {n}", 100 + n, created_at=NEW.created_at) for n in range(newcomers.CROWD)]
        first = bill("1", "90000", days_after(3, CAME), of=NEW, **VAGUE)
        assert shown(judged(newcomers, market([first], [settled(first, days=1)], [NEW, *crowd]))) == []

    def findings(self, who: Party, bills: Sequence[Document], *, days: int = 1) -> list[Finding]:
        return shown(judged(newcomers, market(bills, [settled(one, days=days) for one in bills], [who])))


class TestSilent:
    SLEEPER = supplier("Vaibhav Sales", created_at=moment(days_after(-900)))

    @pytest.mark.parametrize(
        ("before", "after", "is_found"),
        [
            ([(-700, "2800")], [(-100, "60000"), (-91, "52000")], True),
            ([(-700, "2800"), (-680, "2500"), (-660, "3100")], [(-100, "12900")], True),
            ([(-700, "2800")], [(-100, "3300")], False),
            ([(-500, "24000")], [(-135, "26500")], False),
            ([(-700, "2800"), (-340, "9000")], [(-20, "26000")], False),
            ([(-300, "2800")], [(-100, "60000")], False),
            ([], [(-100, "60000")], False),
            ([(-700, "2800")], [(-330, "9000"), (-250, "4000"), (-170, "4100"), (-90, "3900")], False),
        ],
        ids=["large ones after a year", "one far larger", "a usual amount", "a yearly contract", "silent before too",
             "some months only", "never billed before", "stays and bills as before"],
    )  # fmt: skip
    def test_bills_after_silence(
        self, before: Sequence[tuple[int, str]], after: Sequence[tuple[int, str]], is_found: bool
    ) -> None:
        old = [bill(f"O{day}", total, days_after(day), of=self.SLEEPER, **goods(total)) for day, total in before]
        late = [
            bill(f"W{day}", total, days_after(day), of=self.SLEEPER, items=(item("Supply", total),))
            for day, total in after
        ]
        paid = [settled(one, days=2 if len(late) < 3 else 12) for one in [*old, *late]]
        found = shown(judged(silent, market([*old, *late], paid, [self.SLEEPER])))
        assert bool(found) is is_found
        assert not found or set(found[0].documents) == {one.id for one in late}

    def test_supplier_that_begins_again_as_it_was(self) -> None:
        days = ((-700, "2800"), (-680, "2500"), (-121, "2900"), (-100, "12900"))
        bills = [bill(f"O{day}", total, days_after(day), of=self.SLEEPER, **goods(total)) for day, total in days]
        paid = [settled(one, days=2) for one in bills]
        begun = judged(silent, market(bills, paid, [self.SLEEPER]))
        at_once = judged(silent, market([*bills[:2], bills[3]], paid, [self.SLEEPER]))
        assert [one.probability for one in begun] < [one.probability for one in at_once]

    def test_account_changed_when_it_woke(self) -> None:
        change = BankChange(moment(days_after(-104)), "111122223333", "999988887389", is_verified=None, changed_by=None)
        known = registered(self.SLEEPER.name, 78, bank_changes=(change,))
        bills = [
            bill(f"O{day}", total, days_after(day), of=known, **goods(total))
            for day, total in ((-700, "2800"), (-100, "9000"))
        ]
        paid = [settled(one, days=2) for one in bills]
        with_change = judged(silent, market(bills, paid, [known]))
        without = judged(silent, market(bills, paid, [replace(known, bank_changes=())]))
        assert with_change[0].probability > without[0].probability


class TestLateRecord:
    def test_supplier_entered_with_old_bills(self) -> None:
        (found,) = self.findings(NEW)
        assert (found.rule, len(found.documents)) == (Rule.LATE_RECORD, 4)

    def test_entered_when_the_bills_came(self) -> None:
        assert self.findings(replace(NEW, created_at=moment(days_after(-100, CAME)))) == []

    def test_backlog_of_several_suppliers(self) -> None:
        others = [replace(NEW, id=one.id, name=f"Late {n}") for n, one in enumerate(MAKERS[:3])]
        bills = [made for who in (NEW, *others) for made in self.bills(who)]
        held = market(bills, [settled(one, days=80) for one in bills])
        assert judged(late_record, replace(held, parties=[NEW, *others, *MAKERS[3:]])) == []

    def findings(self, who: Party) -> list[Finding]:
        bills = self.bills(who)
        on = days_after(1, CAME)
        paid = [settled(one, days=(on - one.issued_on).days) for one in bills]
        return shown(judged(late_record, market(bills, paid, [who])))

    def bills(self, who: Party) -> list[Document]:
        return [
            bill(f"{who.name}{n}", str(1900 + n), CAME - timedelta(days=12 * n + 20), of=who, entered_at=moment(CAME))
            for n in range(4)
        ]
