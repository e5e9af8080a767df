"""Lines of goods by hands that write tables of their own: heads over pairs, unknown heads, notes, charges, and none."""

from decimal import Decimal

import pytest

from app.invoices.records.extractions import LINE
from tests.invoices.rules.documents import grids


def lines(text: str) -> list[str]:
    """What every line says, in the order of `LINE`."""
    fields = grids.read(text).fields
    count = 1 + max((int(path.split(".")[1]) for path in fields if path.startswith("lines.")), default=-1)
    paths = [[f"lines.{number}.{name}" for name in LINE] for number in range(count)]
    return [" | ".join(str(fields[path].value) for path in row if path in fields) for row in paths]


OVER_PAIRS = """
                                                                       CGST               SGST
Sl  Description            HSN/   Qty  Unit   Rate     Taxable                                          Total
No.  of Goods              SAC                          Value      Rate   Amt.       Rate   Amt.
1   Hinge steel            8302   10   Nos   45.00     450.00      9%     40.50      9%     40.50      531.00
2   Door stopper           8302    4   Nos  120.00     480.00      9%     43.20      9%     43.20      566.40
                                            Total      930.00             83.70             83.70    1,097.40
"""
NOTES = """
#  Item                          HSN      Qty    Price     GST %   Amount
1  Office Chair Mesh             9403      4    3,200.00    18    12,800.00
   Colour: black, with arm rest
2  Steel Almirah 6 ft            9403      1   11,500.00    18    11,500.00
   Two lockers, grey finish
                                         Sub Total                24,300.00
                                         CGST                      2,187.00
                                         SGST                      2,187.00
                                         Total                    28,674.00
"""
JEWELLER = """
Description      HSN    Purity   Gross Wt   Net Wt    Rate/g     Making     Taxable      CGST       SGST       Total
                                   (g)        (g)                Charges     Value       1.5%       1.5%
Gold chain 22K   7113    916      12.450     12.200   7,150.00   8,500.00   95,730.00   1,435.95   1,435.95   98,601.90
Gold ring 18K    7113    916       4.800      4.350   7,150.00   3,900.00   35,002.50     525.04     525.04   36,052.58
                                                        Total              1,30,732.50  1,960.99   1,960.99  1,34,654.48
                                                        Round off                                                 -0.48
                                                        Grand Total                                         1,34,654.00
"""
NO_KNOWN_HEAD = """
Narration               Kode    Pcs.    Bhav      Dhanrashi
Cotton saree            5208    6      850.00     5,100.00
Silk dupatta            6214    9      420.00     3,780.00
                                Total             8,880.00
                                CGST 2.5%           222.00
                                SGST 2.5%           222.00
                                Grand Total       9,324.00
"""
HOTEL = """
Date        Particulars                    SAC      Nights    Tariff       Amount
01/08/2026  Room rent deluxe               996311      3     3,500.00    10,500.00
02/08/2026  Laundry                        999712      1       450.00       450.00
                                           Taxable value                 10,950.00
                                           CGST @ 6%                        657.00
                                           SGST @ 6%                        657.00
                                           Bill total                    12,264.00
                                           Less: advance received by UPI  5,000.00
                                           Balance payable                7,264.00
"""
LETTER = """
Sub: Our bill for professional services

Towards consultancy charges for the month of July 2026      : Rs. 40,000.00
SAC: 998311
Add: IGST @ 18%                                             : Rs.  7,200.00
                                                              -------------
Total                                                       : Rs. 47,200.00
"""
TWO_FEES = """
Statutory audit fee for FY 2025-26                             60,000.00
Tax audit fee under section 44AB                               25,000.00
                                                             -----------
                                                               85,000.00
CGST @ 9%                                                       7,650.00
SGST @ 9%                                                       7,650.00
                                                             -----------
Total                                                         100,300.00
"""
WRAPPED = """
#  Item               Qty    Rate     Amount
1  Havells Crabtree     2   50.00     100.00
   modular switch 16A
   two way
2  Wire                 1   40.00      40.00
"""
NEAR_UNIT = """
Item    Material No.  Description          HSN Code   Quantity  UoM     Price/Unit   Net Value
000010  12-28602      HEX BOLT M12X60      73181500          368 EA          15.50    5,704.00
000020  95-88496      BEARING 6205 2RS     84821011          123 EA         231.73   28,502.79
                                                                        Total        34,206.79
"""
RETURNED = """
# Item returned             HSN     Qty UOM    Rate    Taxable Amt GST % CGST  SGST   Total
1 MS Binding Wire 20G       7217     5 Kg     78.50      392.50     18%  35.33  35.33  463.16
                            Total                        392.50          35.33  35.33  463.16
Rupees Four Hundred Sixty Three Only                          Round off : -0.16
                                                              Net Credit : 463.00
"""


class TestHands:
    @pytest.mark.parametrize(
        ("text", "wanted"),
        [
            pytest.param(
                OVER_PAIRS,
                [
                    "Hinge steel | 8302 | 10 | Nos | 45.00 | 450.00 | 18 | 40.50 | 40.50 | 531.00",
                    "Door stopper | 8302 | 4 | Nos | 120.00 | 480.00 | 18 | 43.20 | 43.20 | 566.40",
                ],
                id="rate and amount under each tax",
            ),
            pytest.param(
                NOTES,
                [
                    "Office Chair Mesh | 9403 | 4 | 3200.00 | 12800.00 | 18",
                    "Steel Almirah 6 ft | 9403 | 1 | 11500.00 | 11500.00 | 18",
                ],
                id="notes under names",
            ),
            pytest.param(
                JEWELLER,
                [
                    "Gold chain 22K | 7113 | 12.200 | g | 7150.00 | 95730.00 | 3.0 | 1435.95 | 1435.95 | 98601.90",
                    "Gold ring 18K | 7113 | 4.350 | g | 7150.00 | 35002.50 | 3.0 | 525.04 | 525.04 | 36052.58",
                ],
                id="making on top of weight by rate",
            ),
            pytest.param(
                NO_KNOWN_HEAD,
                ["Cotton saree | 5208 | 6 | 850.00 | 5100.00", "Silk dupatta | 6214 | 9 | 420.00 | 3780.00"],
                id="heads that no list knows",
            ),
            pytest.param(
                HOTEL,
                ["Room rent deluxe | 996311 | 3 | 3500.00 | 10500.00", "Laundry | 999712 | 1 | 450.00 | 450.00"],
                id="a tariff is no code",
            ),
            pytest.param(
                LETTER, ["Towards consultancy charges for the month of July 2026 | 998311 | 40000.00"], id="a sentence"
            ),
            pytest.param(
                TWO_FEES,
                ["Statutory audit fee for FY 2025-26 | 60000.00", "Tax audit fee under section 44AB | 25000.00"],
                id="two sentences",
            ),
            pytest.param(
                NEAR_UNIT,
                [
                    "HEX BOLT M12X60 | 73181500 | 368 | EA | 15.50 | 5704.00 | 5704.00",
                    "BEARING 6205 2RS | 84821011 | 123 | EA | 231.73 | 28502.79 | 28502.79",
                ],
                id="quantity in the column of its unit",
            ),
            pytest.param(
                RETURNED,
                ["MS Binding Wire 20G | 7217 | 5 | Kg | 78.50 | 392.50 | 18 | 35.33 | 35.33 | 463.16"],
                id="small letters go on with a head",
            ),
            pytest.param(
                WRAPPED,
                [
                    "Havells Crabtree modular switch 16A two way | 2 | 50.00 | 100.00 | 100.00",
                    "Wire | 1 | 40.00 | 40.00 | 40.00",
                ],
                id="a name goes on where its next word had no room",
            ),
        ],
    )
    def test_every_line_has_what_it_prints(self, text: str, wanted: list[str]) -> None:
        assert lines(text) == wanted

    def test_fee_that_is_no_sum_with_its_tax_is_not_believed(self) -> None:
        assert lines(LETTER.replace("47,200.00", "57,200.00")) == []

    def test_the_whole_sum_is_what_the_words_say_whatever_it_is_called(self) -> None:
        assert grids.values(RETURNED, "totals.grand_total", "totals.round_off") == [Decimal("463.00"), Decimal("-0.16")]
