"""Input tax credit at risk (CGST Act 2017, s.16, s.17(5); CGST Rules 2017, rule 37), and the bills that are not."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from app.books.records import Direction, Document, DocumentKind, DocumentStatus, Payment
from app.compliance.records.periods.exposure import AtRisk, Exposure, Risk
from app.compliance.rules.periods.exposure import exposure
from tests.compliance.rules.periods.shop import BENGALURU, MILL, WALK_IN, bill, books, line, noted, party, sale, untaxed

ON = date(2025, 11, 21)
NO_NUMBER = party("Corner Tools", is_supplier=True)
BAD_NUMBER = party("Smudged Print", "27ABCFR5521K1Z3", is_supplier=True)
HOTEL = party("Garden Hotel", BENGALURU, is_supplier=True)
SPLIT = noted(line(), cgst_amount=90, sgst_amount=90)
PAID = DocumentStatus.PAID
CHARGED = untaxed(
    "1",
    MILL,
    noted(line(), reverse_charge=True),
    kind=DocumentKind.SUPPLIER_BILL,
    issued_on=date(2025, 4, 2),
)


class TestUnpaidBills:
    """180 days before 2025-11-21 lies 2025-05-25."""

    @pytest.mark.parametrize(
        ("issued_on", "risk", "days_left"),
        [
            (date(2025, 5, 24), Risk.UNPAID_180_DAYS, -1),
            (date(2025, 5, 25), Risk.UNPAID_SOON, 0),
            (date(2025, 6, 24), Risk.UNPAID_SOON, 30),
            (date(2025, 6, 25), None, None),
        ],
    )
    def test_day_is_counted_from_the_bill(self, issued_on: date, risk: Risk | None, days_left: int | None) -> None:
        found = at_risk(bill("1", MILL, issued_on=issued_on))
        assert {one: bills[0].days_left for one, bills in found.items()} == ({risk: days_left} if risk else {})

    def test_only_the_unpaid_part_counts(self) -> None:
        document = bill("1", MILL, issued_on=date(2025, 3, 1))
        paid = Payment(UUID(int=1), Direction.OUT, Decimal(295), date(2025, 3, 9), "upi", MILL.id, document.id)
        (one,) = at_risk(document, payments=[paid])[Risk.UNPAID_180_DAYS]
        assert (one.unpaid, one.tax) == (Decimal(885), Decimal(135))

    def test_interest_runs_from_the_day_on_which_credit_was_taken(self) -> None:
        (one,) = at_risk(bill("1", MILL, issued_on=date(2025, 4, 1)))[Risk.UNPAID_180_DAYS]
        assert one.interest == Decimal("16.42")  # 185 days from 2025-05-20: 180 x 18 % x 185 / 365

    @pytest.mark.parametrize(
        "document",
        [
            pytest.param(bill("1", MILL, issued_on=date(2025, 4, 2), status=PAID), id="called paid"),
            pytest.param(bill("1", MILL, issued_on=date(2025, 4, 2), paid=Decimal(1180)), id="paid without a row"),
            pytest.param(CHARGED, id="reverse charge"),
            pytest.param(bill("1", MILL, line(rate="0"), issued_on=date(2025, 4, 2)), id="untaxed"),
            pytest.param(bill("1", MILL, issued_on=date(2025, 4, 2), status=DocumentStatus.CANCELLED), id="cancelled"),
            pytest.param(sale("1", WALK_IN, issued_on=date(2025, 4, 2)), id="our own invoice"),
            pytest.param(bill("1", MILL, issued_on=date(2025, 11, 30)), id="dated ahead"),
            pytest.param(bill("1", None, issued_on=date(2025, 4, 2), notes="Bill of Entry 4471"), id="imported"),
        ],
    )
    def test_innocent_bills(self, document: Document) -> None:
        assert at_risk(document) == {}


class TestOtherRisks:
    @pytest.mark.parametrize(
        ("document", "risk"),
        [
            (bill("1", NO_NUMBER, status=PAID), Risk.SUPPLIER_WITHOUT_GSTIN),
            (bill("1", BAD_NUMBER, status=PAID), Risk.SUPPLIER_GSTIN_INVALID),
            (bill("1", None, status=PAID), Risk.SUPPLIER_UNKNOWN),
            (bill("1", HOTEL, SPLIT, status=PAID), Risk.PLACE_ELSEWHERE),
            (bill("1", MILL, line(hsn_code="87032291"), status=PAID), Risk.MAYBE_BLOCKED),
            (bill("1", MILL, line(name="Diwali gifts"), status=PAID), Risk.MAYBE_BLOCKED),
            (
                bill("1", MILL, status=PAID, issued_on=date(2024, 3, 9), entered_at=datetime(2024, 12, 1, tzinfo=UTC)),
                Risk.LAST_DATE_PASSED,
            ),
            (bill("1", MILL, status=PAID, issued_on=date(2025, 3, 31)), None),
            (bill("1", MILL, status=PAID, issued_on=date(2024, 4, 1)), Risk.LAST_DATE_NEAR),
            (bill("1", NO_NUMBER, line(rate="0"), status=PAID), None),
            (bill("1", HOTEL, status=PAID), None),
        ],
    )
    def test_each_bill_has_its_own(self, document: Document, risk: Risk | None) -> None:
        on = date(2024, 12, 2) if document.entered_at else ON if document.issued_on.year > 2024 else date(2025, 9, 1)
        if document.issued_on == date(2025, 3, 31):
            on = date(2026, 8, 1)  # 121 days before 30 November 2026: no reminder yet
        assert set(at_risk(document, on=on)) == ({risk} if risk else set())

    def test_bill_missing_in_2b_is_told_when_a_match_is_stored(self) -> None:
        document = bill("1", MILL, status=PAID)
        found = exposure(books(document), on=ON, missing_in_2b={document.id})
        assert ([group.risk for group in found.groups], found.is_2b_known) == ([Risk.MISSING_IN_2B], True)
        assert not exposure(books(document), on=ON).is_2b_known

    def test_each_bill_is_added_up_once_and_hints_are_not(self) -> None:
        old = bill("1", MILL, issued_on=date(2025, 4, 2))
        hint = bill("2", MILL, line(hsn_code="8703"), status=PAID)
        found = exposure(books(old, hint), on=ON, missing_in_2b={old.id})
        assert len(found.groups) == 3
        assert found.tax == Decimal(180)


def at_risk(*documents: Document, payments: list[Payment] | None = None, on: date = ON) -> dict[Risk, list[AtRisk]]:
    """The bills at risk on a day by risk, by default 2025-11-21."""
    everybody = (NO_NUMBER, BAD_NUMBER, HOTEL)
    found: Exposure = exposure(books(*documents, payments=payments or [], parties=everybody), on=on)
    return {group.risk: list(group.bills) for group in found.groups}
