"""Tables whose cells stand so close that only drawn lines, known heads and what stands under them tell them apart."""

import pytest

from app.invoices.records.pages import Box, Medium, Page, Pages, Token
from app.invoices.rules.documents.page import layout
from app.invoices.rules.documents.tables import head_cells
from tests.invoices.rules.documents import grids
from tests.invoices.rules.documents.tables.test_hands import lines

CORPORATE = """
Item    Material No.  Description       HSN      Plant Delivery Note Quantity UoM Unit Price Taxable Value  IGST  IGST
                                                                                                            %     Amount
000010  0013821025    LUG COPPER RING   85369090  2410  8070995609    12.000   EA    74.10          889.20  18.00 160.06
                      TYPE 95 SQMM
000020  0057285162    SEAL OIL NITRILE  40169330  2410  8093179937     4.000   EA    38.75          155.00  18.00  27.90
                                               Carried over to page 2                             1,044.20
                                               Brought forward from page 1                        1,044.20
000030  0064361268    FILTER ELEMENT    84212900  2410  8044976158     1.000   EA 1,290.00        1,290.00  18.00 232.20
                                                         Total Taxable Value                      2,334.20
                                                         Total IGST                                 420.16
                                                         Invoice Value (INR)                      2,754.36
"""
NUMBERED_BEFORE = """
Aantal    Omschrijving                Prijs            Bedrag
      12  Stroopwafels doos                18,95            227,40
       8  Koffiebonen                      14,40            115,20
Subtotaal                                                   342,60
"""
FOLIO = """
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
READ = [
    (
        CORPORATE,
        [
            "LUG COPPER RING TYPE 95 SQMM | 85369090 | 12.000 | EA | 74.10 | 889.20 | 18.00 | 160.06",
            "SEAL OIL NITRILE | 40169330 | 4.000 | EA | 38.75 | 155.00 | 18.00 | 27.90",
            "FILTER ELEMENT | 84212900 | 1.000 | EA | 1290.00 | 1290.00 | 18.00 | 232.20",
        ],
    ),
    (
        NUMBERED_BEFORE,
        ["Stroopwafels doos | 12 | 18.95 | 227.40 | 227.40", "Koffiebonen | 8 | 14.40 | 115.20 | 115.20"],
    ),
    (FOLIO, ["Room charges | 996311 | 6499.00", "Restaurant | 996332 | 1055.00"]),
]
HEADS = [
    ("Plant Delivery Note Quantity Unit Price Taxable", ["Plant Delivery Note", "Quantity", "Unit Price", "Taxable"]),
    ("Material No. Description Qty", ["Material No.", "Description", "Qty"]),
    ("Price per", ["Price per"]),
    ("Goods are sold at the rate of the day", ["Goods are sold at the rate of the day"]),
]


class TestSmallPrint:
    @pytest.mark.parametrize(("text", "expected"), READ, ids=["corporate", "numbered_before", "folio"])
    def test_every_line_is_read_as_it_stands(self, text: str, expected: list[str]) -> None:
        assert lines(text) == expected

    @pytest.mark.parametrize(("text", "heads"), HEADS)
    def test_heads_that_stand_close_are_told_apart(self, text: str, heads: list[str]) -> None:
        (row,) = layout.laid_out(grids.pages(text)).rows
        assert [head.text for head in head_cells.cells(row)] == heads

    def test_drawn_line_parts_words_that_were_printed_as_one_piece(self) -> None:
        words = tuple(
            Token(text, Box(left, 0.1, left + 0.04, 0.12), 0) for text, left in (("9.00", 0.10), ("1,483.20", 0.142))
        )
        page = Page(1, 600, 800, words, (Box(0.141, 0.0, 0.141, 0.5),))
        (row,) = layout.laid_out(Pages(Medium.PDF, (page,))).rows
        assert [segment.text for segment in row.segments] == ["9.00", "1,483.20"]
