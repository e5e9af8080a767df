"""Amounts as receipts print them, and the words that stand beside them."""

from decimal import Decimal

import pytest

from app.invoices import files
from app.invoices.rules.documents.receipts import lines, sum_cues, sums


class TestFound:
    @pytest.mark.parametrize(
        ("text", "amount"),
        [
            ("TOTAL RM 31.00", "31.00"),
            ("RM1,007.50", "1007.50"),
            ("1,25,000.00", "125000.00"),
            ("-0.02", "-0.02"),
            ("0.02-", "-0.02"),
            ("$8.2O", "8.20"),
            ("31 .00", "31.00"),
            ("7,00", "7.00"),
        ],
    )
    def test_amounts_have_two_decimals(self, text: str, amount: str) -> None:
        assert [value for _, _, value, _ in sums.found(text)] == [Decimal(amount)]

    @pytest.mark.parametrize("text", ["6.00%", "12.5", "10:22:41", "01/02/2018", "1.2.3"])
    def test_what_is_no_amount_is_none(self, text: str) -> None:
        assert list(sums.found(text)) == []


class TestSheet:
    def test_words_before_an_amount_are_those_of_its_row(self) -> None:
        (cash,) = [one for one in printed() if one.value == 50]
        assert "CASH" in cash.left
        assert "TOTAL" in cash.above

    @pytest.mark.parametrize(
        ("column", "amounts"),
        [
            ("cash_less_change", {"27.40"}),
            ("rounded_behind", {"27.41"}),
            ("unrounded_before", {"27.40"}),
            ("sum_just_above", {"27.41"}),
            ("before_zero", set()),
        ],
    )
    def test_sums_that_an_amount_closes_are_seen(self, column: str, amounts: set[str]) -> None:
        found = lines.lines(files.of_text(ROUNDED).pages)
        sheet = sum_cues.Sheet(found, sums.printed(found))
        at = sum_cues.COLUMNS.index(column)
        closing = {str(one.value) for one, row in zip(sheet.values, sheet.candidates(), strict=True) if row.cues[at]}
        assert closing == amounts

    def test_every_candidate_has_every_column(self) -> None:
        found = lines.lines(files.of_text(RECEIPT).pages)
        rows = sum_cues.Sheet(found, sums.printed(found)).candidates()
        assert {len(one.cues) for one in rows} == {len(sum_cues.COLUMNS)}


RECEIPT = """
PEN      12.40
PAPER    15.00
TOTAL         27.40
CASH          50.00
CHANGE        22.60
"""

ROUNDED = """
PEN      12.41
PAPER    15.00
TOTAL         27.41
ROUNDED       27.40
CASH          50.00
CHANGE        22.60
"""


def printed() -> list[sums.Printed]:
    """The amounts of the receipt."""
    return sums.printed(lines.lines(files.of_text(RECEIPT).pages))
