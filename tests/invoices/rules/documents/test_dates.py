"""Printed dates in the ways of several countries, and what is none."""

from datetime import date

import pytest

from app.invoices.rules.documents.values import dates

ON = date(2026, 11, 22)
DAY = date(2024, 4, 1)


class TestDates:
    @pytest.mark.parametrize(
        "text",
        ["01/04/2024", "1-4-24", "01.04.2024", "1-Apr-24", "1st April 2024", "01 APR 2024", "1 Apr '24", "2024-04-01",
         "April 1, 2024", "Apr 1 2024", "1 de abril de 2024", "1 avril 2024", "1. April 2024", "1 kwietnia 2024",
         "१ अप्रैल २०२४", "०१/०४/२०२४", "01 / 04 / 2024", "01Apr2024", "1-Aprii-2024"],
    )  # fmt: skip
    def test_are_read_day_first(self, text: str) -> None:
        assert [day.value for day in dates.Reader(ON).every(f"on {text} at noon")] == [DAY]

    @pytest.mark.parametrize("text", ["O1/O4/2O24", "0l/04/2024", "01/04/2O24"])
    def test_letters_like_digits_count_for_less(self, text: str) -> None:
        (day,) = dates.Reader(ON).every(text)
        assert (day.value, day.score < 0.9) == (DAY, True)

    @pytest.mark.parametrize(
        "text",
        ["31/02/2024", "45/13/2026", "24/11/2026", "01/04/1890", "INV/23-24/05", "12.50", "9876543210", "04/24", ""],
    )
    def test_others_are_none(self, text: str) -> None:
        assert dates.Reader(ON).every(text) == []

    def test_characters_are_told(self) -> None:
        text = "Date: 1st April 2024."
        (day,) = dates.Reader(ON).every(text)
        assert text[day.start : day.end] == "1st April 2024"

    @pytest.mark.parametrize(
        ("address", "month"),
        [("Portland, OR 97209", 3), ("Pune 411013", 7), ("DE 41101 3", 7), ("50400 Kuala Lumpur", 7)],
    )
    def test_month_comes_first_beside_an_american_address(self, address: str, month: int) -> None:
        day = dates.reader([address, "dated 03/07/2024"], on=ON).first("03/07/2024")
        assert day is not None and day.value.month == month

    def test_one_date_that_tells_decides_for_the_document(self) -> None:
        reader = dates.reader(["due 04/25/2024", "dated 04/01/2024"], on=ON)
        assert [day.value for day in reader.every("04/01/2024")] == [DAY]
