"""Tables in parts: each with its own head and its own sum, and columns of numbers that run into each other."""

import pytest

from tests.invoices.rules.documents import grids
from tests.invoices.rules.documents.tables.test_hands import lines

PARTS = """
Part I : Material used
Sl  Material              HSN       Qty used   UOM    Rate      Value (Rs.)
a)  Compressor oil 1 L    27101971     2       Ltr     640.00    1,280.00
b)  Capacitor 50 mfd      85321000     6       Nos     285.50    1,713.00
                                       Material in all           2,993.00
Part II : Service
Sl  Work done             SAC       Charges (Rs.)
a)  Gas charging          998719       1,850.00
b)  Overhaul              998719       4,200.00
                          Service in all 6,050.00
                          Total of I + II                        9,043.00
CGST 9%                                                            813.87
SGST 9%                                                            813.87
Round off                                                            0.26
Bill Amount                                                     10,671.00
"""
GROUPS_BY_BLANKS = """
Désignation            Qté   P.U. HT      TVA    Montant HT
Création de site         1  1 850,00 €   20 %    1 850,00 €
Nom de domaine           2     12,00 €   20 %       24,00 €
Maintenance            3,5     60,00 €   20 %      210,00 €
Total HT                                         2 084,00 €
TVA 20 %                                           416,80 €
Net à payer                                      2 500,80 €
"""
SUMMARY = """
ACTIVITY              TAX          QTY    RATE         AMOUNT
Printed manuals       5.0% IGST     14    320.00       4,480.00
Team workshop         18.0% IGST     2    8,750.00    17,500.00
SUBTOTAL                                              21,980.00
TOTAL                                                 25,354.00
BALANCE DUE                                                INR
                                                     25,354.00
TAX SUMMARY
RATE                  IGST         NET
IGST @ 5%               224.00      4,480.00
IGST @ 18%            3,150.00     17,500.00
"""
BESIDE_THE_HEAD = """
Description      HSN     Qty     Rate      Taxable     SGST     CGST
Horlicks 500 g   1901     10     254.40    2,544.00    228.96   228.96
Pantocid 40      3004     10     450.00    4,500.00    112.50   112.50

CLASS        TOTAL       SGST      CGST     TOTAL GST    SUB TOTAL      7,044.00
GST 5.00     4,500.00    112.50    112.50      225.00    SGST PAYABLE     341.46
GST 18.00    2,544.00    228.96    228.96      457.92    CGST PAYABLE     341.46
                                                         ROUND OFF          0.08
                                                         GRAND TOTAL    7,727.00
"""
CHARGE = """
Item              Qty     Rate      Amount
Gift box           10     150.00    1,500.00
Greeting card      40      12.50      500.00
Courier charges                       180.00
Sub Total                           2,180.00
Grand Total                         2,180.00
"""
DUTIES = """
Sr   Duty Date    Particulars of Duty    Kms    Rate/Km       Amount
1    28-09-2025   Outstation trip        348     22.00      7,656.00
2    29-09-2025   Airport drop           368     14.00      5,152.00
                  Worth of all duties                      12,808.00
                  IGST @5%                                    640.40
                  Net payable                              13,448.40
"""


class TestParts:
    def test_sums_of_parts_are_no_goods_whatever_they_are_called(self) -> None:
        assert lines(PARTS) == [
            "Compressor oil 1 L | 27101971 | 2 | Ltr | 640.00 | 1280.00",
            "Capacitor 50 mfd | 85321000 | 6 | Nos | 285.50 | 1713.00",
            "Gas charging | 998719 | 1850.00",
            "Overhaul | 998719 | 4200.00",
        ]
        assert [str(one) for one in grids.values(PARTS, "totals.taxable_value", "totals.grand_total")] == [
            "9043.00",
            "10671.00",
        ]

    def test_columns_that_run_into_each_other_are_cut_where_both_stay_filled(self) -> None:
        assert [line.split(" | ")[:4] for line in lines(GROUPS_BY_BLANKS)] == [
            ["Création de site", "1", "1850.00", "1850.00"],
            ["Nom de domaine", "2", "12.00", "24.00"],
            ["Maintenance", "3.5", "60.00", "210.00"],
        ]

    @pytest.mark.parametrize(
        ("path", "value"),
        [
            ("totals.amount_due", "25354.00"),
            ("rates.0.gst_rate", "5"),
            ("rates.0.igst", "224.00"),
            ("rates.1.gst_rate", "18"),
            ("rates.1.taxable_value", "17500.00"),
        ],
    )
    def test_summary_of_taxes_by_rate_is_read_under_its_own_head(self, path: str, value: str) -> None:
        assert [str(one) for one in grids.values(SUMMARY, path)] == [value]

    def test_sum_beside_the_head_of_the_taxes_is_one_of_the_bill(self) -> None:
        found = grids.read(BESIDE_THE_HEAD)
        assert [str(found.value(f"totals.{name}")) for name in ("subtotal", "grand_total")] == ["7044.00", "7727.00"]
        rates = [[str(found.value(f"rates.{at}.{name}")) for name in ("gst_rate", "taxable_value")] for at in (0, 1)]
        assert rates == [["5.00", "4500.00"], ["18.00", "2544.00"]]

    def test_charge_that_the_subtotal_holds_is_a_row_of_goods(self) -> None:
        assert [line.split(" | ")[0] for line in lines(CHARGE)] == ["Gift box", "Greeting card", "Courier charges"]
        behind = CHARGE.replace(
            "Sub Total                           2,180.00", "Sub Total                           2,000.00"
        )
        assert [line.split(" | ")[0] for line in lines(behind)] == ["Gift box", "Greeting card"]

    def test_dates_before_names_are_none_of_them_and_an_unknown_sum_is_what_the_goods_come_to(self) -> None:
        assert [line.split(" | ")[0] for line in lines(DUTIES)] == ["Outstation trip", "Airport drop"]
        assert [str(one) for one in grids.values(DUTIES, "totals.taxable_value")] == ["12808.00"]
