"""The sheets of the portal's workbook as they are downloaded, amended ones with their third row of headings."""

from datetime import date
from typing import Any

import pytest

from app.compliance.records.matching import Kind, Paper
from app.compliance.rules.portal_2b import sheets
from tests.compliance import portal_sheets as portal
from tests.compliance.papers_2b import SUPPLIER
from tests.compliance.portal_files import b2b, cover, line

FILED = ("Oct'25", "11/11/2025", "Yes", "")
NOTE = ("CN-1", "Credit Note", "Regular", "20/10/2025", 590, "Maharashtra", "No", 500, 0, 45, 45, 0, *FILED)
BILL = ("A-2", "Regular", "02/10/2025", 1180, "Maharashtra", "No", 1000, 0, 90, 90, 0, *FILED)
ISD = (SUPPLIER, "Bengal", "ISD Invoice", "I-2", "05/10/2025", "A-9", "01/10/2025", 90, 5, 5, 0)
ENTRY = ("04/10/2025", "INNSA1", "7654321", "03/10/2025", 1000, 180, 7, "Yes")


def _only(**rows: portal.Rows) -> Paper:
    (paper,) = sheets.read(
        {"Read me": cover(), "B2B": b2b()} | {name.replace("_", "-"): of for name, of in rows.items()}
    ).papers
    return paper


class TestSheets:
    def test_note_has_its_type_in_a_column(self) -> None:
        paper = _only(B2B_CDNR=portal.notes((SUPPLIER, "Bengal", *NOTE)))
        assert (paper.kind, paper.bill_no, paper.bill_date) == (Kind.CREDIT_NOTE, "CN-1", date(2025, 10, 20))
        assert (paper.taxable_value, paper.cgst, paper.sgst, paper.place_of_supply) == (500, 45, 45, "27")

    def test_amended_invoice_names_its_original_first(self) -> None:
        paper = _only(B2BA=portal.amended_invoices(("A-1", "01/09/2025", SUPPLIER, "Bengal", *BILL)))
        assert (paper.original_no, paper.original_date) == ("A-1", date(2025, 9, 1))
        assert (paper.bill_no, paper.bill_date, paper.taxable_value, paper.cgst) == ("A-2", date(2025, 10, 2), 1000, 90)

    def test_amended_note_is_what_it_is_now(self) -> None:
        row = ("Debit Note", "DN-1", "01/09/2025", SUPPLIER, "Bengal", *NOTE)
        paper = _only(B2B_CDNRA=portal.amended_notes(row))
        assert (paper.kind, paper.bill_no, paper.original_no, paper.cgst) == (Kind.CREDIT_NOTE, "CN-1", "DN-1", 45)

    def test_distributed_credit_has_its_heads(self) -> None:
        paper = _only(ISD=portal.distributed(ISD))
        assert (paper.kind, paper.bill_no, paper.igst, paper.cgst, paper.original_no) == (Kind.ISD, "I-2", 90, 5, None)

    def test_amended_distributed_credit_has_its_heads_too(self) -> None:
        paper = _only(ISDA=portal.amended_distributed(("ISD Credit Note", "I-1", "01/09/2025", *ISD)))
        assert (paper.kind, paper.bill_no, paper.original_no) == (Kind.ISD, "I-2", "I-1")
        assert (paper.igst, paper.cgst, paper.sgst) == (90, 5, 5)

    @pytest.mark.parametrize(("name", "is_amended"), [("IMPG", False), ("IMPGA", True)])
    def test_bill_of_entry_names_no_original(self, name: str, is_amended: bool) -> None:
        paper = _only(**{name: portal.imports(ENTRY)})
        assert (paper.kind, paper.supplier_gstin, paper.is_amended) == (Kind.IMPORT, None, is_amended)
        assert (paper.bill_no, paper.bill_date, paper.original_no) == ("7654321", date(2025, 10, 3), None)
        assert (paper.taxable_value, paper.igst, paper.cess) == (1000, 180, 7)

    @pytest.mark.parametrize("rows", [portal.amended_invoices(), portal.amended_distributed(), portal.imports()])
    def test_sheets_without_papers_are_read(self, rows: portal.Rows) -> None:
        names: dict[str, Any] = {
            "B2BA": portal.amended_invoices(),
            "ISDA": portal.amended_distributed(),
            "IMPGSEZA": rows,
        }
        assert not sheets.read({"Read me": cover(), "B2B": b2b(), **names}).papers

    def test_what_was_rejected_is_no_credit(self) -> None:
        book = {"Read me": cover(), "B2B": b2b(line()), "B2B(Rejected)": b2b(line("A-33"))}
        assert [paper.bill_no for paper in sheets.read(book).papers] == ["A-32"]
