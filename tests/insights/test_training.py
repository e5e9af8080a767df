"""The figure that the registry shows for the insights."""

from app.insights.training import cash_score


class TestScore:
    def test_is_measured_and_the_same_for_the_same_seed(self) -> None:
        first, again = cash_score.score(1), cash_score.score(1)
        assert (first.accuracy, first.cases) == (again.accuracy, again.cases)
        assert first.cases >= 20

    def test_receipts_are_foreseen_to_a_quarter_at_most(self) -> None:
        assert cash_score.score(11).accuracy >= 0.75
