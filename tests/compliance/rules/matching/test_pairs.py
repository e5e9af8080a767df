"""One bill against one row: what they are to each other. Sources: s.16(2)(aa), rule 36(4), rule 46(b), s.170."""

from datetime import date
from typing import Any

import pytest

from app.compliance.records.matching import Kind, State
from app.compliance.rules import matching
from tests.compliance.papers_2b import BENGALURU, DAY, OTHER_STATE, STRANGER, paper

EXACT, SUGGESTED, MISMATCH = State.EXACT, State.SUGGESTED, State.MISMATCH
INTER_STATE = {"cgst": 0, "sgst": 0, "igst": 1800}
TELLING = {"taxable_value": "13457.50", "cgst": "1211.18", "sgst": "1211.18"}

# what the case is about, the number in the books, in 2B, what is different in the books, in 2B, state, differences
PAIRS: list[tuple[str, str, str, dict[str, Any], dict[str, Any], State, set[str]]] = [
    ("the same in everything", "A-32", "A-32", {}, {}, EXACT, set()),
    ("capitals: GSTN takes numbers as case-insensitive", "inv-77", "INV-77", {}, {}, EXACT, set()),
    ("another separator", "INV/77", "INV-77", {}, {}, EXACT, set()),
    ("no separator", "INV77", "INV-77", {}, {}, EXACT, set()),
    ("blanks and a dot", " inv no.77 ", "INV-NO-77", {}, {}, EXACT, set()),
    ("separators between digits left out", "INV25001", "INV/25/001", {}, {}, EXACT, set()),
    ("a long dash", "INV–77", "INV-77", {}, {}, EXACT, set()),
    ("wide letters", "ＩＮＶ-77", "INV-77", {}, {}, EXACT, set()),
    ("a rupee off on each head (s.170)", "A-32", "A-32", {}, {"taxable_value": 10001, "cgst": "900.99"}, EXACT, set()),
    ("exactly a rupee less", "A-32", "A-32", {"sgst": 899, "taxable_value": 9999}, {}, EXACT, set()),
    ("above a rupee by a paisa", "A-32", "A-32", {}, {"taxable_value": "10001.01"}, MISMATCH, {"taxable_value"}),
    ("one head above a rupee", "A-32", "A-32", {}, {"cgst": 902}, MISMATCH, {"cgst"}),
    ("cess in 2B alone", "A-32", "A-32", {}, {"cess": 120}, MISMATCH, {"cess"}),
    ("value and tax differ", "A-32", "A-32", {}, {"taxable_value": 10400, "cgst": 936, "sgst": 936}, MISMATCH,
     {"taxable_value", "cgst", "sgst"}),
    ("far more in 2B", "A-32", "A-32", {}, {"taxable_value": 91000, "cgst": 8190, "sgst": 8190}, MISMATCH,
     {"taxable_value", "cgst", "sgst"}),
    ("IGST written for CGST and SGST", "A-32", "A-32", INTER_STATE, {}, MISMATCH, {"cgst", "sgst", "igst"}),
    ("another day decides nothing", "A-32", "A-32", {}, {"day": date(2025, 10, 20)}, EXACT, {"bill_date"}),
    ("another month neither (anchor 4433)", "A-32", "A-32", {}, {"day": date(2025, 12, 1)}, EXACT, {"bill_date"}),
    ("first and last day of a year", "A-32", "A-32", {"day": date(2025, 4, 1)}, {"day": date(2026, 3, 31)}, EXACT,
     {"bill_date"}),
    ("day and month changed about within the year", "A-32", "A-32", {"day": date(2025, 10, 5)},
     {"day": date(2025, 5, 10)}, EXACT, {"bill_date"}),
    ("place of supply differs: no credit in another State", "B-1", "B-1", {}, {"place_of_supply": "29"}, MISMATCH,
     {"place_of_supply"}),
    ("reverse charge differs", "B-2", "B-2", {}, {"reverse_charge": True}, MISMATCH, {"reverse_charge"}),
    ("reverse charge in the books alone", "B-2", "B-2", {"reverse_charge": True}, {}, MISMATCH, {"reverse_charge"}),
    ("the books do not tell the place", "B-1", "B-1", {"place_of_supply": None}, {}, EXACT, set()),
    ("the books do not tell of reverse charge", "B-1", "B-1", {"reverse_charge": None}, {}, EXACT, set()),
    ("another GSTIN of the company", "C-1", "C-1", {}, {"company_gstin": BENGALURU}, MISMATCH, {"company_gstin"}),
    ("the books do not tell which GSTIN of the company", "C-1", "C-1", {"company_gstin": None}, {}, EXACT, set()),
    ("another GSTIN of the company, another amount", "C-1", "C-1", {}, {"company_gstin": BENGALURU, "cgst": 950},
     MISMATCH, {"company_gstin", "cgst"}),
    ("same PAN in another State", "C-2", "C-2", {}, {"supplier_gstin": OTHER_STATE}, MISMATCH, {"supplier_gstin"}),
    ("same PAN, another State, heads by it", "C-2", "C-2", {}, {"supplier_gstin": OTHER_STATE, **INTER_STATE}, MISMATCH,
     {"supplier_gstin", "cgst", "sgst", "igst"}),
    ("same PAN, a rupee off", "C-2", "C-2", {"taxable_value": 10001}, {"supplier_gstin": OTHER_STATE}, MISMATCH,
     {"supplier_gstin"}),
    ("second registration of the PAN in the State", "C-2", "C-2", {}, {"supplier_gstin": "27ABCFR5521K2Z1"}, MISMATCH,
     {"supplier_gstin"}),
    ("GSTIN with one character wrong", "C-3", "C-3", {"supplier_gstin": "27ABCFR5527K1Z2"}, {}, MISMATCH,
     {"supplier_gstin"}),
    ("GSTIN with two changed about", "C-3", "C-3", {"supplier_gstin": "27ABCFR5251K1Z2"}, {}, MISMATCH,
     {"supplier_gstin"}),
    ("GSTIN with one lost", "C-3", "C-3", {"supplier_gstin": "27ABCFR521K1Z2"}, {}, MISMATCH, {"supplier_gstin"}),
    ("GSTIN in small letters with blanks", "C-3", "C-3", {"supplier_gstin": "27abcfr 5521k1z2"}, {}, EXACT, set()),
    ("no GSTIN in the books", "C-4", "C-4", {"supplier_gstin": None}, {}, MISMATCH, {"supplier_gstin"}),
    *[(f"financial year as {written!r}", written, "INV-50", {}, {}, SUGGESTED, {"bill_no"}) for written in (
        "INV/2025-26/50", "INV/2025-2026/50", "INV/25-26/50", "INV/2526/50", "INV/202526/50", "INV/20252026/50",
        "INV/2025/26/50", "INV/25/26/50", "2025-26/INV/50", "INV-50/25-26", "INV2526-50", "FY25-26/INV/50")],
    ("two spellings of the year", "BILL-2526-50", "BILL-25-26-50", {}, {"day": date(2025, 10, 21)}, EXACT,
     {"bill_date"}),
    ("short and long year", "BILL-2025-26-50", "BILL-25-26-50", {}, {}, SUGGESTED, {"bill_no"}),
    ("zeros in front", "INV-0077", "INV-77", {}, {}, SUGGESTED, {"bill_no"}),
    ("zeros of a bare number", "77", "00077", {}, {}, SUGGESTED, {"bill_no"}),
    ("zeros, year and capitals", "inv/050", "INV/25-26/50", {}, {}, SUGGESTED, {"bill_no"}),
    ("zeros and a rupee", "INV-0077", "INV-77", {"taxable_value": 10001}, {}, SUGGESTED, {"bill_no"}),
    ("zeros and another day", "INV-0077", "INV-77", {}, {"day": date(2025, 12, 14)}, SUGGESTED,
     {"bill_no", "bill_date"}),
    ("zeros and another amount", "INV-0077", "INV-77", {"cgst": 950}, {}, MISMATCH, {"bill_no", "cgst"}),
    ("the serial alone", "77", "INV-77", {}, {}, SUGGESTED, {"bill_no"}),
    ("the serial alone, another amount", "77", "INV-77", {"cgst": 950}, {}, MISMATCH, {"bill_no", "cgst"}),
    ("the serial alone, three digits, weeks later", "101", "INV-101", {}, {"day": date(2025, 11, 2)}, SUGGESTED,
     {"bill_no", "bill_date"}),
    ("letter O for a zero in front, weeks later", "INV-O088", "INV-0088", {}, {"day": date(2025, 11, 2)}, SUGGESTED,
     {"bill_no", "bill_date"}),
    ("a part of the series left out", "GST-77", "GST/MUM/77", {}, {}, SUGGESTED, {"bill_no"}),
    ("calendar year left out", "INV-77", "INV/2025/77", {}, {}, SUGGESTED, {"bill_no"}),
    ("letter O for zero", "INV-1O7", "INV-107", {}, {}, SUGGESTED, {"bill_no"}),
    ("letters for digits", "INV-S5I", "INV-551", {}, {}, SUGGESTED, {"bill_no"}),
    ("two digits changed about", "INV-1243", "INV-1234", {}, {}, SUGGESTED, {"bill_no"}),
    ("two changed about, a day later", "INV-1243", "INV-1234", {}, {"day": date(2025, 10, 15)}, SUGGESTED,
     {"bill_no", "bill_date"}),
    ("a digit wrong before the last", "INV-1734", "INV-1234", {}, {}, SUGGESTED, {"bill_no"}),
    ("a digit lost", "INV-124", "INV-1234", {}, {}, SUGGESTED, {"bill_no"}),
    ("a digit doubled", "INV-12334", "INV-1234", {}, {}, SUGGESTED, {"bill_no"}),
    ("a letter wrong in the series", "INB-1234", "INV-1234", {}, {}, SUGGESTED, {"bill_no"}),
    ("last year's prefix", "INV/24-25/12", "INV/25-26/12", {}, {}, SUGGESTED, {"bill_no"}),
    ("a letter behind the serial", "BILL-25-00012", "BILL-25-00012-A", {}, {"day": date(2025, 10, 18)}, SUGGESTED,
     {"bill_no", "bill_date"}),
    ("the voucher's own number on a telling amount", "PUR-0007", "INV/341", TELLING, TELLING, MISMATCH, {"bill_no"}),
    ("no number in the books", "", "INV/341", {}, {}, MISMATCH, {"bill_no"}),
    ("credit note negative in the books", "CN-5", "CN-5",
     {"kind": Kind.CREDIT_NOTE, "taxable_value": -10000, "cgst": -900, "sgst": -900}, {"kind": Kind.CREDIT_NOTE},
     EXACT, set()),
    ("debit notes", "DN-5", "DN-5", {"kind": Kind.DEBIT_NOTE}, {"kind": Kind.DEBIT_NOTE}, EXACT, set()),
    ("credit note of another amount", "CN-5", "CN-5", {"kind": Kind.CREDIT_NOTE, "cgst": 800},
     {"kind": Kind.CREDIT_NOTE}, MISMATCH, {"cgst"}),
    ("their credit note as our debit note", "CN-5", "CN-5", {"kind": Kind.DEBIT_NOTE}, {"kind": Kind.CREDIT_NOTE},
     MISMATCH, {"kind"}),
    ("bill of entry, which names no supplier", "7654321", "7654321",
     {"kind": Kind.IMPORT, "supplier_gstin": None, "place_of_supply": None, **INTER_STATE},
     {"kind": Kind.IMPORT, "supplier_gstin": None, "place_of_supply": None, **INTER_STATE}, EXACT, set()),
    ("bill of entry with the supplier in the books", "7654321", "7654321", {"kind": Kind.IMPORT, **INTER_STATE},
     {"kind": Kind.IMPORT, "supplier_gstin": None, **INTER_STATE}, EXACT, set()),
    ("input service distributor", "ISD/4", "ISD-4", {"kind": Kind.ISD}, {"kind": Kind.ISD}, EXACT, set()),
    ("the number names its year, a date is a year off", "INV/25-26/9", "INV/25-26/9", {"day": date(2024, 10, 14)}, {},
     EXACT, {"bill_date"}),
    ("telling amount, year mistyped", "A-9", "A-9", {"day": date(2024, 10, 14), **TELLING}, TELLING, EXACT,
     {"bill_date"}),
    ("telling amount, day and month changed about over the year's end", "A-9", "A-9",
     {"day": date(2025, 4, 3), **TELLING}, {"day": date(2025, 3, 4), **TELLING}, EXACT, {"bill_date"}),
    ("an amended row alone", "A-32", "A-32", {}, {"is_amended": True}, EXACT, set()),
]  # fmt: skip

# what the case is about, the number in the books, in 2B, what is different in the books, in 2B
APART: list[tuple[str, str, str, dict[str, Any], dict[str, Any]]] = [
    ("two serials of one series with equal amounts", "BILL-23-00040", "BILL-23-00045", {}, {}),
    ("the next number", "S-101", "S-102", {}, {}),
    ("the next number with a telling amount", "S-101", "S-102", TELLING, TELLING),
    ("the next ten", "S-9", "S-10", {}, {}),
    ("the next short number", "12", "21", {}, {}),
    ("one digit more in a short number", "J-1", "J-11", {}, {}),
    ("two far numbers of one series", "BILL-2526-1234", "BILL-25-26-5678", {}, {"day": date(2025, 10, 21)}),
    ("1-11 is not 11-1", "1-11", "11-1", {}, {}),
    ("two series of one letter", "A-32", "B-32", {}, {}),
    ("another number and another amount", "Z-5", "Z-6", {"taxable_value": 700}, {"day": date(2025, 8, 1)}),
    ("the serial alone, another amount, another day", "77", "INV-77", {"cgst": 950}, {"day": date(2025, 10, 15)}),
    ("the serial alone, months later", "77", "INV-77", {}, {"day": date(2026, 1, 14)}),
    ("changed about, months later", "INV-1243", "INV-1234", {}, {"day": date(2025, 12, 14)}),
    ("changed about, another place", "INV-1243", "INV-1234", {}, {"place_of_supply": "29"}),
    ("another number on a round amount", "PUR-0007", "INV/341", {}, {}),
    ("another number on another day", "PUR-0007", "INV/341", TELLING, {"day": date(2025, 10, 15), **TELLING}),
    ("same number of the year before", "F-1", "F-1", {"day": date(2024, 10, 14)}, {}),
    ("31 March and 1 April are two years (rule 46(b))", "F-1", "F-1", {"day": date(2025, 3, 31)},
     {"day": date(2025, 4, 1)}),
    ("the number names another year", "INV/24-25/9", "INV/25-26/9", {"day": date(2024, 10, 14)}, {}),
    ("another supplier", "A-32", "A-32", {}, {"supplier_gstin": STRANGER}),
    ("same PAN, another amount: each GSTIN counts its own bills", "1", "1", {}, {"supplier_gstin": OTHER_STATE,
     "cgst": 950}),
    ("same PAN, another number", "A-1", "A-2", {}, {"supplier_gstin": OTHER_STATE}),
    ("no GSTIN in the books, another month", "1", "1", {"supplier_gstin": None, "day": date(2025, 8, 1)}, {}),
    ("invoice and credit note with one number", "A-32", "A-32", {}, {"kind": Kind.CREDIT_NOTE}),
    ("invoice and debit note", "A-32", "A-32", {}, {"kind": Kind.DEBIT_NOTE}),
    ("invoice and import", "A-32", "A-32", {}, {"kind": Kind.IMPORT}),
    ("two bills of entry", "7654321", "7654389", {"kind": Kind.IMPORT}, {"kind": Kind.IMPORT}),
]  # fmt: skip


class TestTwoPapers:
    @pytest.mark.parametrize("case", PAIRS, ids=lambda case: case[0])
    def test_are_one_document(self, case: tuple[Any, ...]) -> None:
        _, ours, theirs, in_books, in_2b, state, fields = case
        (row,) = matching.reconciled([paper("P1", ours, **in_books)], [paper("G1", theirs, **in_2b)])
        assert row.purchase and row.inward
        assert (row.state, {difference.field for difference in row.differences}) == (state, fields)

    @pytest.mark.parametrize("case", APART, ids=lambda case: case[0])
    def test_are_two_documents(self, case: tuple[Any, ...]) -> None:
        _, ours, theirs, in_books, in_2b = case
        rows = matching.reconciled([paper("P1", ours, **in_books)], [paper("G1", theirs, **in_2b)])
        assert [row.state for row in rows] == [State.MISSING_IN_2B, State.MISSING_IN_BOOKS]

    def test_difference_says_what_each_side_says(self) -> None:
        (row,) = matching.reconciled([paper("P1")], [paper("G1", taxable_value=10002, day=date(2025, 10, 15))])
        said = {difference.field: (difference.in_books, difference.in_2b) for difference in row.differences}
        assert said == {"taxable_value": (10000, 10002), "bill_date": (DAY, date(2025, 10, 15))}
