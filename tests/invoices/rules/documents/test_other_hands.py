"""Heads and parties of papers as various trades print them: letters, bills by post, folios, slips and forms."""

import pytest

from tests.invoices.rules.documents import grids

FIRM, CLIENT = "27AAPFU0939F1ZV", "29AAGCB7383J1Z4"
BY_POST = f"""
NIRVAAN NET                                        Tax Invoice


Mrs Devika Pratap                       Bill number   FB092600488
Flat 1203, Emerald Heights              Bill date     05 Oct 2026
Sector 78, Noida - 201305               Pay by date   22 Oct 2026
Mobile: 9810098100


Description          SAC       Qty      Amount
Line rental          998422    1        799.00
Total                                   799.00


Nirvaan Net Limited, Regd. Office: 8 Barakhamba Road, New Delhi 110001. CIN: L74899DL1995PLC070609
GSTIN: {FIRM} Email: care@nirvaan.in
"""
FORM = f"""
            SANJEEVANI HOSPITAL
       Plot 5, Ring Road, Nagpur 440015
             GSTIN: {FIRM}
               BILL OF SUPPLY
Patient Name   : Sunanda Gaikwad      Bill No          : IP/26/004417
UHID           : 2209981              Bill Date        : 11/07/2026
Age / Sex      : 54 Y / F             Admission Date   : 07/07/2026
Address        : 14 Dhantoli, Nagpur  Discharge Date   : 10/07/2026
Consultant     : Dr. R. Deshpande     Payer            : Self

S.No     Fee Head         Amount
1        Bed charges      10,000.00
Net Payable               10,000.00
"""
LETTER = f"""
To,
The Manager (Accounts),
Kaveri Spinning Mills Limited
44 Avinashi Road, Tiruppur - 641602
GSTIN: {CLIENT}

Invoice Ref: ACA/2026-27/64        Date: 3rd November, 2026

S.No   Particulars             Amount
1      Fees for audit          50,000.00
Total                          50,000.00

For Aruna Chandran & Associates
Chartered Accountants
Partner

Aruna Chandran & Associates, Lotus Arcade, Race Course Road, Coimbatore - 641018
"""
SELLER_AT_THE_FOOT = f"""
INVOICE
Invoice No: 7            Billed to
Date: 05/04/2026         Ram Stores
                         5 Tilak Marg, Pune - 411030

Description      Qty    Rate    Amount
Nut              10     350.00  3500.00
Total                           3500.00

Seller
Kaveri Traders
4 Car Street, Erode - 638001
GSTIN: {FIRM}
"""


class TestBillsByPost:
    def test_name_in_the_window_is_the_buyer(self) -> None:
        values = grids.values(BY_POST, "buyer.name", "buyer.address", "buyer.phone", "buyer.gstin")
        address = "Flat 1203, Emerald Heights, Sector 78, Noida - 201305"
        assert values == ["Mrs Devika Pratap", address, "9810098100", None]

    def test_particulars_at_the_foot_are_the_issuers(self) -> None:
        values = grids.values(BY_POST, "supplier.name", "supplier.address", "supplier.gstin", "supplier.email")
        assert values == ["NIRVAAN NET", "8 Barakhamba Road, New Delhi 110001.", FIRM, "care@nirvaan.in"]


class TestForms:
    def test_labels_that_no_table_knows_lend_their_values_to_nobody(self) -> None:
        assert grids.values(FORM, "buyer.name", "buyer.address") == ["Sunanda Gaikwad", "14 Dhantoli, Nagpur"]

    def test_number_and_date_are_those_of_the_bill(self) -> None:
        assert [str(each) for each in grids.values(FORM, "invoice_number", "invoice_date")] == [
            "IP/26/004417",
            "2026-07-11",
        ]


class TestLetters:
    def test_office_of_the_reader_is_not_the_buyers_name(self) -> None:
        values = grids.values(LETTER, "buyer.name", "buyer.address")
        assert values == ["Kaveri Spinning Mills Limited", "44 Avinashi Road, Tiruppur - 641602"]

    def test_line_behind_the_name_at_the_foot_is_the_address(self) -> None:
        assert grids.values(LETTER, "supplier.name", "supplier.address") == [
            "Aruna Chandran & Associates",
            "Lotus Arcade, Race Course Road, Coimbatore - 641018",
        ]


class TestFoot:
    def test_seller_below_the_table_is_the_supplier_where_a_firm_stands(self) -> None:
        assert grids.values(SELLER_AT_THE_FOOT, "supplier.name", "supplier.gstin") == ["Kaveri Traders", FIRM]

    def test_seller_below_the_table_is_nobody_where_he_signs(self) -> None:
        text = SELLER_AT_THE_FOOT.replace("Kaveri Traders", "Name and stamp").split("4 Car Street")[0]
        assert grids.values(text, "supplier.name") == [None]


class TestAddresses:
    @pytest.mark.parametrize("line", ["Plot 88, Jubilee Hills", "Hall 2, Novotel Grounds", "7B Park Lane, Kolkata"])
    def test_address_under_its_heading_is_no_name(self, line: str) -> None:
        text = f"Shipping Address:\n{line}\nHyderabad 500033\n\nItem   Qty   Rate   Amount\nNut    2     5.00   10.00"
        assert grids.values(text, "ship_to.name", "ship_to.address") == [None, f"{line}, Hyderabad 500033"]


class TestNumbers:
    @pytest.mark.parametrize(
        ("line", "number"),
        [
            ("No. 0457               Date 9/9/26", "0457"),
            ("#      : INV-000482    Date 9/9/26", "INV-000482"),
            ("No. 12, MG Road        Date 9/9/26", None),
        ],
    )
    def test_mark_alone_announces_a_number(self, line: str, number: str | None) -> None:
        foot = "\n\n\n\nItem   Qty   Rate   Amount\nNut    2     5.00   10.00\n\n\n\n"
        assert grids.values(f"TAX INVOICE\n{line}{foot}", "invoice_number") == [number]

    def test_value_in_a_narrow_cell_goes_on_below(self) -> None:
        text = "TAX INVOICE\nInvoice No.    Date      LUT ARN\nBP/0091        30 Sep    AD3603\n               2026"
        assert [str(each) for each in grids.values(text, "invoice_number", "invoice_date")] == ["BP/0091", "2026-09-30"]
