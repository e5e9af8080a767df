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
