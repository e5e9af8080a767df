"""The portal's JSON of GSTR-2B: every table of the form, and what cannot be read is named by its path."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.compliance.records.matching import Kind
from app.compliance.records.portal_2b import FileRefused
from app.compliance.rules import portal_2b
from app.compliance.rules.portal_2b import documents
from app.values.period import Month
from tests.compliance.papers_2b import MUMBAI, SUPPLIER
from tests.compliance.portal_files import content, invoice, supplied

NOTE = {"ntnum": "CN-1", "typ": "C", "dt": "20-10-2025", "pos": "27", "rev": "N", "txval": 500, "cgst": 45, "sgst": 45}
ENTRY = {"boenum": "7654321", "boedt": "03-10-2025", "portcode": "INNSA1", "txval": 100, "igst": 18, "isamd": "N"}
AMOUNTS = ("txval", "cgst", "sgst", "igst", "cess")
SERVICE = {"doctyp": "ISDI", "docnum": "I-1", "docdt": "05-10-2025", "igst": 90, "itcelg": "Y"}


class TestTables:
    def test_head_says_whose_and_when(self) -> None:
        file = documents.read(content())
        assert (file.gstin, file.period, file.generated_on) == (MUMBAI, Month(2025, 10), date(2025, 11, 14))

    def test_invoice_is_read_with_all_it_says(self) -> None:
        (paper,) = documents.read(content(b2b=[supplied(invoice())])).papers
        assert (paper.kind, paper.supplier_gstin, paper.company_gstin) == (Kind.INVOICE, SUPPLIER, MUMBAI)
        assert (paper.bill_no, paper.bill_date, paper.place_of_supply) == ("A-32", date(2025, 10, 14), "27")
        assert (paper.reverse_charge, paper.taxable_value, paper.cgst) == (False, 10000, 900)
        assert (paper.supplier_name, paper.is_amended) == ("Bengal Wires", False)

    @pytest.mark.parametrize(
        ("table", "entry", "kind", "is_amended"),
        [
            ("b2ba", supplied(invoice(oinum="A-3", oidt="01-09-2025")), Kind.INVOICE, True),
            ("ecom", supplied(invoice()), Kind.INVOICE, False),
            ("cdnr", supplied(NOTE, under="nt"), Kind.CREDIT_NOTE, False),
            ("cdnr", supplied(NOTE | {"typ": "D"}, under="nt"), Kind.DEBIT_NOTE, False),
            ("cdnra", supplied(NOTE | {"ontnum": "CN-0", "ontdt": "01-09-2025"}, under="nt"), Kind.CREDIT_NOTE, True),
            ("isd", supplied(SERVICE, under="doclist"), Kind.ISD, False),
            ("isd", supplied(SERVICE | {"doctyp": "ISDC"}, under="doclist"), Kind.ISD_CREDIT_NOTE, False),
            ("impg", ENTRY, Kind.IMPORT, False),
            ("impg", ENTRY | {"isamd": "Y"}, Kind.IMPORT, True),
            ("impgsez", supplied(ENTRY, under="boe"), Kind.IMPORT, False),
        ],
    )
    def test_table_has_its_kind(self, table: str, entry: dict[str, Any], kind: Kind, is_amended: bool) -> None:
        (paper,) = documents.read(content(tables={table: [entry]})).papers
        assert (paper.kind, paper.is_amended) == (kind, is_amended)

    def test_amended_invoice_names_its_original(self) -> None:
        (paper,) = documents.read(content(b2ba=[supplied(invoice(oinum="A-3", oidt="01-09-2025"))])).papers
        assert (paper.original_no, paper.original_date) == ("A-3", date(2025, 9, 1))

    @pytest.mark.parametrize("missing", [{}, dict.fromkeys(AMOUNTS)], ids=["left out", "null"])
    def test_amounts_by_line_are_added_up(self, missing: dict[str, None]) -> None:
        bare = {name: value for name, value in invoice().items() if name not in AMOUNTS} | missing
        lines = [{"rt": 18, "txval": 100.5, "cgst": 9.05, "sgst": 9.05}, {"rt": 5, "txval": 200, "cgst": 5, "sgst": 5}]
        (paper,) = documents.read(content(b2b=[supplied(bare | {"items": lines})])).papers
        assert (paper.taxable_value, paper.cgst) == (Decimal("300.50"), Decimal("14.05"))


class TestRefusals:
    @pytest.mark.parametrize(
        "other", [None, [], {}, {"data": []}, {"data": {"b2b": []}}, {"fp": "102025", "b2b": []}, 7]
    )
    def test_other_json_is_refused(self, other: Any) -> None:
        with pytest.raises(FileRefused) as refused:
            documents.read(other)
        assert refused.value.field == "file"

    @pytest.mark.parametrize(
        ("changes", "path"),
        [
            ({"dt": "2025"}, "dt"),
            ({"dt": "14-10-1999"}, "dt"),
            ({"dt": None}, "dt"),
            ({"inum": ""}, "inum"),
            ({"inum": "9" * 101}, "inum"),
            ({"inum": ["A"]}, "inum"),
            ({"txval": "ten"}, "txval"),
            ({"txval": "NaN"}, "txval"),
            ({"txval": 10**20}, "txval"),
            ({"txval": True}, "txval"),
            ({"pos": "77"}, "pos"),
            ({"rev": "perhaps"}, "rev"),
        ],
    )
    def test_wrong_value_is_named_by_its_path(self, changes: dict[str, Any], path: str) -> None:
        with pytest.raises(FileRefused) as refused:
            documents.read(content(b2b=[supplied(invoice()), supplied(invoice(**changes))]))
        assert refused.value.field == f"data.docdata.b2b.1.inv.0.{path}"
        assert refused.value.sentence.endswith(".")

    @pytest.mark.parametrize("table", [{"b2b": 7}, {"b2b": [7]}, {"b2b": [{"inv": "A"}]}, {"b2b": {"ctin": "x"}}])
    def test_table_of_another_shape_is_refused(self, table: dict[str, Any]) -> None:
        with pytest.raises(FileRefused):
            documents.read(content(tables=table))


class TestAccepted:
    @pytest.mark.parametrize(
        ("period", "gstin", "own", "field"),
        [
            ("102025", MUMBAI, "29AAGCK7412M1Z3", "gstin"),
            ("102025", MUMBAI, None, "gstin"),
            ("102035", MUMBAI, MUMBAI, "period"),
            ("072020", MUMBAI, MUMBAI, "period"),
        ],
    )
    def test_anothers_file_and_a_month_without_one_are_refused(
        self, period: str, gstin: str, own: str | None, field: str
    ) -> None:
        file = documents.read(content(gstin=gstin, period=period))
        with pytest.raises(FileRefused) as refused:
            portal_2b.accepted(file, business_gstin=own, on=date(2025, 11, 20))
        assert refused.value.field == field

    def test_own_file_is_taken_however_the_gstin_is_written(self) -> None:
        file = documents.read(content(period="112025"))
        assert portal_2b.accepted(file, business_gstin="27aagck7412m1z7 ", on=date(2025, 11, 20)) is file

    @pytest.mark.parametrize("period", ["", "132025", "2025-10", "10/2025", None, "١٠٢٠٢٥"])
    def test_what_is_no_period_is_refused(self, period: Any) -> None:
        with pytest.raises(FileRefused) as refused:
            documents.read(content(period=period))
        assert refused.value.field == "data.rtnprd"
