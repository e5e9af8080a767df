"""Documents entered twice, each beside its innocent twin."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from app.books.records import DocumentKind, DocumentStatus, Item, PartyKind
from app.fraud.records import AlertType, Sign
from tests.fraud.rules.duplicates.entered import LINES, SHOWN_FROM, copy, findings
from tests.fraud.shop import DAY, bill, customer, identifier, item, moment, supplier

NEXT_DAY = DAY + timedelta(days=1)


ORIGINAL = bill("SMP00404", "1180.40", items=LINES, entered_by="owner", entered_at=moment(DAY))
TWICE: Mapping[str, dict[str, Any]] = {
    "word for word": {},
    "leading zeros lost": {"number": "SMP404"},
    "a letter for a digit": {"number": "SMPO04O4"},
    "something added": {"number": "SMP00404 R"},
    "the number is missing": {"number": "NA", "issued_on": NEXT_DAY},
    "two digits swapped": {"number": "SMP00440"},
    "the amount nearly the same": {"total": ORIGINAL.total + 9},
    "the amount with two digits swapped": {"total": Decimal("1810.40"), "items": ()},
    "the number of the proforma": {"number": "PI-404", "reference": "PO-12"},
    "another date": {"issued_on": DAY + timedelta(days=3)},
    "without the items": {"items": ()},
    "without GST": {"total": ORIGINAL.subtotal, "tax_amount": ORIGINAL.subtotal * 0},
    "without GST, as one vague line": {
        "number": "smp-404",
        "total": ORIGINAL.subtotal,
        "tax_amount": ORIGINAL.subtotal * 0,
        "items": (item("Goods as per bill", "1000.34"),),
    },
    "rounded to the rupee": {"total": round(ORIGINAL.total, 0)},
    "a look-alike of another kind": {"number": "5MPQO4O4"},
    "only the last digits": {"number": "0404", "issued_on": NEXT_DAY},
    "a count behind the number, where the app refuses it twice": {"number": "SMP00404-1"},
    "in the digits of Hindi": {"number": "SMP-००४०४"},
    "under a voucher number, the bill's in the reference": {"number": "JV-71", "reference": "SMP00404"},
    "under a voucher number, the bill's in the notes": {"number": "JV-71", "notes": "as per bill SMP00404"},
    "after tax deducted at source": {"total": Decimal("1160.39"), "items": ()},
    "with freight on top": {"total": Decimal("1210.40")},
    "one line mistyped": {"total": Decimal("1859.80"), "items": (LINES[0], item("Switch board", "936"))},
    "at a revised price, the first left standing": {
        "number": "SMP00404/R",
        "total": Decimal("1145.20"),
        "notes": "revised rate",
        "items": (item("Ceiling fan", "620.80"), item("Switch board", "349.20")),
    },
    "the year mistyped": {"issued_on": DAY.replace(year=2025), "entered_at": moment(NEXT_DAY)},
    "the month mistyped": {"issued_on": DAY.replace(month=3), "entered_at": moment(NEXT_DAY)},
    "on the wrong supplier": {"party_id": supplier("Sri Cement").id, "reference": "PO-12"},
    "on the supplier's record as a customer": {"party_id": customer("Om Traders", key="buys as well").id},
    "under his name in Hindi": {"party_id": supplier("ओम ट्रेडर्स", key="hindi").id},
    "as a claim under its own number, which names the bill's": {
        "party_id": supplier("Anil", kind=PartyKind.EMPLOYEE).id,
        "number": "EXP-7",
        "notes": "paid bill SMP00404",
    },
    "as the claim of who paid it": {"party_id": supplier("Anil", kind=PartyKind.EMPLOYEE).id, "notes": "claim"},
    "in other words, with freight as a line": {
        "number": "404",
        "total": ORIGINAL.total + 59,
        "items": (item("celing fan", "640"), item("board, switch", "360"), item("Tempo", "50")),
    },
    "booked on the supplier's other record": {"party_id": supplier("OM TRADERS PVT LTD", key="other record").id},
}
HONEST: Mapping[str, dict[str, Any]] = {
    "the next number on the next day": {"number": "SMP00405", "issued_on": NEXT_DAY},
    "another amount": {"number": "SMP00871", "total": ORIGINAL.total * 3},
    "the first one was cancelled": {"status": DocumentStatus.CANCELLED},
    "another supplier with the same number": {"party_id": supplier("Sri Cement").id, "total": Decimal("5210.40")},
    "two deliveries that say so": {"number": "SMP00431", "notes": "2nd lot", "items": ()},
    "another vehicle": {"number": "SMP00431", "items": (item("Sand MH12 4411", "1000.34"),)},
    "a repeat order, in so many words": {"number": "SMP00431", "notes": "repeat order", "issued_on": NEXT_DAY},
    "a supplier's branch in another state": {"number": "KA/118", "party_id": supplier("Om Traders", key="south").id},
    "the same number a year later": {"issued_on": DAY + timedelta(days=365), "reference": "PO-77"},
    "another order": {"number": "SMP00523", "reference": "PO-91"},
    "a standing order a month later": {"number": "SMP00466", "issued_on": DAY + timedelta(days=31)},
}


class TestBills:
    @pytest.mark.parametrize("changes", TWICE.values(), ids=TWICE)
    def test_one_bill_entered_twice_is_found(self, changes: dict[str, Any]) -> None:
        again = copy(ORIGINAL, **changes)
        (found,) = findings(replace(ORIGINAL, reference="PO-12"), again)
        assert found.type is AlertType.DUPLICATE_SUPPLIER_BILL
        assert set(found.documents) == {ORIGINAL.id, again.id}
        assert found.probability >= SHOWN_FROM

    @pytest.mark.parametrize("changes", HONEST.values(), ids=HONEST)
    def test_two_honest_bills_are_left_alone(self, changes: dict[str, Any]) -> None:
        assert findings(replace(ORIGINAL, reference="PO-12"), copy(ORIGINAL, **changes)) == []

    def test_day_and_month_exchanged(self) -> None:
        first = replace(ORIGINAL, issued_on=date(2026, 3, 5))
        (found,) = findings(first, copy(ORIGINAL, issued_on=date(2026, 5, 3)))
        assert Sign.DATE_SWAPPED in found.agree

    def test_credit_note_in_between_explains_the_second_bill(self) -> None:
        note = bill("CN-7", "1180.40", NEXT_DAY, kind=DocumentKind.DEBIT_NOTE, related_document_id=ORIGINAL.id)
        again = copy(ORIGINAL, number="SMP00404 R", issued_on=DAY + timedelta(days=2))
        assert findings(ORIGINAL, again)
        assert findings(ORIGINAL, note, again) == []

    def test_account_number_used_as_bill_number(self) -> None:
        bills = [bill("ACC-55512", "1178.82", date(2026, month, 5), items=LINES) for month in range(1, 7)]
        assert findings(*bills) == []

    def test_milk_of_every_day_without_numbers(self) -> None:
        assert findings(*[bill("", "540", DAY + timedelta(days=day), key=f"milk {day}") for day in range(60)]) == []

    def test_instalments_are_not_duplicates(self) -> None:
        parts = [bill(f"A590/{n}", "5900", items=(item(f"Machine, part {n} of 4", "5000"),)) for n in range(1, 5)]
        assert findings(*parts) == []

    def test_rent_of_every_month_is_not_a_duplicate(self) -> None:
        rents = [bill(f"R-{n}", "35400", date(2025, n, 1), items=(item("Shop rent", "30000"),)) for n in range(1, 13)]
        assert findings(*rents) == []

    def test_three_entries_of_one_bill_are_one_finding(self) -> None:
        second = copy(ORIGINAL, number="SMP404")
        third = copy(second, number="SMP-404")
        (found,) = findings(ORIGINAL, second, third)
        assert len(found.documents) == 3
        assert found.amount_at_risk == 2 * ORIGINAL.total


class TestNamesakes:
    FIRST = bill("S266", "19798.63", of=supplier("Jyoti Agencies"), entered_at=moment(DAY), entered_by="owner")
    LATER = moment(DAY + timedelta(days=14))

    def test_one_paper_booked_on_the_other_of_two_alike_names(self) -> None:
        again = copy(self.FIRST, party_id=supplier("Jyoti Steel").id, items=(), entered_at=self.LATER)
        (found,) = findings(self.FIRST, again)
        assert found.probability >= SHOWN_FROM

    @pytest.mark.parametrize("lines", [(), LINES[:1], LINES], ids=len)
    def test_two_suppliers_with_one_number_and_one_price_are_left_alone(self, lines: tuple[Item, ...]) -> None:
        first = replace(self.FIRST, items=lines)
        again = copy(first, party_id=supplier("Sri Cement").id, entered_at=self.LATER)
        assert findings(first, again) == []


class TestNewYear:
    """Numbers begin anew in April, yet nobody writes a thousand bills in three weeks."""

    def test_a_high_number_of_march_booked_again_in_april(self) -> None:
        first = bill("S01009", "6321.40", date(2025, 3, 12), items=LINES)
        (found,) = findings(first, copy(first, issued_on=date(2025, 4, 19), notes="copy bill"))
        assert found.probability >= SHOWN_FROM

    def test_a_low_number_comes_again(self) -> None:
        first = bill("9", "6321.40", date(2025, 3, 12), items=LINES)
        assert findings(first, copy(first, issued_on=date(2025, 4, 19))) == []


class TestGroups:
    def test_an_innocent_repeat_is_not_drawn_in_with_two_copies(self) -> None:
        again = copy(ORIGINAL, number="SMP-404")
        ordered_again = copy(ORIGINAL, id=identifier("ordered again"), number="SMP00431", reference="PO-91")
        (found,) = findings(replace(ORIGINAL, reference="PO-12"), replace(again, reference="PO-12"), ordered_again)
        assert ordered_again.id not in found.documents

    def test_two_troubles_of_one_supplier_are_two_findings(self) -> None:
        other = bill("SMP00455", "7310.25", DAY + timedelta(days=9), items=(item("Geyser", "6195.13"),))
        found = findings(ORIGINAL, copy(ORIGINAL), other, copy(other))
        assert sorted(len(one.documents) for one in found) == [2, 2]


class TestOddBooks:
    def test_odd_bills_are_no_reason_to_fail(self) -> None:
        odd = [
            bill("", "0", key="nothing"),
            bill("", "-50", key="negative"),
            bill("9" * 400, "1e12", key="huge"),
            bill("X", "10", date(1900, 1, 1), party_id=None, items=()),
        ]
        assert findings(*odd, *[replace(one, id=identifier(str(one.id))) for one in odd[:2]]) == []
