"""Files of one month and day: parts of a large statement, or the same statement taken anew."""

import pytest

from app.compliance.rules.matching import parts
from tests.compliance.papers_2b import STRANGER, paper


class TestWhole:
    @pytest.mark.parametrize(
        ("files", "expected"),
        [
            ([], []),
            ([["A-1", "A-2"]], ["A-1", "A-2"]),
            ([["A-3"], ["A-1", "A-2"]], ["A-3", "A-1", "A-2"]),
            ([["A-1"], ["A-1", "A-2"]], ["A-1"]),
            ([["A-3"], ["A-1", "A-2"], ["A-2", "A-4"]], ["A-3", "A-1", "A-2"]),
            ([["A-1", "A-1"]], ["A-1", "A-1"]),
            ([[], ["A-1"]], ["A-1"]),
        ],
        ids=["none", "one", "parts", "taken anew", "parts, one of them anew", "told twice", "an empty part"],
    )
    def test_parts_are_taken_together_and_what_came_anew_is_not(
        self, files: list[list[str]], expected: list[str]
    ) -> None:
        told = parts.whole([paper(number, number) for number in numbers] for numbers in files)
        assert [one.bill_no for one in told] == expected

    def test_one_number_of_two_suppliers_is_nothing_in_common(self) -> None:
        assert len(parts.whole([[paper("G1")], [paper("G1", supplier_gstin=STRANGER)]])) == 2
