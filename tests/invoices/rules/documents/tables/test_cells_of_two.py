"""Cells that say two things: a rate in brackets under an amount, a rate under the name, units of any word."""

import pytest

from tests.invoices.rules.documents import grids
from tests.invoices.rules.documents.tables.test_hands import lines

RATE_UNDER_THE_TAX = """
#  Item name         HSN/SAC    Quantity  Price/Unit    Discount      GST          Amount
1  Study table       94033090       2      4,000.00       0.00      1,440.00      9,440.00
                                                          (0%)        (18%)
2  LED bulb          85395000       3        310.00      46.50        106.02        989.52
                                                          (5%)        (12%)
   Total                            5                    46.50      1,546.02     10,429.52
"""
NOTES_UNDER_THE_NAME = """
Sl.  Title                             Copies      Price incl. GST   Amount incl. GST
1.   Atlas of India                    8 books          240.00           1920.00
     GST @ 5% (HSN/SAC: 49059100)
2.   Mathematics with practice papers  14 books         385.00           5390.00
     and solutions
     GST @ 5% (HSN/SAC: 49011010)
3.   Postage and packing                                                  180.00
                                       Total                             7490.00
"""
UNUSUAL_HEADS = """
Plan              SAC      Start         Price       Offer     Taxable    GST %    GST        Net
Growth plan       998315   14 Dec 2025   4,999.00   500.00    4,499.00     18    809.82   5,308.82
Email pack 50k    998431   05 Dec 2025   1,250.00   125.50    1,124.50     18    202.41   1,326.91
                                         Total before tax     5,623.50
                                         IGST                 1,012.23
                                         You pay              6,635.73
"""
READ = [
    (
        RATE_UNDER_THE_TAX,
        [
            "Study table | 94033090 | 2 | 4000.00 | 0.00 | 18 | 9440.00",
            "LED bulb | 85395000 | 3 | 310.00 | 46.50 | 12 | 989.52",
        ],
    ),
    (
        NOTES_UNDER_THE_NAME,
        [
            "Atlas of India | 49059100 | 8 | books | 240.00 | 5 | 1920.00",
            "Mathematics with practice papers and solutions | 49011010 | 14 | books | 385.00 | 5 | 5390.00",
            "Postage and packing | 180.00",
        ],
    ),
    (
        UNUSUAL_HEADS,
        [
            "Growth plan | 998315 | 4999.00 | 500.00 | 4499.00 | 18 | 809.82 | 5308.82",
            "Email pack 50k | 998431 | 1250.00 | 125.50 | 1124.50 | 18 | 202.41 | 1326.91",
        ],
    ),
]
BESIDE_TAXES = """
Description      HSN     Qty     Rate      Taxable
Study table      9403      2   4,000.00   8,000.00
LED bulb         8539      3     310.00     930.00
Tax type     Taxable amount     Rate     Tax amount
SGST           930.00           6%         55.80 Sub Total 8,930.00
CGST           930.00           6%         55.80 Round off 0.40
SGST         8,000.00           9%        720.00 Total 10,482.00
CGST         8,000.00           9%        720.00 Received 482.00
"""
PATHS = ("subtotal", "cgst", "sgst", "round_off", "grand_total", "amount_paid")


class TestCells:
    @pytest.mark.parametrize(("text", "expected"), READ, ids=["brackets", "notes", "unusual"])
    def test_every_line_is_read_as_it_stands(self, text: str, expected: list[str]) -> None:
        assert lines(text) == expected

    def test_table_of_taxes_beside_the_sums_is_another_one(self) -> None:
        found = grids.read(BESIDE_TAXES)
        totals = [found.value(f"totals.{name}") for name in PATHS]
        assert list(map(str, totals)) == ["8930.00", "775.80", "775.80", "0.40", "10482.00", "482.00"]
        rates = [[str(found.value(f"rates.{at}.{name}")) for name in ("gst_rate", "taxable_value")] for at in (0, 1)]
        assert rates == [["12", "930.00"], ["18", "8000.00"]]
