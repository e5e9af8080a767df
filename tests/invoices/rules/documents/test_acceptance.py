"""Which documents need no second look: a bill that was understood whole, and papers that fail one gate each."""

from dataclasses import replace

import pytest

from app.invoices.records.extractions import Check, Extraction
from app.invoices.rules.documents import acceptance, reading
from app.invoices.rules.documents.acceptance import Booking, worths
from app.invoices.rules.documents.page import layout
from tests.invoices.rules.documents import grids

FIRM, CLIENT, OTHER = "27AAPFU0939F1ZV", "27AAGCB7383J1Z8", "29AAGCB7383J1Z4"
BILL = f"""
                    TAX INVOICE
Aruna Trading Company                        Invoice No : AT/26-27/118
12 Lotus Arcade, Race Course Road            Date       : 05-10-2026
Pune - 411001
GSTIN: {FIRM}

Bill To
Kaveri Spinning Mills
44 Avinashi Road, Pune - 411018
GSTIN: {CLIENT}
Place of Supply: 27-Maharashtra

Sl   Description        HSN     Qty   Unit   Rate      GST %   Taxable Value
1    Steel almirah      9403    2     Nos    5,000.00  18%     10,000.00
2    Office chair       9403    4     Nos    1,500.00  18%     6,000.00

                                            Taxable Value      16,000.00
                                            CGST               1,440.00
                                            SGST               1,440.00
                                            Grand Total        18,880.00
Amount in Words: Rupees Eighteen Thousand Eight Hundred Eighty Only

                                                For Aruna Trading Company
"""
CHAIR = "2    Office chair       9403    4     Nos    1,500.00  18%     6,000.00"
MORE = "\n                                            "
CASES = [
    ("kind without a form", {"TAX INVOICE": "QUOTATION"}, "lacking no form"),
    ("no number", {"Invoice No : AT/26-27/118": ""}, "lacking invoice_number"),
    ("hole in a column", {CHAIR: CHAIR.replace("18%", "   ")}, "lacking lines.gst_rate"),
    ("words that are another sum", {"Eight Hundred Eighty": "Nine Hundred"}, "open totals.words"),
    ("line that does not multiply", {"1,500.00": "1,400.00"}, "unproven line 1"),
    ("total without its tax", {"18,880.00": "16,000.00"}, "total is not made of the lines"),
    ("tax of another rate", {"1,440.00": "1,200.00", "18,880.00": "18,400.00"}, "tax is not that of the rates"),
    ("tax within a State on a supply between States", {"27-Maharashtra": "29-Karnataka"}, "heads are not those"),
    ("number of another year", {"AT/26-27/118": "AT/24-25/118"}, "invoice_number of another year"),
    ("bill from before GST", {"05-10-2026": "05-10-2016", "26-27": "16-17"}, "invoice_date before GST"),
    ("supplier who does not sign", {"For Aruna Trading Company": ""}, "supplier.name said once"),
    ("name that goes on below", {"44 Avinashi Road": "Private Limited"}, "buyer.name may go on"),
    ("name broken off", {"Kaveri Spinning Mills": "Kaveri Spinning &"}, "buyer.name is none"),
    ("second day", {"Pune - 411001": "Pune - 411001                           Dated : 07-10-2026"}, "strange date"),
    ("words among the goods", {CHAIR: CHAIR + "   urgent"}, "unread in table: urgent"),
    ("figure among the goods", {CHAIR: CHAIR + "   812.50"}, "unread in table: 812.50"),
    ("amount at the foot", {"Total        18,880.00": "Total        18,880.00" + MORE + "Kist 71.25"}, "71.25"),
    ("rate at the foot", {"CGST               1": "Surcha 3%" + MORE + "CGST               1"}, "unread in foot: 3%"),
    ("third GSTIN", {"TAX INVOICE": f"TAX INVOICE        Agent {OTHER}"}, f"unread in head: {OTHER}"),
]  # fmt: skip


class TestDoubts:
    def test_bill_that_is_understood_whole_has_none(self) -> None:
        assert doubts(BILL) == []

    @pytest.mark.parametrize(("changes", "doubt"), [pytest.param(*case[1:], id=case[0]) for case in CASES])
    def test_each_gate_holds_a_paper_back(self, changes: dict[str, str], doubt: str) -> None:
        text = BILL
        for before, after in changes.items():
            assert before in text
            text = text.replace(before, after)
        assert any(doubt in one for one in doubts(text)), doubts(text)

    def test_check_that_fails_is_a_doubt_whatever_it_tried(self) -> None:
        booking = booked(BILL)
        open_one = Booking(_with_check(booking.read), booking.proposals, booking.document)
        assert list(acceptance.doubts(open_one)) == ["open signed_qr.irn"]

    def test_two_parties_have_two_names(self) -> None:
        booking = booked(BILL)
        fields = {**booking.read.fields, "buyer.name": booking.read.fields["supplier.name"]}
        same = Booking(replace(booking.read, fields=fields), booking.proposals, booking.document)
        assert "one name for both" in list(acceptance.doubts(same))

    @pytest.mark.parametrize(
        "line",
        [
            "MORE Tax total 2,880.00",
            "MORE Total before tax 16,000.00",
            "MORE HSN 9403   16,000.00   9%   1,440.00   9%   1,440.00   2,880.00",
            "MORE Interest at 24% is charged on bills that are not paid by the day they are due",
        ],
    )
    def test_what_follows_from_values_is_understood(self, line: str) -> None:
        after = "Grand Total        18,880.00"
        assert doubts(BILL.replace(after, after + line.replace("MORE ", MORE))) == []


class TestWorths:
    def test_row_proves_amounts_by_its_own_rates_on_a_known_base(self) -> None:
        known = worths.of(booked(BILL))
        (base, tax) = (booked(BILL).total("taxable_value"), booked(BILL).total("taxable_value") / 20)
        assert not known.explain(tax)
        assert known.in_row([base, tax], [tax * 100 / base]).explain(tax)

    def test_row_without_a_known_base_proves_nothing(self) -> None:
        known = worths.of(booked(BILL))
        odd = known.in_row([booked(BILL).total("cgst") + 7, booked(BILL).total("cgst") / 10], [booked(BILL).total("x")])
        assert odd == known


def doubts(text: str) -> list[str]:
    return list(acceptance.doubts(booked(text)))


def booked(text: str) -> Booking:
    """A drawn page as it would go into the books."""
    pages = grids.pages(text)
    document = layout.laid_out(pages)
    return Booking(*reading.settled(document, pages, on=grids.READ_ON), document)


def _with_check(read: Extraction) -> Extraction:
    return replace(read, checks=(*read.checks, Check("signed_qr.irn", False)))
