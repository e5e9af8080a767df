"""Which number and date are the paper's own where no label of an invoice says so, and which sum is the bill's."""

import pytest

from tests.invoices.rules.documents import grids

FOOT = "\n\n\n\n\n\nTotal 10.00"
FOLIO = "Lakeview Residency\nGuest Folio / Tax Invoice\nFolio No. : FOL47845     Bill Date : 29/03/2026" + FOOT
HOUSE = "Anand Caterers\n# 209, 2nd Cross, Mysuru 570001\nBILL\nNo. 2752      Date: 18/11/2025" + FOOT
BELOW_THE_TITLE = "                 TAX INVOICE\n             ACC-SINV-2025-46157\nDate: 03-11-2025" + FOOT
EVENT = "PROFORMA INVOICE\nRef. No.: PI-290/25-26\nDate: 02/11/2025\nEvent Date: 18/11/2025" + FOOT
SENTENCE = (
    "TAX INVOICE\nInvoice No. 9   Dated 18/11/2025\nSupplied against your Supply Order No. 3110/ACCTS\nTotal 10.00"
)
READ = [
    (FOLIO, ["FOL47845", "2026-03-29", None]),
    (HOUSE, ["2752", "2025-11-18", None]),
    (BELOW_THE_TITLE, ["ACC-SINV-2025-46157", "2025-11-03", None]),
    (EVENT, ["PI-290/25-26", "2025-11-02", None]),
    (SENTENCE, ["9", "2025-11-18", "3110/ACCTS"]),
]
NET_ABOVE_THE_TAXES = """
Description            Qty     Rate      Amount
Veg lunch              300    210.00    63,000.00
Hi-tea                 100    225.00    22,500.00
Less: Special Discount                   5,500.00
Net Amount                              80,000.00
CGST @ 2.5%                              2,000.00
SGST @ 2.5%                              2,000.00
GRAND TOTAL                             84,000.00
Rupees Eighty Four
Thousand Only
"""
LEDGER = """
Date       Particulars           SAC       Debit      Credit     Balance
26/03/26   Room charges          996311    6,499.00              6,499.00
26/03/26   CGST @ 2.5%                       162.48              6,661.48
26/03/26   SGST @ 2.5%                       162.48              6,823.96
26/03/26   Restaurant            996332    1,055.00              7,878.96
26/03/26   CGST @ 2.5%                        26.38              7,905.34
26/03/26   SGST @ 2.5%                        26.38              7,931.72
27/03/26   Advance received                           2,000.00   5,931.72
Taxable Amount                             7,554.00
CGST                                         188.86
SGST                                         188.86
Bill Total                                 7,931.72
"""
SUMS = [
    (NET_ABOVE_THE_TAXES, ["80000.00", "2000.00", "84000.00", "Rupees Eighty Four Thousand Only"]),
    (LEDGER, ["7554.00", "188.86", "7931.72", "None"]),
    ("Omschrijving  Bedrag\nTotaal te betalen  EUR 373,43", ["None", "None", "373.43", "None"]),
]


class TestOwn:
    @pytest.mark.parametrize(("text", "expected"), READ, ids=["folio", "house", "below", "event", "sentence"])
    def test_number_date_and_order_are_those_of_the_paper(self, text: str, expected: list[str | None]) -> None:
        found = grids.values(text, "invoice_number", "invoice_date", "purchase_order")
        assert [None if one is None else str(one) for one in found] == expected

    @pytest.mark.parametrize(("text", "expected"), SUMS, ids=["net", "ledger", "foreign"])
    def test_sums_are_those_of_the_whole_bill(self, text: str, expected: list[str]) -> None:
        names = ("taxable_value", "cgst", "grand_total", "amount_in_words")
        assert [str(one) for one in grids.values(text, *(f"totals.{name}" for name in names))] == expected

    @pytest.mark.parametrize(
        ("text", "code"), [("Place of Supply: 29", "29"), ("Pos.  Name\n1     Chair", None), ("POS: Goa", "30")]
    )
    def test_place_of_supply_is_two_digits_or_a_state(self, text: str, code: str | None) -> None:
        assert grids.values(text, "place_of_supply") == [code]
