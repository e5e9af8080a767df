"""Numbers as they are typed again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.fraud.rules.duplicates import numbers
from app.fraud.rules.duplicates.numbers import NumberRelation as Is

CASES = [
    ("SMP00418", "SMP00418", Is.SAME),
    ("smp00418", "SMP00418", Is.SAME),
    ("SMP/00418", "SMP-418", Is.LOOKALIKE),
    ("INV 24-25/0045", "INV/2024-25/45", Is.LOOKALIKE),
    ("INV/24-25/0482", "INV24250482", Is.LOOKALIKE),
    ("2024/2025-0077", "24-25/77", Is.LOOKALIKE),
    ("GST/24-25/1992", "GST/24-025/1992", Is.LOOKALIKE),
    ("TI-0429", "Bill no TI-0429", Is.LOOKALIKE),
    ("1248", "Invoice No. 1248", Is.LOOKALIKE),
    ("1248", "INV-1248", Is.SUFFIX),
    ("3141", "314I", Is.LOOKALIKE),
    ("B0105", "801O5", Is.LOOKALIKE),
    ("S-1005", "5-1OO5", Is.LOOKALIKE),
    ("A585", "A585R", Is.SUFFIX),
    ("0000924", "0000924A", Is.SUFFIX),
    ("77", "77-COPY", Is.SUFFIX),
    ("BL/12745", "BL/12754", Is.TYPO),
    ("BL/12745", "BL/1275", Is.TYPO),
    ("BL/12745", "BL/19745", Is.TYPO),
    ("PI-112", "INV-112", Is.TYPO),
    ("GST-1878", "GST-1879", Is.SERIES),
    ("A590/1", "A590/2", Is.SERIES),
    ("INV/23-24/0045", "INV/24-25/0045", Is.OTHER_YEAR),
    ("R-23-24-01", "R-24-25-01", Is.OTHER_YEAR),
    ("SMP00404", "NA", Is.MISSING),
    ("SMP00404", "", Is.MISSING),
    ("000", "12", Is.MISSING),
    ("--", "12", Is.MISSING),
    ("BL/3832", "GST-1719", Is.DIFFERENT),
    ("INV-3501", "INV-4119", Is.DIFFERENT),
    ("12", "21", Is.DIFFERENT),
    ("12", "AB-12", Is.DIFFERENT),
    ("NOVA-77", "NO-77", Is.DIFFERENT),
]


class TestRelation:
    @pytest.mark.parametrize(("one", "other", "expected"), CASES)
    def test_is_what_a_clerk_would_say(self, one: str, other: str, expected: Is) -> None:
        assert numbers.relation(one, other) is expected

    @given(st.text(max_size=24), st.text(max_size=24))
    def test_does_not_depend_on_the_order(self, one: str, other: str) -> None:
        assert numbers.relation(one, other) is numbers.relation(other, one)

    @given(st.text(alphabet="ABCXYZ0123456789/-", min_size=1, max_size=16))
    def test_a_number_is_never_another_one_than_itself(self, number: str) -> None:
        assert numbers.relation(number, number) in (Is.SAME, Is.MISSING)

    def test_last_two_digits_of_a_plain_number_are_no_financial_year(self) -> None:
        assert numbers.key("2425").year is None
