"""The JSON of GSTR-1 as the portal's offline tool reads it."""

from datetime import date

import pytest

from app.books.records import DocumentKind, DocumentStatus
from app.compliance.records.periods.tax_period import TaxPeriod
from app.compliance.rules.periods.gstr1 import gstr1, portal
from tests.compliance.rules.periods.shop import (
    BENGALURU,
    IN_KERALA,
    MUMBAI,
    OCTOBER,
    PUNE,
    SOUTHERN,
    STORES,
    WALK_IN,
    books,
    line,
    sale,
    untaxed,
)

CREDIT_NOTE = DocumentKind.CREDIT_NOTE
MANY = books(
    sale("INV-1", STORES),
    sale("INV-2", SOUTHERN, line("1000"), line("200", "5")),
    sale("INV-3", IN_KERALA, line("90000")),
    sale("INV-4", WALK_IN),
    sale("INV-5", STORES, line("70", "0")),
    untaxed("INV-6", WALK_IN, notes="Export under LUT"),
    sale("INV-7", WALK_IN, status=DocumentStatus.CANCELLED),
    sale("CN-1", SOUTHERN, line("100"), kind=CREDIT_NOTE),
    sale("CN-2", IN_KERALA, line("90000"), kind=CREDIT_NOTE),
)
RETURN = portal.portal_json(gstr1(MANY, OCTOBER))


class TestReturn:
    def test_head_names_filer_period_and_tool(self) -> None:
        head = {"gstin": MUMBAI, "fp": "102025", "version": "GST3.2.4", "hash": "hash"}
        assert {name: RETURN[name] for name in head} == head

    def test_invoices_to_registered_buyers_stand_by_buyer(self) -> None:
        assert [one["ctin"] for one in RETURN["b2b"]] == [PUNE, BENGALURU]
        assert RETURN["b2b"][0]["inv"] == [
            {
                "inum": "INV-1",
                "idt": "15-10-2025",
                "val": 1180.0,
                "pos": "27",
                "rchrg": "N",
                "inv_typ": "R",
                "itms": [
                    {"num": 1, "itm_det": {"rt": 18.0, "txval": 1000.0, "camt": 90.0, "samt": 90.0, "csamt": 0.0}}
                ],
            }
        ]
        assert [one["itm_det"]["iamt"] for one in RETURN["b2b"][1]["inv"][0]["itms"]] == [10.0, 180.0]

    def test_other_tables_have_their_own_form(self) -> None:
        assert RETURN["b2cl"][0]["pos"] == "32"
        assert RETURN["b2cs"] == [
            {
                "sply_ty": "INTRA",
                "pos": "27",
                "typ": "OE",
                "rt": 18.0,
                "txval": 1000.0,
                "camt": 90.0,
                "samt": 90.0,
                "csamt": 0.0,
            }
        ]
        assert RETURN["exp"][0]["exp_typ"] == "WOPAY"
        assert RETURN["exp"][0]["inv"][0]["itms"] == [{"rt": 18.0, "txval": 1000.0, "iamt": 0.0, "csamt": 0.0}]
        assert RETURN["nil"]["inv"] == [{"sply_ty": "INTRAB2B", "nil_amt": 70.0, "expt_amt": 0.0, "ngsup_amt": 0.0}]

    def test_notes_say_which_kind_they_are(self) -> None:
        (note,) = RETURN["cdnr"][0]["nt"]
        assert (note["ntty"], note["nt_num"], note["nt_dt"], note["val"]) == ("C", "CN-1", "15-10-2025", 118.0)
        assert (RETURN["cdnur"][0]["typ"], RETURN["cdnur"][0]["pos"]) == ("B2CL", "32")

    def test_documents_issued_count_the_cancelled_one(self) -> None:
        invoices, notes = RETURN["doc_issue"]["doc_det"]
        assert invoices["docs"] == [
            {"num": 1, "from": "INV-1", "to": "INV-7", "totnum": 7, "cancel": 1, "net_issue": 6}
        ]
        assert (notes["doc_num"], notes["docs"][0]["totnum"]) == (5, 2)

    @pytest.mark.parametrize(
        ("day", "lists"), [(date(2025, 4, 30), {"data"}), (date(2025, 5, 1), {"hsn_b2b", "hsn_b2c"})]
    )
    def test_codes_have_two_tabs_since_may_2025(self, day: date, lists: set[str]) -> None:
        documents = (sale("1", STORES, issued_on=day), sale("2", WALK_IN, issued_on=day))
        draft = gstr1(books(*documents), TaxPeriod.month_of(day))
        assert portal.portal_json(draft)["hsn"].keys() == lists

    def test_exports_stand_in_the_tab_of_consumers(self) -> None:
        taxable = sum(one["txval"] for one in RETURN["hsn"]["hsn_b2c"])
        assert taxable == 90000.0 - 90000.0 + 1000.0 + 1000.0

    def test_service_has_no_quantity(self) -> None:
        (row,) = portal.portal_json(gstr1(books(sale("1", STORES, line(hsn_code="998314"))), OCTOBER))["hsn"]["hsn_b2b"]
        assert (row["uqc"], row["qty"]) == ("NA", 0.0)

    def test_quarter_is_named_by_its_last_month(self) -> None:
        period = TaxPeriod.parsed("2025-Q3", on=date(2026, 1, 2))
        found = portal.portal_json(gstr1(books(sale("1", STORES)), period))
        assert (found["fp"], len(found["b2b"])) == ("122025", 1)
