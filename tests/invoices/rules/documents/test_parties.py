"""Supplier, buyer and consignee from letterheads, headings, columns and signatures."""

import pytest

from app.invoices.records.pages import Source
from tests.invoices.rules.documents import grids

SELLER, BUYER, OTHER = "27AAPFU0939F1ZV", "29AAGCB7383J1Z4", "33AABCT1332L1ZU"
SIDE_BY_SIDE = f"""
SHREE GANESH TRADERS                 TAX INVOICE
12 MG Road                           Invoice No: 101
Pune - 411001                        Date: 05/04/2026
GSTIN: {SELLER}
Phone: +91 98765 43210   Email: shop@ganesh.in

Bill To                              Ship To
Ravi Hardware                        Ravi Godown
Unit 4, Link Road                    Shed 9, Hosur Road
Bengaluru - 560001                   Bengaluru - 560068
GSTIN: {BUYER}               State: Karnataka, Code: 29

Description      Qty    Rate    Amount
Cement           10     350.00  3500.00
Total                           3500.00
"""


class TestColumns:
    def test_parties_side_by_side_do_not_mix(self) -> None:
        fields = grids.read(SIDE_BY_SIDE)
        assert [fields.value(f"{party}.name") for party in ("supplier", "buyer", "ship_to")] == [
            "SHREE GANESH TRADERS",
            "Ravi Hardware",
            "Ravi Godown",
        ]
        assert fields.value("supplier.address") == "12 MG Road, Pune - 411001"
        assert fields.value("buyer.address") == "Unit 4, Link Road, Bengaluru - 560001"
        assert fields.value("ship_to.address") == "Shed 9, Hosur Road, Bengaluru - 560068"

    def test_numbers_go_to_the_party_in_whose_column_they_stand(self) -> None:
        paths = (
            "supplier.gstin",
            "buyer.gstin",
            "ship_to.gstin",
            "ship_to.state_code",
            "supplier.phone",
            "supplier.email",
        )
        assert grids.values(SIDE_BY_SIDE, *paths) == [SELLER, BUYER, None, "29", "9876543210", "shop@ganesh.in"]

    def test_state_follows_from_the_gstin_and_says_so(self) -> None:
        found = grids.read(SIDE_BY_SIDE).fields["supplier.state_code"]
        assert (found.value, found.source, found.page) == ("27", Source.DERIVED, None)

    def test_pan_is_given_where_it_is_printed(self) -> None:
        text = SIDE_BY_SIDE.replace(f"GSTIN: {SELLER}", "PAN No.: AAPFU0939F")
        assert grids.values(text, "supplier.pan", "buyer.pan") == ["AAPFU0939F", None]


class TestHeadings:
    @pytest.mark.parametrize(
        "head",
        [
            "To,\nM/s Ram Stores\n5 Tilak Marg",
            "Buyer (Bill to)\nRam Stores\n5 Tilak Marg",
            "Details of Receiver (Billed to)\nName : Ram Stores\nAddress : 5 Tilak Marg",
            "Customer Name:  Ram Stores\nAddress:        5 Tilak Marg",
            "ग्राहक का नाम: Ram Stores\nपता: 5 Tilak Marg",
            "Consignee\nRam Stores\n5 Tilak Marg",
        ],
    )
    def test_buyer_is_whoever_the_heading_names(self, head: str) -> None:
        text = f"{head}\n\nItem   Qty   Rate   Amount\nNut    2     5.00   10.00"
        assert grids.values(text, "buyer.name", "buyer.address") == ["Ram Stores", "5 Tilak Marg"]

    def test_supplier_may_be_named_as_well(self) -> None:
        text = "Sold By :             Billing Address :\nAmla Retail LLP       Ravi\n4 Park Lane           7 Hill Road"
        assert grids.values(text, "supplier.name", "buyer.name") == ["Amla Retail LLP", "Ravi"]

    def test_buyer_without_a_heading_is_the_other_firm_with_a_gstin(self) -> None:
        text = f"""
MALABAR PHARMA DISTRIBUTORS      GST INVOICE     ANNAPURNA MEDICOS
14/50, Budhwar Peth              CREDIT          187 Station Road
GSTIN : {SELLER}                          GSTIN : {BUYER}
Invoice No. : A016131            Date : 22-01-2026
Sn.  Product Name   Batch   HSN    Rate   Amount
1.   HORLICKS       DB55    1901   212.00 212.00
For MALABAR PHARMA DISTRIBUTORS
Authorised signatory
"""
        paths = ("supplier.name", "supplier.gstin", "buyer.name", "buyer.gstin")
        assert grids.values(text, *paths) == ["MALABAR PHARMA DISTRIBUTORS", SELLER, "ANNAPURNA MEDICOS", BUYER]


class TestIssuer:
    def test_signature_names_who_has_no_letterhead(self) -> None:
        head = "TAX INVOICE\nInvoice No: 7\nTo,\nRam Stores\n\n\n\n\nTotal 500.00\n\n"
        text = f"{head}For Kaveri Traders\nAuthorised Signatory"
        assert grids.values(text, "supplier.name", "buyer.name") == ["Kaveri Traders", "Ram Stores"]

    def test_slogan_under_the_name_is_no_address(self) -> None:
        text = (
            f"EKTA ROADLINES\nFleet Owners & Transport Contractors\n152 Johari Bazar, Jaipur - 302003\nGSTIN : {SELLER}"
        )
        assert grids.values(text, "supplier.name", "supplier.address") == [
            "EKTA ROADLINES",
            "152 Johari Bazar, Jaipur - 302003",
        ]

    def test_company_form_on_the_next_line_belongs_to_the_name(self) -> None:
        text = f"From:\nSri Lakshmi Electricals\nPrivate Limited\n4 Car Street\nGSTIN: {OTHER}"
        assert grids.values(text, "supplier.name") == ["Sri Lakshmi Electricals Private Limited"]

    def test_words_of_no_firm_name_nobody(self) -> None:
        assert grids.values("a cat sits on a mat", "supplier.name", "buyer.name") == [None, None]


class TestGSTIN:
    @pytest.mark.parametrize(
        ("seen", "number"),
        [
            ("27AAPFUO939F1ZV", SELLER),
            ("27AAPFU0939FIZV", SELLER),
            ("Z7AAPFU0939F12V", SELLER),
            ("29AA6CB73B3J1Z4", BUYER),
            ("27AAP FU0939F 1ZV", SELLER),
        ],
    )
    def test_misread_letters_are_repaired_by_the_check_digit(self, seen: str, number: str) -> None:
        fields = grids.read(f"Amla Traders\nGSTIN: {seen}", source=Source.OCR).fields
        assert fields["supplier.gstin"].value == number
        assert fields["supplier.gstin"].raw.replace(" ", "") == seen.replace(" ", "")

    def test_printed_one_is_never_repaired_and_its_fault_is_told(self) -> None:
        extraction = grids.read("Amla Traders\nGSTIN: 27AAPFU0939F1ZX")
        check = next(each for each in extraction.checks if each.name == "supplier.gstin.check_digit")
        assert extraction.value("supplier.gstin") == "27AAPFU0939F1ZX"
        assert (check.is_ok, check.expected, check.found) == (False, SELLER, "27AAPFU0939F1ZX")
