"""Second lines of cells that are no sums, last rows without quantity, and taxes printed once for each rate."""

import pytest

from tests.invoices.rules.documents import grids
from tests.invoices.rules.documents.tables.test_hands import lines

ONLY_A_RATE_BELOW = """
S.NO.   ITEMS                      HSN        QTY.      RATE        TAX         AMOUNT
1       Brass tap half inch        84818020   25 PCS     640      2,880.00     18,880.00
                                                                     (18%)
2       Kitchen sink single bowl   73241000   2 PCS    3,850      1,386.00      9,086.00
                                                                     (18%)
        TOTAL                                 27                  4,266.00     27,966.00
"""
NOTE_BELOW = """
Item                     Qty         Rate      Amount
Mustard oil 15 L tin   1 Tin     2,040.00    2,040.00
GST @ 5%
Flattened rice          5 Kg        56.00      280.00
GST @ 5%
Item Total                                   2,320.00
CGST                                            58.00
SGST                                            58.00
Grand Total                                  2,436.00
"""
BROKEN_LABEL = """
Item                             GST Rate   Quantity     Rate        Amount        IGST        Total
1. Logo Design                     18%         12       850.00    10,200.00    1,836.00    12,036.00
   (HSN/SAC: 998391)
2. Shop Maintenance (HSN/SAC:      18%          3     4,999.50    14,998.50    2,699.73    17,698.23
   998319)
                                   Amount                                                  25,198.50
                                   IGST                                                     4,535.73
                                   Total                                                   29,734.23
"""
UNIT_UNDER_THE_PRICE = """
#  Item name          HSN/SAC    Quantity  Unit Price     GST         Amount
1  Wall paint white   32091010       3 Bkt   785.00      423.90      2,778.90
   outdoor 10 L                                          (18%)
2  Wood glue          35069190       6 Pcs   100.00      108.00        708.00
                                                         (18%)
   Total                             9                   531.90      3,486.90
"""
READ = [
    (
        ONLY_A_RATE_BELOW,
        [
            "Brass tap half inch | 84818020 | 25 | PCS | 640 | 18 | 18880.00",
            "Kitchen sink single bowl | 73241000 | 2 | PCS | 3850 | 18 | 9086.00",
        ],
    ),
    (
        NOTE_BELOW,
        ["Mustard oil 15 L tin | 1 | Tin | 2040.00 | 2040.00 | 5", "Flattened rice | 5 | Kg | 56.00 | 280.00 | 5"],
    ),
    (
        BROKEN_LABEL,
        [
            "Logo Design | 998391 | 12 | 850.00 | 10200.00 | 18 | 1836.00 | 12036.00",
            "Shop Maintenance | 998319 | 3 | 4999.50 | 14998.50 | 18 | 2699.73 | 17698.23",
        ],
    ),
    (
        UNIT_UNDER_THE_PRICE,
        [
            "Wall paint white outdoor 10 L | 32091010 | 3 | Bkt | 785.00 | 18 | 2778.90",
            "Wood glue | 35069190 | 6 | Pcs | 100.00 | 18 | 708.00",
        ],
    ),
]
DUTIES = """
Sl.   Particulars                  No. of Persons   Total Duties   Rate per Duty      Amount
1.    Gate keeper                        6              186             742.00     138012.00
2.    Head keeper                        4              124             830.00     102920.00
3.    Agency Service Charges @ 8%                                                   19274.56
                                                                     Sub Total     260206.56
                                                                     CGST @ 9%      23418.59
                                                                     SGST @ 9%      23418.59
                                                                   Rounded off         +0.26
                                                                   Grand Total     307044.00
"""
BY_RATE = """
S.N.  Description      HSN/SAC     Qty.    Unit    Price      Amount
1.    Brass valve      84813000   10.000   Pcs.   485.00    4,850.00
2.    Motor starter    85369090    4.000   Pcs.  2,315.00   9,260.00
3.    Drip pipe        84249000    5.000   Roll  2,860.00  14,300.00
                                                           28,410.00
                     Add : CGST          @ 2.50 %             357.50
                     Add : SGST          @ 2.50 %             357.50
                     Add : CGST          @ 9.00 %           1,269.90
                     Add : SGST          @ 9.00 %           1,269.90
                     Add : Rounded Off (+)                      0.20
                     Grand Total                           31,665.00
"""
PATHS = ("taxable_value", "cgst", "sgst", "round_off", "grand_total")


class TestSecondLines:
    @pytest.mark.parametrize(("text", "expected"), READ, ids=["rate", "note", "label", "unit"])
    def test_line_below_is_of_the_cell_above(self, text: str, expected: list[str]) -> None:
        assert lines(text) == expected


class TestLastRow:
    def test_row_with_a_name_and_an_amount_closes_the_subtotal(self) -> None:
        assert [line.split(" | ")[0] for line in lines(DUTIES)] == [
            "Gate keeper",
            "Head keeper",
            "Agency Service Charges @ 8%",
        ]

    def test_row_that_the_subtotal_does_not_hold_is_no_goods(self) -> None:
        behind = DUTIES.replace("260206.56", "240932.00")
        assert [line.split(" | ")[0] for line in lines(behind)] == ["Gate keeper", "Head keeper"]


class TestSums:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (DUTIES, ["260206.56", "23418.59", "23418.59", "0.26", "307044.00"]),
            (BY_RATE, ["28410.00", "1627.40", "1627.40", "0.20", "31665.00"]),
        ],
        ids=["subtotal", "by_rate"],
    )
    def test_taxes_and_what_they_are_of(self, text: str, expected: list[str]) -> None:
        found = grids.read(text)
        assert [str(found.value(f"totals.{name}")) for name in PATHS] == expected
        assert all(check.is_ok for check in found.checks)
