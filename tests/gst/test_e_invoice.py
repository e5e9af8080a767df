"""Who needs e-invoices, until when they are taken, and what number they get."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.gst import e_invoice
from app.gst.e_invoice import Code, Paper, SupplierClass
from app.gst.parties import Document, Recipient, SupplyKind

CRORE = 10_000_000
LIMITS: list[tuple[str, int, bool, str]] = [
    ("2020-09-30", 900 * CRORE, False, "before e-invoices"),
    ("2020-10-01", 500 * CRORE, False, "61/2020-CT: exceeds"),
    ("2020-10-01", 500 * CRORE + 1, True, "61/2020-CT"),
    ("2020-12-31", 100 * CRORE + 1, False, "88/2020-CT from the next day"),
    ("2021-01-01", 100 * CRORE + 1, True, "88/2020-CT"),
    ("2021-03-31", 60 * CRORE, False, "5/2021-CT from the next day"),
    ("2021-04-01", 60 * CRORE, True, "5/2021-CT"),
    ("2022-03-31", 30 * CRORE, False, "1/2022-CT from the next day"),
    ("2022-04-01", 30 * CRORE, True, "1/2022-CT"),
    ("2022-10-01", 10 * CRORE, False, "17/2022-CT: exceeds"),
    ("2022-10-01", 10 * CRORE + 1, True, "17/2022-CT"),
    ("2023-07-31", 6 * CRORE, False, "10/2023-CT from the next day"),
    ("2023-08-01", 6 * CRORE, True, "10/2023-CT"),
    ("2023-08-01", 5 * CRORE, False, "exactly 5 crore does not exceed it"),
    ("2025-10-10", 5 * CRORE + 1, True, "10/2023-CT"),
    ("2025-10-10", 0, False, "10/2023-CT"),
]
CLASSES = [(one, one is SupplierClass.REGULAR) for one in SupplierClass]
DOCUMENTS: list[tuple[dict[str, Any], bool, str]] = [
    ({}, True, "B2B"),
    ({"document": Document.CREDIT_NOTE}, True, "notes too"),
    ({"document": Document.DEBIT_NOTE}, True, "notes too"),
    ({"document": Document.BILL_OF_SUPPLY, "supply": SupplyKind.EXEMPT}, False, "no tax invoice"),
    ({"document": Document.BILL_OF_SUPPLY}, False, "no tax invoice"),
    ({"recipient_category": Recipient.UNREGISTERED}, False, "B2C"),
    ({"recipient_category": Recipient.UNREGISTERED, "document": Document.CREDIT_NOTE}, False, "B2C"),
    ({"recipient_category": Recipient.COMPOSITION}, True, "registered"),
    ({"recipient_category": Recipient.SEZ}, True, "SEZ"),
    ({"recipient_category": Recipient.DEEMED_EXPORT}, True, "deemed export"),
    ({"recipient_category": Recipient.OVERSEAS}, True, "export"),
    ({"recipient_category": Recipient.OVERSEAS, "document": Document.CREDIT_NOTE}, True, "note on an export"),
    ({"supply": SupplyKind.EXEMPT}, False, "nothing taxed"),
    ({"supply": SupplyKind.NIL_RATED}, False, "nothing taxed"),
    ({"supply": SupplyKind.NON_GST}, False, "outside GST"),
    ({"supply": SupplyKind.EXEMPT, "recipient_category": Recipient.OVERSEAS}, True, "zero-rated"),
    ({"supply": SupplyKind.NON_GST, "recipient_category": Recipient.OVERSEAS}, False, "outside GST"),
]
REPORTED: list[tuple[int, str, str, bool, str]] = [
    (8 * CRORE, "2025-06-01", "2025-08-20", True, "no limit below 10 crore"),
    (10 * CRORE, "2025-06-01", "2025-07-01", True, "exactly 30 days"),
    (10 * CRORE, "2025-06-01", "2025-07-02", False, "31 days, 10 crore and above"),
    (10 * CRORE - 1, "2025-06-01", "2025-07-02", True, "just below 10 crore"),
    (60 * CRORE, "2025-06-01", "2025-06-01", True, "the same day"),
    (60 * CRORE, "2025-02-01", "2025-03-31", True, "before 2025-04-01 only 100 crore and above"),
    (60 * CRORE, "2025-02-01", "2025-04-01", False, "the day of reporting counts"),
    (100 * CRORE, "2023-11-01", "2023-12-02", False, "100 crore from 2023-11-01"),
    (100 * CRORE, "2023-09-01", "2023-10-31", True, "before 2023-11-01"),
    (60 * CRORE, "2025-06-02", "2025-06-01", False, "dated ahead"),
]


class TestApplies:
    @pytest.mark.parametrize(("on", "turnover", "is_needed", "source"), LIMITS)
    def test_turnover_above_the_limit_of_the_day(self, on: str, turnover: int, is_needed: bool, source: str) -> None:
        verdict = e_invoice.applies(paper(issued_on=date.fromisoformat(on), turnover=Decimal(turnover)))
        assert verdict.holds is is_needed, source

    @pytest.mark.parametrize(("supplier_class", "is_needed"), CLASSES)
    def test_classes_that_are_spared(self, supplier_class: SupplierClass, is_needed: bool) -> None:
        verdict = e_invoice.applies(paper(supplier_class=supplier_class))
        assert verdict.holds is is_needed
        assert verdict.law

    def test_government_was_spared_from_june_2021(self) -> None:
        government = {"supplier_class": SupplierClass.GOVERNMENT_DEPARTMENT, "turnover": Decimal(600 * CRORE)}
        days = (date(2021, 5, 31), date(2021, 6, 1))
        assert [e_invoice.applies(paper(issued_on=on, **government)).holds for on in days] == [True, False]

    @pytest.mark.parametrize(("changes", "is_needed", "why"), DOCUMENTS)
    def test_documents_and_buyers(self, changes: dict[str, Any], is_needed: bool, why: str) -> None:
        assert e_invoice.applies(paper(**changes)).holds is is_needed, why


class TestReporting:
    @pytest.mark.parametrize(("turnover", "issued", "reported", "is_taken", "why"), REPORTED)
    def test_within_thirty_days(self, turnover: int, issued: str, reported: str, is_taken: bool, why: str) -> None:
        days = date.fromisoformat(issued), date.fromisoformat(reported)
        assert e_invoice.is_reported_in_time(Decimal(turnover), *days).holds is is_taken, why

    @given(st.dates(date(2025, 4, 1), date(2035, 1, 1)), st.integers(0, 400))
    def test_who_is_late_stays_late(self, issued: date, days: int) -> None:
        one, later = (
            e_invoice.is_reported_in_time(Decimal(20 * CRORE), issued, issued + timedelta(days=day)).holds
            for day in (days, days + 1)
        )
        assert one or not later


class TestIRN:
    def test_example_of_the_documentation(self) -> None:
        found = e_invoice.irn("01AAAAA9999A19N", "2019-20", Code.INVOICE, "ABC01234")
        assert found == "353c2677715ae97aa876a37262a38381a75c1d1184f6a803f703bb395971925f"

    def test_letter_case_and_blanks_make_no_other_number(self) -> None:
        one = e_invoice.irn("24AANFA2641L1ZF", "2025-26", Code.CREDIT_NOTE, "CN/01a")
        assert e_invoice.irn(" 24aanfa2641l1zf ", "2025-26", Code.CREDIT_NOTE, " cn/01A ") == one

    def test_kind_of_document_makes_another_number(self) -> None:
        found = {e_invoice.irn("24AANFA2641L1ZF", "2025-26", code, "1") for code in Code}
        assert len(found) == len(Code)


def paper(**changes: Any) -> Paper:
    """A tax invoice of a regular supplier of 6 crore to a registered buyer, with changes."""
    return Paper(**{"turnover": Decimal(6 * CRORE), "issued_on": date(2025, 10, 10), **changes})
