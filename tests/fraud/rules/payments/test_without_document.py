"""Payments that name no document: lumps, advances, running accounts, and money that no trade asked for."""

from collections.abc import Mapping, Sequence

import pytest

from app.books.records import Document, Payment
from app.fraud.records import Finding, Rule
from app.fraud.rules import payments
from app.fraud.rules.customs import Customs
from app.fraud.rules.judging import SHOWN_FROM
from tests.fraud.rules.payments.trade import OPEN, after, settled_bill, settled_invoice, shown
from tests.fraud.shop import bill, books, paid_in, paid_out, supplier

BILLS = [settled_bill(f"SMP/{404 + n}", str(8507 + 3361 * n * n), after(6 * n)) for n in range(5)]
NAMED = "bills SMP/404, SMP/406 & SMP/408"
ASKED = sum(BILLS[n].total for n in (0, 2, 4))
FIRM = supplier("Kalyani Papers")


class TestLumpThatNamesItsBills:
    @pytest.mark.parametrize(
        ("less", "note", "is_shown"),
        [
            pytest.param("0", NAMED, False, id="all of it"),
            pytest.param("2", NAMED, False, id="roundings"),
            pytest.param("8507", NAMED, True, id="without the first"),
            pytest.param("-6000", NAMED, True, id="too much"),
            pytest.param("270", NAMED, True, id="two digits exchanged"),
            pytest.param("90", NAMED, False, id="a bank's charge"),
            pytest.param("-6000", f"{NAMED} and old dues", False, id="too much, for old dues"),
            pytest.param("8507", f"part of {NAMED}, advance", False, id="a part"),
        ],
    )
    def test_the_sum_of_the_bills_decides(self, less: str, note: str, is_shown: bool) -> None:
        lump = paid_out(str(ASKED - int(less)), after(50), notes=note)
        found = [one for one in shown(BILLS, [lump]) if one.payments]
        assert [one.rule for one in found] == ([Rule.SUM_MISFIT] if is_shown else [])

    @pytest.mark.parametrize(("share", "is_shown"), [("0.9764", False), ("0.98", False), ("0.86", True)])
    def test_a_gateway_keeps_what_the_note_says(self, share: str, is_shown: bool) -> None:
        sold = [settled_invoice(f"TX/{700 + n}", str(3100 + 411 * n), after(n)) for n in range(3)]
        paid = sum(float(one.total) for one in sold) * float(share)
        lump = paid_in(f"{paid:.2f}", after(5), mode="netbanking", notes="less 2%+GST: TX/700, TX/701, TX/702")
        assert bool([one for one in shown(sold, [lump]) if one.payments]) is is_shown

    @pytest.mark.parametrize(("less", "is_shown"), [("0", False), ("8600", True)], ids=["all of it", "too little"])
    def test_that_hangs_on_the_first_of_them(self, less: str, is_shown: bool) -> None:
        lump = paid_out(str(ASKED - int(less)), after(50), notes=NAMED, document=BILLS[0])
        found = [one for one in shown(BILLS, [lump]) if one.payments]
        assert [one.rule for one in found] == ([Rule.SUM_MISFIT] if is_shown else [])

    def test_bills_still_open_are_paid_in_part(self) -> None:
        owed = [bill(f"SMP/{404 + n}", "9000", after(n), status=OPEN) for n in range(3)]
        assert shown(owed, [paid_out("15000", after(9), notes="SMP/404, SMP/405")]) == []


class TestAdvance:
    ORDERED = settled_bill("SMP/404", "38457", reference="ORD-4594")

    def test_forgotten_when_the_bill_was_paid(self) -> None:
        paid = [
            paid_out("15380", after(-9), notes="advance agst ORD-4594"),
            paid_out("38457", after(9), document=self.ORDERED),
        ]
        (found,) = shown([self.ORDERED], paid)
        assert (found.rule, set(found.payments)) == (Rule.ADVANCE_FORGOTTEN, {one.id for one in paid})

    def test_taken_off(self) -> None:
        paid = [
            paid_out("15380", after(-9), notes="advance agst ORD-4594"),
            paid_out("23077", after(9), document=self.ORDERED),
        ]
        assert shown([self.ORDERED], paid) == []

    def test_given_back(self) -> None:
        paid = [
            paid_out("15380", after(-9), notes="advance agst ORD-4594"),
            paid_out("38457", after(9), document=self.ORDERED),
            paid_in("15380", after(20), party_id=self.ORDERED.party_id),
        ]
        assert shown([self.ORDERED], paid) == []


HONEST: Mapping[str, tuple[Sequence[Document], Sequence[Payment]]] = {
    "one payment for five bills": (BILLS, [paid_out(str(sum(one.total for one in BILLS)), after(50))]),
    "the sum of bills in a row less TDS": (
        [bill(f"A/{n}", str(7013 + 991 * n), after(n), status=OPEN) for n in range(7)],
        [paid_out("48931.40", after(50))],
    ),
    "rent of every month": ([], [paid_out("25000", after(30 * n), to=FIRM, key=str(n)) for n in range(6)]),
    "a note that says what for": ([], [paid_out("31450", after(9), to=FIRM, notes="GST challan PMT-06")]),
    "a deposit in Hindi": ([], [paid_out("31450", after(9), to=FIRM, notes="जमानत")]),
    "on account": ([], [paid_out("31450", after(9), to=FIRM, notes="on account")]),
    "petty cash": ([], [paid_out("940", after(9), to=FIRM, mode="cash")]),
    "tax to the treasury": ([], [paid_out("31457", after(9), to=supplier("GST Department"))]),
    "the electricity board": ([], [paid_out("31457", after(9), to=supplier("MSEB Electric Supply"))]),
    "wages": ([], [paid_out("31457", after(9), to=supplier("Arjun Gill", kind="employee"))]),
    "a deposit that comes back": (
        [],
        [paid_out("31457", after(9), to=FIRM), paid_in("31457", after(200), party_id=FIRM.id)],
    ),
    "a loan in a round sum": ([], [paid_out("50000", after(9), to=FIRM)]),
    "a payee whom the books do not name": ([], [paid_out("31457", after(9), party_id=None)]),
}


class TestNoDocument:
    @pytest.mark.parametrize(("documents", "paid"), HONEST.values(), ids=HONEST)
    def test_honest_payments_are_not_shown(self, documents: Sequence[Document], paid: Sequence[Payment]) -> None:
        parties = [
            FIRM,
            supplier("GST Department"),
            supplier("MSEB Electric Supply"),
            supplier("Arjun Gill", kind="employee"),
        ]
        assert [one for one in shown(documents, paid, *parties) if one.payments] == []

    @pytest.mark.parametrize("documents", [[], BILLS[:1]], ids=["no trade at all", "trade, but not for this"])
    def test_money_out_that_nothing_asks_for(self, documents: Sequence[Document]) -> None:
        settled = [paid_out(str(one.total), after(9), document=one) for one in documents]
        (found,) = shown(documents, [*settled, paid_out("22199.95", after(30))])
        assert (found.rule, found.actual) == (Rule.NO_DOCUMENT, found.amount_at_risk)

    @pytest.mark.parametrize(("linked", "is_shown"), [(2, False), (4, True)])
    def test_where_links_are_often_left_out_the_party_must_be_linked(self, linked: int, is_shown: bool) -> None:
        bills = [settled_bill(f"B/{n}", str(3107 + 811 * n), after(n), of=FIRM) for n in range(linked)]
        own = [paid_out(str(one.total), after(20), to=FIRM, document=one) for one in bills]
        others = [supplier(f"Cash and Carry {n}") for n in range(3)]
        loose = [paid_out(str(1000 * n + 317), after(n), to=others[n % 3], key=str(n)) for n in range(9)]
        strange = paid_out("22199.95", after(30), to=FIRM)
        found = shown(bills, [*own, *loose, strange], FIRM, *others)
        assert [one.payments for one in found if one.rule is Rule.NO_DOCUMENT] == [(strange.id,)] * is_shown

    def test_money_in_beyond_all_that_is_owed(self) -> None:
        assert shown([], [paid_in("22199.95", after(30))])[0].rule is Rule.NO_DOCUMENT


class TestRunningAccount:
    """Books in which no payment names a document."""

    BILLS = tuple(bill(f"A/{n}", str(7013 + 991 * n), after(30 * n), status=OPEN) for n in range(8))

    def paid(self, *extra: Payment) -> list[Finding]:
        usual = [paid_out(str(one.total), one.issued_on, key=one.number) for one in self.BILLS]
        held = books(documents=self.BILLS, payments=[*usual, *extra])
        found = payments.findings(held, Customs.of(held))
        return [one for one in found if one.probability >= SHOWN_FROM]

    def test_even_all_along(self) -> None:
        assert self.paid() == []

    @pytest.mark.parametrize(("days", "rule"), [(100, Rule.PAID_TWICE), (165, Rule.SETTLED_BEFORE)])
    def test_a_bill_paid_a_second_time(self, days: int, rule: Rule) -> None:
        (found,) = self.paid(paid_out(str(self.BILLS[3].total), after(days)))
        assert found.rule is rule

    @pytest.mark.parametrize(
        ("amount", "days", "reason"),
        [
            ("20000", -40, "dues from before the books"),
            ("9999", 260, "the newest payment"),
            ("5000", 100, "an advance"),
        ],
    )
    def test_what_bends_the_balance(self, amount: str, days: int, reason: str) -> None:
        assert self.paid(paid_out(amount, after(days), key=reason)) == [], reason
