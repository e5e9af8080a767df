"""The names of sums at the foot of bills."""

import pytest

from app.invoices.rules.documents.foot import labels

NAMES = [
    ("Sub Total", labels.SUBTOTAL),
    ("Item Total:", labels.SUBTOTAL),
    ("Taxable Value", labels.TAXABLE),
    ("Total Amount before Tax", labels.TAXABLE),
    ("करयोग्य मूल्य", labels.TAXABLE),
    ("Total HT :", labels.TAXABLE),
    ("CGST @ 9%", labels.CGST),
    ("CGST9 (9%)", labels.CGST),
    ("Output SGST 2.5%", labels.SGST),
    ("SGST/UTGST", labels.SGST),
    ("Add: IGST (18%)", labels.IGST),
    ("Output Tax CGST @ 9.0", labels.CGST),
    ("Add C.G.S.T. 9 %", labels.CGST),
    ("Our SGST on goods", labels.SGST),
    ("Cess", labels.CESS),
    ("Round Off (+/-)", labels.ROUND_OFF),
    ("R/Off", labels.ROUND_OFF),
    ("Packing & Forwarding", labels.FREIGHT),
    ("Delivery Fee", labels.FREIGHT),
    ("Less: Discount (5%)", labels.DISCOUNT),
    ("Grand Total (₹)", labels.GRAND),
    ("Net Payable", labels.GRAND),
    ("Totl Amount Payable", labels.GRAND),
    ("Total (Incl. of GST)", labels.GRAND),
    ("कुल राशि", labels.GRAND),
    ("Total TTC :", labels.GRAND),
    ("Należność ogółem:", labels.GRAND),
    ("Total", labels.TOTAL),
    ("Advance Paid", labels.PAID),
    ("Balance Due", labels.DUE),
    ("BTW 21%", labels.TAX),
    ("Total GST", labels.TAX),
    ("Amount Chargeable (in words)", labels.WORDS),
    ("Total Qty", labels.NONE),
    ("Carried forward", labels.NONE),
    ("Total carried over to page 2", labels.NONE),
    ("Brought forward from page 1", labels.NONE),
    ("Change", labels.NONE),
    ("Paid (UPI)", "totals.amount_paid"),
    ("Amount Paid (Net Banking)", "totals.amount_paid"),
    ("Paid - Cheque", "totals.amount_paid"),
    ("Discount (loyalty card)", "totals.discount"),
]


class TestMeaning:
    @pytest.mark.parametrize(("text", "meaning"), NAMES)
    def test_names_mean_their_sum(self, text: str, meaning: str) -> None:
        assert labels.meaning(text) == meaning

    @pytest.mark.parametrize(
        "text",
        ["", "Portland Cement 50 kg", "Total Gold Toothpaste 150 g", "Authorised Signatory", "TDS under the CGST Act"],
    )
    def test_other_words_mean_none(self, text: str) -> None:
        assert labels.meaning(text) is None
