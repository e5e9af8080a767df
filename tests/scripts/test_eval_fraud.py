"""`make eval-fraud` counts as its bars mean it, on alerts whose truth is made up."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest

from scripts.eval_fraud import __main__ as eval_fraud
from scripts.eval_fraud import measures
from scripts.eval_fraud.measures import Judged

ONE, OTHER = uuid4(), uuid4()


def alert(confidence: float, *, is_right: bool, is_second: bool = False, business: UUID = ONE) -> Judged:
    """An alert of some type, ranked by its confidence."""
    return Judged(business, "payment_mismatch", confidence, confidence, is_right, is_second)


class TestMeasures:
    def test_only_shown_alerts_count_and_a_second_one_on_a_trouble_not_at_all(self) -> None:
        shown = [alert(0.9, is_right=True), alert(0.8, is_right=True, is_second=True), alert(0.7, is_right=False)]
        found = measures.rates([*shown, alert(0.69, is_right=False)], troubles=2)
        assert (found.precision, found.recall, found.false_alarms, found.f1) == (0.5, 0.5, 1, 0.5)

    def test_nothing_to_find_and_nothing_found_is_perfect(self) -> None:
        assert measures.rates([], troubles=0).f1 == 1.0

    def test_best_ten_are_counted_for_each_business(self) -> None:
        many = [alert(0.99 - place / 1000, is_right=place != 10, business=ONE) for place in range(11)]
        assert measures.precision_of_best(many) == 1.0
        assert measures.precision_of_best([*many, alert(0.9, is_right=False, business=OTHER)]) == 10 / 11

    def test_confidences_that_come_true_have_no_error(self) -> None:
        assert measures.calibration_error([alert(0.75, is_right=place < 3) for place in range(4)]) == 0
        assert measures.calibration_error([alert(0.95, is_right=False)]) == pytest.approx(0.95)


class TestCommand:
    def test_says_where_no_books_are(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert eval_fraud.main([str(tmp_path / "none.json")]) == 2
        assert "none.json" in capsys.readouterr().err
