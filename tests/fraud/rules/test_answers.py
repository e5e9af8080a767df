"""How far answers move what is believed of a rule."""

import pytest

from app.fraud.records import RuleAnswers
from app.fraud.rules import answers


class TestPrecision:
    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            (None, 0.8),
            (RuleAnswers(19, 0.0), 0.8),  # too few to change anything
            (RuleAnswers(20, 0.8), 0.8),
            (RuleAnswers(20, 0.2), (0.8 * 10 + 4) / 30),
            (RuleAnswers(90, 0.5), (0.8 * 10 + 45) / 100),
        ],
    )
    def test_default_counts_as_ten_answers(self, given: RuleAnswers | None, expected: float) -> None:
        assert answers.precision(given, default=0.8) == pytest.approx(expected)
