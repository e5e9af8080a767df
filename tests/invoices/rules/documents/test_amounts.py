"""Printed amounts, and what recognisers make of them."""

from decimal import Decimal

import pytest

from app.invoices.rules.documents.values import amounts

PRINTED = [
    ("1,25,000.00", "125000.00"),
    ("125,000.00", "125000.00"),
    ("12500", "12500"),
    ("₹ 12,500", "12500"),
    ("Rs.350/-", "350"),
    ("Rs. 5.50", "5.50"),
    ("INR 99.00", "99.00"),
    ("RM12.50", "12.50"),
    ("$1,999.00", "1999.00"),
    ("€ 2.321,00", "2321.00"),
    ("1.250,00", "1250.00"),
    ("(1,234.50)", "-1234.50"),
    ("-0.40", "-0.40"),
    ("(-)0.40", "-0.40"),
    ("0.40-", "-0.40"),
    ("- ₹ 5.00", "-5.00"),
    ("100 Cr", "-100"),
    ("5,000.00 Dr", "5000.00"),
    (".50", "0.50"),
    ("१,२५०.००", "1250.00"),
]
RECOGNISED = [
    ("1O,5OO.OO", "10500.00"),
    ("l,234.S0", "1234.50"),
    ("12 5 00.00", "12500.00"),
    ("1,250,00", "1250.00"),
    ("1.250.00", "1250.00"),
    ("ぎ1,016.10", "1016.10"),
]
NONE = ["", "-", "ABC", "A4", "Nil", "27AAPFU0939F1ZV", "2 x 50", "9" * 40, "12/04/2026"]


class TestReadings:
    @pytest.mark.parametrize(("text", "value"), PRINTED)
    def test_what_is_printed_is_read_as_it_stands(self, text: str, value: str) -> None:
        found = amounts.amount(text)
        assert found is not None
        assert (found.value, found.score) == (Decimal(value), 1)

    @pytest.mark.parametrize(("text", "value"), RECOGNISED)
    def test_what_was_misread_is_repaired_and_believed_less(self, text: str, value: str) -> None:
        readings = amounts.readings(text)
        assert Decimal(value) in [reading.value for reading in readings]

    @pytest.mark.parametrize("text", NONE)
    def test_what_is_no_number_has_no_reading(self, text: str) -> None:
        assert amounts.readings(text) == ()

    def test_lost_decimal_point_is_a_last_thought(self) -> None:
        assert [(str(one.value), one.score) for one in amounts.readings("125000")] == [
            ("125000", 1.0),
            ("1250.00", 0.05),
        ]

    @pytest.mark.parametrize("text", ["18%", "@ 18 %", "(18%)", "18 percent"])
    def test_percentages_say_so(self, text: str) -> None:
        found = amounts.amount(text)
        assert found is not None
        assert (found.value, found.is_percent) == (18, True)

    @pytest.mark.parametrize(
        ("text", "value", "unit"), [("10 Nos", 10, "Nos"), ("25.5kg", "25.5", "kg"), ("5 l", 5, "l")]
    )
    def test_units_stand_behind_quantities(self, text: str, value: str, unit: str) -> None:
        found = amounts.amount(text)
        assert found is not None
        assert (found.value, found.unit) == (Decimal(value), unit)


class TestDecimalMark:
    @pytest.mark.parametrize(("text", "value"), [("257,59", "257.59"), ("54,910", "54.910"), ("1 250,00", "1250.00")])
    def test_papers_with_decimal_commas_are_read_so(self, text: str, value: str) -> None:
        found = amounts.amount(text, ",")
        assert found is not None
        assert found.value == Decimal(value)

    @pytest.mark.parametrize(
        ("words", "mark"), [(["257,59", "5,79", "10.5"], ","), (["1,250.00", "12,500"], "."), ([], ".")]
    )
    def test_most_numbers_that_tell_decide(self, words: list[str], mark: str) -> None:
        assert amounts.decimal_mark(words) == mark
