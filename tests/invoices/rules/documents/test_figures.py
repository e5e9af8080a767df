"""Whole bills: lines and sums that were settled together, what closed, and what was repaired or left out."""

from decimal import Decimal

import pytest

from app.invoices.records.pages import Source
from app.invoices.rules.documents import figures, solver
from app.invoices.rules.documents.page import layout
from tests.invoices.rules.documents import grids

BILL = """
Sl  Description          HSN     Qty      Rate       Amount
1   Ultra Cement 50kg    2523     10    350.00     3,500.00
2   Steel rod 12mm       7214     25     60.00     1,500.00
                              Sub Total            5,000.00
                              Less: Discount         100.00
                              Taxable Value        4,900.00
                              CGST @ 9%              441.00
                              SGST @ 9%              441.00
                              Round Off               -0.00
                              Grand Total      ₹   5,782.00
Rupees Five Thousand Seven Hundred Eighty Two Only
                              Advance Received     1,000.00
                              Balance Due          4,782.00
"""
INCLUSIVE = """
Item             Qty    Rate      Amt
VIM BAR 300G       5   32.00   160.00
PARLE-G 800G       2   85.00   170.00
TOTAL                          330.00
GST included in the above
Rate       Taxable    CGST    SGST
18%         135.59   12.20   12.20
5%          161.90    4.05    4.05
Total       297.49   16.25   16.25
"""
SUMMARY = """
HSN/SAC     Taxable      Central Tax         State Tax        Total
             Value     Rate    Amount      Rate    Amount   Tax Amount
2523       3,500.00      9%    315.00        9%    315.00      630.00
7214       1,500.00      9%    135.00        9%    135.00      270.00
Total      5,000.00            450.00              450.00      900.00
"""
ONE_TAX = """
Place of Supply: 29-Karnataka
Item       Qty    Rate      Amount
Valve        2   50.00      100.00
Sub Total                   100.00
GST 18%                      18.00
Total                       118.00
"""


def settled(text: str, source: Source = Source.TEXT) -> solver.Settled:
    document = layout.laid_out(grids.pages(text, source=source))
    return solver.settled(figures.proposals(document), on=grids.READ_ON)


def totals(found: solver.Settled) -> dict[str, object]:
    """The sums by name."""
    prefix = "totals."
    return {path.removeprefix(prefix): one.value for path, one in found.fields.items() if path.startswith(prefix)}


class TestBill:
    def test_every_sum_stands_under_its_own_name(self) -> None:
        assert totals(settled(BILL)) == {
            "subtotal": 5000,
            "discount": 100,
            "taxable_value": 4900,
            "cgst": 441,
            "sgst": 441,
            "round_off": 0,
            "grand_total": 5782,
            "amount_paid": 1000,
            "amount_due": 4782,
            "amount_in_words": "Rupees Five Thousand Seven Hundred Eighty Two Only",
        }

    def test_every_sum_closes_and_says_which_values_it_held(self) -> None:
        checks = settled(BILL).checks
        assert all(check.is_ok for check in checks)
        held = {check.name: set(check.paths) for check in checks}
        assert held["lines.0.amount"] == {"lines.0.quantity", "lines.0.unit_price", "lines.0.taxable_value"}
        assert {"totals.grand_total", "totals.amount_in_words"} == held["totals.words"]
        assert {"totals.taxable_value", "totals.cgst", "totals.sgst"} <= held["totals.grand_total"]

    def test_changed_total_is_told_and_not_smoothed(self) -> None:
        found = settled(BILL.replace("5,782.00", "5,982.00").replace("Eighty Two", "Eighty Three"))
        assert found.fields["totals.grand_total"].value == 5982
        assert [check.name for check in found.checks if not check.is_ok] == [
            "totals.words",
            "totals.grand_total",
            "totals.amount_due",
        ]

    @pytest.mark.parametrize(
        ("right", "bent", "path", "value"),
        [
            ("3,500.00", "3,5OO.00", "lines.0.taxable_value", "3500.00"),
            ("3,500.00", "8,500.00", "lines.0.taxable_value", "3500.00"),
            ("     1,500.00", "     1,50000", "lines.1.taxable_value", "1500.00"),
            ("5,782.00", "5,732.00", "totals.grand_total", "5782.00"),
            (
                "  441.00\n                              Round",
                "  44100\n                              Round",
                "totals.sgst",
                "441.00",
            ),
        ],
    )
    def test_bent_digit_of_a_photo_is_what_its_sums_ask_for(self, right: str, bent: str, path: str, value: str) -> None:
        found = settled(BILL.replace(right, bent), Source.OCR)
        assert found.fields[path].value == Decimal(value)
        assert found.fields[path].source is Source.OCR

    def test_digits_of_a_text_are_never_repaired(self) -> None:
        found = settled(BILL.replace("3,500.00", "8,500.00"))
        assert found.fields["lines.0.taxable_value"].value == 8500


class TestOtherPapers:
    def test_prices_that_hold_the_tax_are_totals(self) -> None:
        found = settled(INCLUSIVE)
        assert found.fields["lines.0.total"].value == 160
        assert "lines.0.taxable_value" not in found.fields
        assert totals(found) == {
            "taxable_value": Decimal("297.49"),
            "cgst": Decimal("16.25"),
            "sgst": Decimal("16.25"),
            "grand_total": 330,
        }

    def test_summary_by_code_is_added_up_by_rate(self) -> None:
        found = settled(SUMMARY).fields
        rate = {path.removeprefix("rates.0."): one.value for path, one in found.items() if path.startswith("rates.")}
        assert rate == {"gst_rate": 18, "taxable_value": 5000, "cgst": 450, "sgst": 450}

    def test_tax_without_a_head_is_none_where_no_state_tells(self) -> None:
        assert totals(settled(ONE_TAX)) == {"subtotal": 100, "grand_total": 118}

    def test_halves_of_a_tax_follow_within_a_state(self) -> None:
        found = grids.read(f"ABC Traders\nGSTIN: 29AAGCB7383J1Z4\n{ONE_TAX}").fields
        assert [(found[path].value, found[path].source) for path in ("totals.cgst", "totals.sgst")] == [
            (9, Source.DERIVED),
            (9, Source.DERIVED),
        ]
