"""The best pairing against all pairings tried one by one, and groups too large for it."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from app.compliance.rules.matching import assignment

PLACES = st.integers(0, 4)
WEIGHTS = st.dictionaries(st.tuples(PLACES, PLACES), st.integers(1, 10**30) | st.integers(1, 5), max_size=25)


class TestBest:
    @given(WEIGHTS)
    def test_no_other_pairing_weighs_more(self, weights: dict[tuple[int, int], int]) -> None:
        chosen = assignment.best(weights)
        heaviest = max(
            sum(weights.get((left, right), 0) for left, right in enumerate(order)) for order in permutations(range(5))
        )
        assert sum(weights[pair] for pair in chosen) == heaviest

    @given(WEIGHTS)
    def test_each_is_paired_once(self, weights: dict[tuple[int, int], int]) -> None:
        chosen = assignment.best(weights)
        assert len({left for left, _ in chosen}) == len(chosen) == len({right for _, right in chosen})

    def test_two_fair_pairs_weigh_more_than_the_best_one(self) -> None:
        assert assignment.best({(0, 0): 10, (0, 1): 9, (1, 0): 9}) == [(0, 1), (1, 0)]

    def test_group_too_large_pairs_the_surest_first(self) -> None:
        many = range(assignment.MOST_IN_GROUP + 1)
        weights = {(left, right): 1 + (left == right) for left in many for right in many}
        assert assignment.best(weights) == [(place, place) for place in many]
