"""What the amounts of lines are on papers with and without tax, and sums at the foot by their names."""

import pytest

from app.invoices.records.pages import Source
from tests.invoices.rules.documents import grids

SUPPLY = """
BILL OF SUPPLY
Composition taxable person, not eligible to collect tax on supplies
No.  Item                  Qty     Rate     Amount
1    Butter naan             6    45.00     270.00
2    Sweet lassi             3    60.00     180.00
                          Total             450.00
"""


class TestAmountsOfLines:
    def test_without_tax_they_are_what_is_paid(self) -> None:
        fields = grids.read(SUPPLY).fields
        assert [fields[f"lines.{number}.total"].value for number in (0, 1)] == [270, 180]
        assert fields["lines.0.taxable_value"].source is Source.DERIVED

    def test_totals_of_lines_before_the_tax_at_the_foot_are_taxable(self) -> None:
        text = SUPPLY.replace("BILL OF SUPPLY", "TAX INVOICE").replace("Composition", "Not a composition")
        text = text.replace("Amount", "Total ").replace(
            "                          Total             450.00",
            "Taxable value 450.00\nCGST 2.5% 11.25\nSGST 2.5% 11.25\nGrand total 472.50",
        )
        assert grids.values(text, "lines.0.taxable_value", "lines.1.taxable_value") == [270, 180]


class TestFoot:
    @pytest.mark.parametrize(
        ("row", "path", "value"),
        [
            ("Total    28 Nos    Rs. 450.00", "totals.grand_total", 450),
            ("Total rounded 450.00", "totals.grand_total", 450),
            ("Total 450.00\nLess: advance received by UPI 200.00", "totals.amount_paid", 200),
            ("Untaxed Amount 450.00", "totals.taxable_value", 450),
        ],
    )
    def test_sum_is_known_by_its_name(self, row: str, path: str, value: int) -> None:
        text = SUPPLY.split("No.")[0] + "No." + SUPPLY.split("No.")[1].split("      Total")[0] + "\n" + row
        assert grids.values(text, path) == [value]

    def test_terms_above_the_goods_are_no_sum(self) -> None:
        assert grids.values("Terms: Net 30\n" + SUPPLY, "totals.taxable_value") == [None]


BY_RATE = """
Place of Supply: 29-Karnataka
Item       Qty      Rate      Amount
Valve        2     50.00      100.00
Tap          1    200.00      200.00
Untaxed Amount                300.00
IGST 5% on 100.00               5.00
IGST 18% on 200.00             36.00
Total                         341.00
"""


class TestTaxesByRate:
    def test_are_summed_for_the_bill_and_kept_by_rate(self) -> None:
        fields = grids.read(BY_RATE).fields
        assert (fields["totals.igst"].value, fields["totals.igst"].source) == (41, Source.DERIVED)
        rates = [(fields[f"rates.{number}.gst_rate"].value, fields[f"rates.{number}.igst"].value) for number in (0, 1)]
        assert rates == [(5, 5), (18, 36)]
