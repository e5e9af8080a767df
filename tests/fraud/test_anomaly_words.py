"""The words in which a row of a table of payments is said to be odd."""

import pytest

from app.fraud.wording import anomalies as wording

FIRST, SECOND = ("supplier", "Asha Traders"), ("department", "25")


class TestWords:
    def test_a_value_of_its_own(self) -> None:
        assert wording.value("mode", "Q9", others=0) == 'mode "Q9" is found in no other row'
        assert wording.value("mode", "Q9", others=1) == 'mode "Q9" is found in only 1 other row'

    @pytest.mark.parametrize(("new", "said"), [(0, "0 of"), (1, "has its own"), (3, "have their own")])
    def test_how_often_its_surroundings_bring_new_ones(self, new: int, said: str) -> None:
        assert said in wording.surroundings("mode", SECOND, rows=1200, new=new)

    def test_a_pair_is_told_from_the_side_of_the_rarer_value(self) -> None:
        figures = {"together": 0, "first": 5_000, "second": 812, "expected": 45.2}
        told = wording.pair(FIRST, SECOND, figures=figures)
        turned = {**figures, "first": 812, "second": 5_000}
        assert told == (
            'department "25" was never booked with supplier "Asha Traders": '
            "0 of its 812 other rows, about 45 would be usual"
        )
        assert told == wording.pair(SECOND, FIRST, figures=turned)

    def test_a_rare_pair_is_not_called_unheard_of(self) -> None:
        figures = {"together": 2, "first": 812, "second": 5_000, "expected": 45.2}
        assert "was rarely booked with" in wording.pair(FIRST, SECOND, figures=figures)

    @pytest.mark.parametrize(
        ("usual", "said"), [(3_120.4, "about 3,120"), (12.346, "about 12.35"), (0.0, "about 0.00")]
    )
    def test_an_amount_beside_the_usual_one(self, usual: float, said: str) -> None:
        assert wording.amount("amount", "9,50,000", usual=usual).endswith(said)

    @pytest.mark.parametrize("held", ["a\nb", "x" * 500, "भारत 🙂"])
    def test_values_stay_on_one_line_and_short(self, held: str) -> None:
        told = wording.value("notes", held, others=0)
        assert "\n" not in told and len(told) < 100
