"""The list of codes: whole at its known sizes, and asked at every length."""

import pytest

from app.gst import hsn


class TestList:
    def test_has_the_headings_of_gstns_list(self) -> None:
        # 1,245 headings of goods and 31 of services stand in GSTN's workbook of November 2024.
        headings = hsn.headings()
        assert len(headings) == 1276
        assert sum(heading.startswith("99") for heading in headings) == 31

    @pytest.mark.parametrize("code", ["10", "1006", "100630", "10063020", "84713010", "99", "9983", "99831", "998314"])
    def test_knows_what_is_listed_at_every_length(self, code: str) -> None:
        assert hsn.is_listed(code)

    @pytest.mark.parametrize("code", ["77", "1099", "100635", "10063099", "99810", "998888", "abcd", ""])
    def test_knows_nothing_else(self, code: str) -> None:
        assert not hsn.is_listed(code)

    def test_every_code_of_six_digits_above_a_listed_one_is_listed(self) -> None:
        assert hsn.is_listed("010110")  # the list itself names only the two codes under it
        assert hsn.is_listed("01011020")
