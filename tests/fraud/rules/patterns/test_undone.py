"""Sales made undone, wages, and money before the bill: what is found, and the innocent twin of each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

import pytest

from app.books.records import Document, DocumentKind, DocumentStatus, PartyKind, Payment
from app.fraud.records import Finding, Rule
from app.fraud.rules.patterns import prepaid, staff, taken_back, undone
from tests.fraud.rules.patterns.trade import HANDS, MAKERS, days_after, judged, market, settled, shown
from tests.fraud.shop import DAY, bill, books, customer, invoice, item, moment, paid_in, paid_out, supplier

BUYERS = [customer(f"Buyer {letter}") for letter in "ABCDE"]


def sold(number: str, total: str, on: date, *, by: str = "clerk", **known: Any) -> Document:
    """An invoice to one of the buyers."""
    return invoice(number, total, on, **{"to": BUYERS[int(total) % 5], "entered_by": by} | known)


def counter(count: int = 60) -> list[Document]:
    """Sales of a year, entered by both hands in turn."""
    return [sold(f"S{n}", str(1000 + 13 * n), days_after(-5 * n), by=HANDS[n % 2]) for n in range(count)]


def credit(sale: Document, on: date, **known: Any) -> Document:
    """A credit note over the whole of a sale."""
    facts: dict[str, Any] = {
        "kind": DocumentKind.CREDIT_NOTE,
        "related_document_id": sale.id,
        "party_id": sale.party_id,
    }
    return bill(f"CN{sale.number}", sale.total, on, **(facts | known))


class TestCancelled:
    GONE: ClassVar[dict[str, Any]] = {"status": DocumentStatus.CANCELLED}

    @pytest.mark.parametrize(
        ("hands", "with_cash", "is_found"),
        [
            (["clerk"] * 5, False, True),
            (["clerk"] * 3, True, True),
            (["clerk"] * 3, False, False),
            (["clerk", "owner"] * 3, False, False),
            ([None] * 5, True, False),
        ],
        ids=["one person", "cash was taken", "few without cash", "both hands", "nobody named"],
    )
    def test_sales_of_one_person(self, hands: Sequence[str | None], with_cash: bool, is_found: bool) -> None:
        gone = [replace(one, entered_by=who) for one, who in zip(self.gone(len(hands)), hands, strict=True)]
        cash = [
            paid_in(str(one.total), one.issued_on, document=one, party_id=one.party_id, mode="cash") for one in gone
        ]
        found = self.findings([*counter(), *gone], cash if with_cash else [])
        assert [one.rule for one in found] == [Rule.CANCELLED_SALES] * is_found
        assert not found or set(found[0].documents) == {one.id for one in gone}

    def test_written_again(self) -> None:
        gone = self.gone(5)
        again = [replace(one, id=customer(one.number).id, status=DocumentStatus.SENT) for one in gone]
        assert self.findings([*counter(), *gone, *again]) == []

    def test_shop_of_one_person(self) -> None:
        gone = self.gone(5)
        assert self.findings([*(replace(one, entered_by="clerk") for one in counter()), *gone]) == []

    def gone(self, count: int) -> list[Document]:
        return [sold(f"X{n}", str(3011 + 77 * n), days_after(-7 * n), **self.GONE) for n in range(count)]

    def findings(self, documents: Sequence[Document], payments: Sequence[Payment] = ()) -> list[Finding]:
        return shown(undone.findings(books(documents=documents, payments=payments, parties=BUYERS)))


class TestCredited:
    EVENING = datetime.combine(DAY, datetime.min.time(), tzinfo=moment(DAY).tzinfo) + timedelta(hours=17)

    @pytest.mark.parametrize(
        ("minutes", "items", "is_found"),
        [(3, (), True), (3, (item("Ceiling fan", "900"),), False), (90, (), False)],
        ids=["in one sitting", "goods came back", "through the day"],
    )
    def test_notes_without_goods(self, minutes: int, items: tuple[Any, ...], is_found: bool) -> None:
        sales = counter()
        usual = [
            credit(one, DAY, entered_at=moment(days_after(-n)), entered_by=HANDS[n % 2])
            for n, one in enumerate(sales[10:18])
        ]
        times = [self.EVENING + timedelta(minutes=minutes * n) for n in range(4)]
        at_once = [
            credit(one, DAY, items=items, entered_by="clerk", entered_at=at)
            for one, at in zip(sales, times, strict=False)
        ]
        found = shown(undone.findings(books(documents=[*sales, *usual, *at_once], parties=BUYERS)))
        assert [one.rule for one in found] == [Rule.CREDITS_AT_ONCE] * is_found

    @pytest.mark.parametrize(
        ("hands", "mode", "is_found"),
        [(["clerk"] * 6, "cash", True), (["clerk"] * 6, "upi", False), (["clerk", "owner"] * 3, "cash", False)],
        ids=["cash by one person", "by UPI", "by both"],
    )
    def test_refunds(self, hands: Sequence[str], mode: str, is_found: bool) -> None:
        back = [
            paid_out(str(900 + n), days_after(n), to=BUYERS[n % 5], mode=mode, entered_by=who)
            for n, who in enumerate(hands)
        ]
        found = shown(undone.findings(books(documents=counter(), payments=back, parties=BUYERS)))
        assert [one.rule for one in found] == [Rule.CASH_REFUNDS] * is_found


class TestTakenBack:
    @pytest.mark.parametrize(
        ("day", "after", "part", "is_found"),
        [(30, 6, 1, True), (12, 6, 1, False), (30, 60, 1, False), (30, 6, 3, False)],
        ids=["at the end of March", "in the middle", "months later", "a part came back"],
    )
    def test_sales_of_the_last_days(self, day: int, after: int, part: int, is_found: bool) -> None:
        last = [sold(f"M{n}", str(40000 + 5 * n), date(2025, 3, day), to=BUYERS[0]) for n in range(3)]
        notes = [replace(credit(one, days_after(after, one.issued_on)), total=one.total / part) for one in last]
        found = shown(taken_back.findings(books(documents=[*counter(200), *last, *notes], parties=BUYERS)))
        assert [one.rule for one in found] == [Rule.TAKEN_BACK] * is_found
        assert not found or found[0].amount_at_risk == sum(one.total for one in last)

    def test_billed_anew_or_customary(self) -> None:
        last = [sold(f"M{n}", str(40000 + 5 * n), date(2025, 3, 30), to=BUYERS[0]) for n in range(3)]
        notes = [credit(one, days_after(6, one.issued_on)) for one in last]
        again = [replace(one, id=customer(one.number).id, issued_on=days_after(7, one.issued_on)) for one in last]
        often = [credit(one, days_after(9, one.issued_on)) for one in counter(40)]
        assert taken_back.findings(books(documents=[*counter(200), *last, *notes, *again])) == []
        assert taken_back.findings(books(documents=[*counter(200), *last, *notes, *often])) == []


class TestStaff:
    ONE = supplier("Asha Rao", kind=PartyKind.EMPLOYEE, bank_account="674933006138")
    OTHER = replace(ONE, id=supplier("Pankaj Kamath").id, name="Pankaj Kamath")

    @pytest.mark.parametrize(
        ("known", "is_found"),
        [({}, True), ({"name": "Suresh Rao"}, False), ({"name": "RAO ASHA"}, False), ({"bank_account": None}, False)],
        ids=["strangers", "husband and wife", "kept twice", "no account known"],
    )
    def test_two_employees_one_account(self, known: dict[str, Any], is_found: bool) -> None:
        other = replace(self.OTHER, **known)
        pair = (self.ONE, other)
        paid = [paid_out("12400", days_after(31 * n), to=who, key=f"{who.id}{n}") for who in pair for n in range(3)]
        found = shown(staff.findings(books(parties=[self.ONE, other], payments=paid)))
        assert [one.rule for one in found] == [Rule.STAFF_SHARE_ACCOUNT] * is_found


class TestPrepaid:
    PAYEE = supplier("Nambiar Mercantile")

    @pytest.mark.parametrize(
        ("payee", "note", "is_found"),
        [
            (PAYEE, "advance", True),
            (PAYEE, None, True),
            (PAYEE, "loan EMI", False),
            (supplier("City Electricity Board"), None, False),
        ],
        ids=["advances", "nothing said", "a loan", "an office"],
    )
    def test_advances_and_never_a_bill(self, payee: Any, note: str | None, is_found: bool) -> None:
        found = self.advances(payee, note)
        assert [one.rule for one in found] == [Rule.ADVANCES_ONLY] * is_found

    def test_bill_that_came_or_may_still_come(self) -> None:
        late = bill("1", "140000", days_after(-100), of=self.PAYEE)
        assert self.advances(self.PAYEE, "advance", [late]) == []
        assert self.advances(self.PAYEE, "advance", start=-20) == []

    @pytest.mark.parametrize(
        ("days", "known", "is_found"),
        [(-12, {}, True), (12, {}, False), (-12, {"reference": "PO-1"}, False), (-2, {}, False)],
        ids=["ahead of every bill", "after the bills", "on order", "a day or two"],
    )
    def test_paid_ahead_of_its_bills(self, days: int, known: dict[str, Any], is_found: bool) -> None:
        made = [bill(f"E{n}", str(9000 + n), days_after(-300 + 30 * n), of=MAKERS[0], **known) for n in range(5)]
        found = shown(judged(prepaid, market(made, [settled(one, days=days) for one in made])))
        assert [one.rule for one in found] == [Rule.PAID_AHEAD] * is_found

    def advances(
        self, payee: Any, note: str | None, documents: Sequence[Document] = (), start: int = -300
    ) -> list[Finding]:
        more = [supplier(f"Seller {n}") for n in range(6)]
        made = [bill(f"M{n}", "2000", days_after(-50), of=one) for n, one in enumerate(more)]
        paid = [paid_out("40000", days_after(start + 45 * n), to=payee, key=f"adv{n}", notes=note) for n in range(4)]
        held = market([*made, *documents], [*paid, *map(settled, made)], [payee, *more])
        return shown(judged(prepaid, held))
