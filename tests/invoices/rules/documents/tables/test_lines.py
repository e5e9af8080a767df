"""Lines of goods in tables of many hands, drawn with letters."""

from decimal import Decimal
from typing import Any

import pytest

from app.invoices.rules.documents import tables
from app.invoices.rules.documents.page import layout
from tests.invoices.rules.documents import grids

Row = dict[str, Any]


def lines(text: str) -> list[Row]:
    """The best reading of every path of every line."""
    document = layout.laid_out(grids.pages(text))
    found: dict[int, Row] = {}
    for proposal in sorted(tables.proposals(tables.read(document).lines), key=lambda one: one.found.confidence):
        _, number, name = proposal.path.split(".")
        found.setdefault(int(number), {})[name] = proposal.found.value
    return [found[number] for number in sorted(found)]


PLAIN = """
Sl  Description of Goods     HSN/SAC      Qty      Rate   per      Amount
No
1   Ultra Cement 50kg        2523      10 Bag    350.00   Bag    3,500.00
2   Steel rod 12mm           7214     25.5 kg     60.00   kg     1,530.00
                                                            -------------
                                     CGST @ 9%                     452.70
    Total                                                       $5,482.70
"""
BY_HEAD = """
                                            Taxable        CGST             SGST
#  Particulars      SAC     Qty   Rate      Value     Rate    Amount   Rate    Amount     Total
1  Web hosting      998315    2   500.00   1,000.00     9%     90.00     9%     90.00   1,180.00
2  Design           998391    1   250.00     250.00     9%     22.50     9%     22.50     295.00
"""
WRAPPED = """
S.No   Item                    Qty      Price     Discount    Amount
1      Prestige Omega Deluxe     2     932.14        60.28   1,804.00
       Granite Kadai 24 cm
       HSN: 7615
       Batch AB12 Exp 04/28
2      Shipping Charges          1      40.00         0.00      40.00
"""
ROLL = """
Item            Qty    Rate     Amt
1. VIM BAR 300G
HSN 3402      5 PCS   32.00  160.00
2. PARLE-G 800G
HSN 1905      2 PCS   85.00  170.00
Sub Total                    330.00
"""
MARKETPLACE = """
Sl  Description         Unit Price    Qty   Net Amount   Tax Rate   Tax Type   Tax Amount   Total Amount
1   Syska Adaptor          465.25      2       930.50       9%        CGST          83.75       1,098.00
    HSN:8504                                                9%        SGST          83.75
"""
RIGHT_TO_LEFT = """
   Amount      Rate    Qty   UOM    HSN    Particulars
 1,250.00     50.00     25   NOS   8481    Brass Valve
 3,600.00    120.00     30   NOS   7307    GI Elbow 2 inch
"""
PHARMACY = """
Sn  Qty    Pack   Product Name     Batch    Exp     HSN        MRP     Rate   Dis%   SGST   CGST    Amount
1.  10+1   10S    AUGMENTIN 625    AB610    09/26   30042019   209.31  156.20  5.00   2.50   2.50   1562.00
2.  12     15S    PANTOCID 40      KZ411    01/28   30049099   172.06  128.40  7.50   2.50   2.50   1540.80
"""
SERVICES = """
Professional services                          Amount (INR)
Statutory audit for FY 2025-26 (SAC 998221)       60,000.00
GST return filing (SAC 998231)                    18,000.00
Total professional fees                           78,000.00
"""
DUTCH = """
Artikel                              Aantal   Prijs per stuk   BTW   Prijs incl. BTW
Apple iPad Air Wifi 16 GB Zilver       1          € 399,00     21%       € 399,00
Nintendo AC-adapter                    2           € 14,99     21%        € 29,98
Totaal                                                                   € 428,98
"""
CASES: list[tuple[str, str, list[Row]]] = [
    (
        "plain",
        PLAIN,
        [
            {
                "description": "Ultra Cement 50kg",
                "hsn_sac": "2523",
                "quantity": 10,
                "unit": "Bag",
                "taxable_value": 3500,
            },
            {"description": "Steel rod 12mm", "hsn_sac": "7214", "quantity": Decimal("25.5"), "unit_price": 60},
        ],
    ),
    (
        "heads over heads",
        BY_HEAD,
        [
            {"hsn_sac": "998315", "taxable_value": 1000, "gst_rate": 18, "cgst": 90, "sgst": 90, "total": 1180},
            {"hsn_sac": "998391", "taxable_value": 250, "gst_rate": 18, "cgst": Decimal("22.50"), "total": 295},
        ],
    ),
    (
        "several lines of text",
        WRAPPED,
        [
            {
                "description": "Prestige Omega Deluxe Granite Kadai 24 cm",
                "hsn_sac": "7615",
                "discount": Decimal("60.28"),
            },
            {"description": "Shipping Charges", "quantity": 1, "taxable_value": 40},
        ],
    ),
    (
        "names above amounts",
        ROLL,
        [
            {"description": "VIM BAR 300G", "hsn_sac": "3402", "quantity": 5, "unit": "PCS", "unit_price": 32},
            {"description": "PARLE-G 800G", "hsn_sac": "1905", "quantity": 2, "unit": "PCS", "unit_price": 85},
        ],
    ),
    (
        "taxes below each other",
        MARKETPLACE,
        [
            {
                "hsn_sac": "8504",
                "taxable_value": Decimal("930.50"),
                "gst_rate": 18,
                "cgst": Decimal("83.75"),
                "total": 1098,
            }
        ],
    ),
    (
        "from right to left",
        RIGHT_TO_LEFT,
        [
            {"description": "Brass Valve", "hsn_sac": "8481", "quantity": 25, "unit": "NOS", "taxable_value": 1250},
            {"description": "GI Elbow 2 inch", "quantity": 30, "unit_price": 120, "taxable_value": 3600},
        ],
    ),
    (
        "free goods, rates under the heads, amounts before discount",
        PHARMACY,
        [
            {
                "description": "AUGMENTIN 625",
                "quantity": 10,
                "unit_price": Decimal("156.20"),
                "gst_rate": 5,
                "gross": 1562,
            },
            {"description": "PANTOCID 40", "hsn_sac": "30049099", "quantity": 12, "gst_rate": 5},
        ],
    ),
    (
        "services",
        SERVICES,
        [
            {"description": "Statutory audit for FY 2025-26", "hsn_sac": "998221", "taxable_value": 60000},
            {"description": "GST return filing", "hsn_sac": "998231", "taxable_value": 18000},
        ],
    ),
    (
        "decimal commas and prices with tax",
        DUTCH,
        [
            {"description": "Apple iPad Air Wifi 16 GB Zilver", "quantity": 1, "gst_rate": 21, "total": 399},
            {"description": "Nintendo AC-adapter", "quantity": 2, "total": Decimal("29.98")},
        ],
    ),
]


class TestLines:
    @pytest.mark.parametrize(("text", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
    def test_every_line_has_what_it_prints(self, text: str, wanted: list[Row]) -> None:
        found = lines(text)
        assert [{name: row.get(name) for name in want} for row, want in zip(found, wanted, strict=True)] == wanted

    def test_percent_discount_is_no_printed_amount(self) -> None:
        assert all("discount" not in row for row in lines(PHARMACY))

    def test_taxes_that_are_not_printed_are_not_there(self) -> None:
        assert all({"cgst", "sgst", "igst", "gst_rate"}.isdisjoint(row) for row in lines(PLAIN))

    def test_no_goods_in_a_letter(self) -> None:
        assert lines("Dear Sir,\nplease find 12 copies of our letter of 2026.\nYours, R. Sharma") == []


WITHOUT_HEAD = """
Ultra Cement 50kg    2523   10 Bag   350.00   3,500.00
Steel rod 12mm       7214   25.5 kg   60.00   1,530.00
Sub Total                                     5,030.00
"""
TILL = """
Idli
  2 x 40.00             80.00
Filter coffee
  3 x 25.00             75.00
Total                  155.00
"""


class TestWithoutHead:
    def test_rows_are_goods_where_quantity_by_price_is_the_amount(self) -> None:
        assert [(row["description"], row["quantity"], row["hsn_sac"], row["unit"]) for row in lines(WITHOUT_HEAD)] == [
            ("Ultra Cement 50kg", 10, "2523", "Bag"),
            ("Steel rod 12mm", Decimal("25.5"), "7214", "kg"),
        ]

    def test_names_stand_above_their_numbers_on_a_till_roll(self) -> None:
        assert [(row["description"], row["quantity"], row["taxable_value"]) for row in lines(TILL)] == [
            ("Idli", 2, 80),
            ("Filter coffee", 3, 75),
        ]
