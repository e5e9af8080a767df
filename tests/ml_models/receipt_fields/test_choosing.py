"""What is weighed of a receipt's many candidates, and how numbers are weighed."""

import numpy as np

from ml_models.receipt_fields import columns, weighing

ROWS = np.array([[0.0, 5.0], [1.0, 3.0], [0.0, 4.0], [1.0, 9.0], [0.0, 1.0], [1.0, 2.0]])
RIGHT = np.array([False, True, False, True, False, True])


class TestShortlist:
    def test_likeliest_and_remembered_are_weighed(self) -> None:
        gain = -np.arange(100.0)
        known = np.zeros((100, 2))
        known[90, 1] = 3
        assert columns.shortlist(gain, known).tolist() == [*range(columns.SHORTLIST), 90]


class TestWeighing:
    def test_column_that_tells_decides(self) -> None:
        chances = weighing.chances(ROWS, weighing.learned(ROWS, RIGHT))
        assert chances[RIGHT].min() > chances[~RIGHT].max()

    def test_order_of_rows_changes_nothing(self) -> None:
        weights = weighing.learned(ROWS, RIGHT)
        backwards = weighing.chances(ROWS[::-1], weights)[::-1]
        assert np.array_equal(weighing.chances(ROWS, weights), backwards)

    def test_number_far_from_all_others_stays_a_chance(self) -> None:
        weights = weighing.learned(ROWS, RIGHT)
        (chance,) = weighing.chances(np.array([[1e12, -1e12]]), weights)
        assert 0 < chance < 1
