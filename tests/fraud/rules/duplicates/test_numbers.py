"""Numbers as they are typed again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.fraud.rules.duplicates import numbers, renumbering
from app.fraud.rules.duplicates.renumbering import NumberRelation as Is

CASES = [
    ("SMP00418", "SMP00418", Is.SAME),
    ("smp00418", "SMP00418", Is.SAME),
    ("SMP/00418", "SMP-418", Is.LOOKALIKE),
    ("INV 24-25/0045", "INV/2024-25/45", Is.LOOKALIKE),
    ("INV/24-25/0482", "INV24250482", Is.LOOKALIKE),
    ("2024/2025-0077", "24-25/77", Is.LOOKALIKE),
    ("GST/24-25/1992", "GST/24-025/1992", Is.LOOKALIKE),
    ("25-26/LE/29", "2526LE29", Is.LOOKALIKE),
    ("0031/25-26", "00312526", Is.LOOKALIKE),
    ("TI-0429", "Bill no TI-0429", Is.LOOKALIKE),
    ("1248", "Invoice No. 1248", Is.LOOKALIKE),
    ("1248", "Inv No 1248", Is.LOOKALIKE),
    ("3141", "314I", Is.LOOKALIKE),
    ("B0105", "801O5", Is.LOOKALIKE),
    ("S-1005", "5-1OO5", Is.LOOKALIKE),
    ("2619", "Z6l9", Is.LOOKALIKE),
    ("KT-1060", "KT-1QGQ", Is.LOOKALIKE),
    ("ORS/23-24/4686", "ORS/23-Z4/4686", Is.LOOKALIKE),
    ("RT-481", "RT-४८१", Is.SAME),
    ("RT-481", "ＲＴ-481", Is.SAME),
    ("1248", "INV-1248", Is.SUFFIX),
    ("00033", "RPT-00033", Is.SUFFIX),
    ("A585", "A585R", Is.SUFFIX),
    ("0000924", "0000924A", Is.SUFFIX),
    ("77", "77-COPY", Is.SUFFIX),
    ("5924", "5924-1", Is.SUFFIX),
    ("TX/5924", "TX/5924 (2)", Is.SUFFIX),
    ("GST-241/23", "241", Is.SUFFIX),
    ("GST-24/23", "24", Is.OTHER_SERIES),
    ("MH/24/5120437", "0437", Is.TAIL),
    ("BL/12745", "BL/12754", Is.TYPO),
    ("BL/12745", "BL/1275", Is.TYPO),
    ("BL/12745", "BL/127745", Is.TYPO),
    ("BL/12745", "BL/19745", Is.TYPO),
    ("BL/12745", "BL/14725", Is.TYPO),
    ("PI-112", "INV-112", Is.TYPO),
    ("No.374", "No.347", Is.TYPO),
    ("GST-410/24", "GST-401/24", Is.TYPO),
    ("GST-235/24", "GST-253/24", Is.TYPO),
    ("K/2405/12", "K/2406/12", Is.OTHER_YEAR),
    ("K/0524/12", "K/0624/12", Is.OTHER_YEAR),
    ("GST-1878", "GST-1879", Is.SERIES),
    ("GST-1878", "GST-1871", Is.SERIES),
    ("A590/1", "A590/2", Is.SERIES),
    ("INV/23-24/0045", "INV/24-25/0045", Is.OTHER_YEAR),
    ("R-23-24-01", "R-24-25-01", Is.OTHER_YEAR),
    ("K/05/0121", "K/06/0121", Is.OTHER_YEAR),
    ("SMP00404", "NA", Is.MISSING),
    ("SMP00404", "", Is.MISSING),
    ("000", "12", Is.MISSING),
    ("--", "12", Is.MISSING),
    ("BL/3832", "GST-1719", Is.OTHER_SERIES),
    ("INV-3501", "INV-4119", Is.DIFFERENT),
    ("12", "21", Is.DIFFERENT),
    ("12", "AB-12", Is.OTHER_SERIES),
    ("NOVA-77", "NO-77", Is.OTHER_SERIES),
]


class TestRelation:
    @pytest.mark.parametrize(("one", "other", "expected"), CASES)
    def test_is_what_a_clerk_would_say(self, one: str, other: str, expected: Is) -> None:
        assert renumbering.relation(one, other) is expected

    @given(st.text(max_size=24), st.text(max_size=24))
    def test_does_not_depend_on_the_order(self, one: str, other: str) -> None:
        assert renumbering.relation(one, other) is renumbering.relation(other, one)

    @given(st.text(alphabet="ABCXYZ0123456789/-", min_size=1, max_size=16))
    def test_a_number_is_never_another_one_than_itself(self, number: str) -> None:
        assert renumbering.relation(number, number) in (Is.SAME, Is.MISSING)

    def test_last_two_digits_of_a_plain_number_are_no_financial_year(self) -> None:
        assert numbers.key("2425").year is None
