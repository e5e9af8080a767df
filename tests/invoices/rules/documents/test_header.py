"""Numbers, dates, order, terms, place of supply, reverse charge, e-invoice and e-way bill, from many hands."""

from datetime import date

import pytest

from app.invoices.records.pages import Source
from tests.invoices.rules.documents import grids

IRN = "0af4c08d95c6b8e6dd9ad614ec5037ae299e7c84dae8497656ac121a4d92a857"
DAY = date(2026, 4, 5)


class TestNumberAndDate:
    @pytest.mark.parametrize(
        ("text", "number", "day"),
        [
            ("Invoice No: SGT/24-25/101   Date: 05/04/2026", "SGT/24-25/101", DAY),
            ("Inv #  A-17\nInv. Date  5 Apr 2026", "A-17", DAY),
            ("Invoice No.        Dated\nSHB/123/24         5-Apr-26", "SHB/123/24", DAY),
            ("Invoice No.     e-Way Bill No.   Dated\n77              181234567890     5-Apr-26", "77", DAY),
            ("Buyer's Order No.   Dated\nPO/9                1-Jan-25\nBill No.: 45 Dt.5.4.2026", "45", DAY),
            ("Invoice No. & Date: EXP/041 dt. 05 APR 2026", "EXP/041", DAY),
            ("TAX INVOICE No. 4711\nThe 5th of April 2026", "4711", DAY),
            ("INVOICE\n# inv_7\nDate: April 5, 2026\nTotal 5.00", "inv_7", DAY),
            ("बिल नं: 12\nदिनांक: ०५/०४/२०२६", "12", DAY),
            ("Facture n° : 2022089083\nDate de facture : 05/04/2026", "2022089083", DAY),
            ("Factuurnummer: 993548900\nFactuurdatum: 5 april 2026", "993548900", DAY),
            ("Faktura nr: F 1234K20/12      Data wystawienia: 2026-04-05", "F 1234K20/12", DAY),
            ("Rechnungsnummer: R-99\nRechnungsdatum: 05.04.2026", "R-99", DAY),
            ("Bill Date: 04/25/2026\nBill No 9\nDate of supply 03/26/2026", "9", date(2026, 4, 25)),
            ("Booking ID     Payment Mode\nIBZY2087       Cash at Hotel", "IBZY2087", None),
        ],
    )
    def test_are_read_where_the_label_says(self, text: str, number: str, day: date | None) -> None:
        assert grids.values(text, "invoice_number", "invoice_date") == [number, day]

    @pytest.mark.parametrize(
        "text",
        [
            "Order No: 12/77\nPO No: 33\nVehicle No: MH12AB1234",
            "Original Invoice No: 12\nAck No: 112010036563310",
            "Phone No: 9876543210\nA/c No: 00030340067212",
            "Invoice No: \nGSTIN: 27AAPFU0939F1ZV",
        ],
    )
    def test_another_number_is_not_taken_for_it(self, text: str) -> None:
        found = grids.read(text).fields.get("invoice_number")
        assert found is None or found.confidence < 0.5

    def test_date_after_the_reading_is_none(self) -> None:
        assert grids.values("Invoice Date: 05/04/2031", "invoice_date") == [None]

    @pytest.mark.parametrize(
        ("seen", "number"), [("lnvoice N0: TI-4709", "TI-4709"), ("InvoiceNo.:Tl-4709", "TI-4709")]
    )
    def test_letters_that_were_misread_do_not_hide_it(self, seen: str, number: str) -> None:
        assert grids.values(seen, "invoice_number", source=Source.OCR) == [number]

    def test_value_has_its_characters_and_its_place(self) -> None:
        found = grids.read("Invoice No: 77   Date: 05/04/26").fields["invoice_date"]
        assert (found.raw, found.page, found.source) == ("05/04/26", 1, Source.TEXT)
        assert found.box is not None and found.box.left > 0.5


class TestOtherParticulars:
    @pytest.mark.parametrize(
        ("text", "path", "value"),
        [
            ("Place of Supply: Karnataka (29)", "place_of_supply", "29"),
            ("Place of Supply : 08-Rajasthan", "place_of_supply", "08"),
            ("State of Supply    Tamil Nadu", "place_of_supply", "33"),
            ("आपूर्ति का स्थान: महाराष्ट्र", "place_of_supply", "27"),
            ("Place of supply: Atlantis", "place_of_supply", None),
            ("Reverse Charge: No", "reverse_charge", False),
            ("Whether GST payable under Reverse Charge : YES", "reverse_charge", True),
            ("Whether tax is payable on reverse charge basis (Y/N): N", "reverse_charge", False),
            ("Tax payable on reverse charge      Y", "reverse_charge", True),
            ("Due Date: 05/04/2026", "due_date", DAY),
            ("Terms of Payment: Net 30 days", "payment_terms", "Net 30 days"),
            ("PO Number:   po_number_123", "purchase_order", "po_number_123"),
            ("Buyer's Order No.: HG7097 dt. 30 SEP 2025", "purchase_order", "HG7097"),
            ("Order Number: 407-1336163-2022777", "purchase_order", None),
            (f"IRN: {IRN}", "irn", IRN),
            (f"IRN: {IRN[:40]}\n     {IRN[40:]}", "irn", IRN),
            ("IRN: " + "7" * 64, "irn", None),
            ("Ack No.: 112010036563310   Ack Date: 5-Apr-26", "ack_no", "112010036563310"),
            ("Ack No.: 112010036563310   Ack Date: 5-Apr-26", "ack_date", DAY),
            ("e-Way Bill No: 1812 3456 7890", "eway_bill_no", "181234567890"),
            ("Total Rs. 500.00", "currency", "INR"),
            ("Total $127.50\nCurrency: USD\nabout Rs. 10,000 Rs. 5", "currency", "USD"),
            ("Total 500.00", "currency", None),
        ],
    )
    def test_are_read(self, text: str, path: str, value: object) -> None:
        assert grids.values(text, path) == [value]
