"""The best pairing against all pairings tried one by one, classes against their papers, and groups of thousands."""

from collections import Counter
from collections.abc import Mapping
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.compliance.rules.matching import assignment
from app.compliance.rules.matching.assignment import Rank
from app.compliance.rules.matching.cheapest import Pair

PLACES = st.integers(0, 4)
RANKS = st.dictionaries(
    st.tuples(PLACES, PLACES),
    st.tuples(st.integers(0, 9), st.integers(0, 10**7)) | st.tuples(st.integers(0, 2), st.integers(0, 2)),
    max_size=25,
)
ONE_EACH = [1] * 5
SIZES = st.lists(st.integers(1, 3), min_size=5, max_size=5)


def worth(pairs: Counter[Pair], ranks: Mapping[Pair, Rank]) -> tuple[int, ...]:
    """What is compared first, second ...: how many pairs of each grade, the surest first, then all nearness."""
    grades = Counter(dict.fromkeys(range(10), 0))
    for pair, number in pairs.items():
        grades[ranks[pair][0]] += number
    nearness = sum(ranks[pair][1] * number for pair, number in pairs.items())
    return (*(grades[grade] for grade in range(9, -1, -1)), nearness)


class TestBest:
    @given(RANKS)
    def test_no_other_pairing_is_better(self, ranks: dict[Pair, Rank]) -> None:
        chosen = assignment.best(ranks, ONE_EACH, ONE_EACH)
        every = (Counter(pair for pair in enumerate(order) if pair in ranks) for order in permutations(range(5)))
        assert worth(Counter(chosen), ranks) == max(worth(pairs, ranks) for pairs in every)

    @given(RANKS, SIZES, SIZES)
    def test_no_class_gives_more_than_it_has(
        self, ranks: dict[Pair, Rank], lefts: list[int], rights: list[int]
    ) -> None:
        for side, sizes in enumerate((lefts, rights)):
            given = Counter[int]()
            for pair, number in assignment.best(ranks, lefts, rights).items():
                given[pair[side]] += number
            assert all(given[place] <= size for place, size in enumerate(sizes))

    @given(RANKS, SIZES, SIZES)
    def test_classes_come_to_the_same_as_their_papers_one_by_one(
        self, ranks: dict[Pair, Rank], lefts: list[int], rights: list[int]
    ) -> None:
        bills = [place for place, size in enumerate(lefts) for _ in range(size)]
        rows = [place for place, size in enumerate(rights) for _ in range(size)]
        apart = {
            (bill, row): ranks[left, right]
            for bill, left in enumerate(bills)
            for row, right in enumerate(rows)
            if (left, right) in ranks
        }
        one_by_one = assignment.best(apart, [1] * len(bills), [1] * len(rows))
        together = assignment.best(ranks, lefts, rights)
        assert worth(Counter(together), ranks) == worth(Counter(one_by_one), apart)

    def test_two_fair_pairs_are_better_than_the_surest_one(self) -> None:
        ranks = {(0, 0): (1, 10), (0, 1): (1, 9), (1, 0): (1, 9)}
        assert assignment.best(ranks, [1, 1], [1, 1]) == {(0, 1): 1, (1, 0): 1}

    def test_surest_pair_is_not_given_up_for_two_fair_ones(self) -> None:
        ranks = {(0, 0): (2, 0), (0, 1): (1, 9), (1, 0): (1, 9)}
        assert assignment.best(ranks, [1, 1], [1, 1]) == {(0, 0): 1}


class TestLargeGroups:
    def test_chain_of_thousands_is_paired_as_a_whole(self) -> None:
        """Each bill prefers the next row; only moving all of them by one leaves nobody alone."""
        count = 3_000
        ranks = {(place, place): (1, 0) for place in range(count)}
        ranks |= {(place, place - 1): (1, 5) for place in range(1, count)} | {(0, count - 1): (1, 1)}
        chosen = assignment.best(ranks, [1] * count, [1] * count)
        assert len(chosen) == count and worth(Counter(chosen), ranks)[-1] == 5 * (count - 1) + 1

    def test_group_above_the_bound_pairs_the_surest_first(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(assignment, "MOST_IN_GROUP", 1)
        ranks = {(0, 0): (1, 10), (0, 1): (1, 9), (1, 0): (1, 9)}
        assert assignment.best(ranks, [3, 1], [2, 2]) == {(0, 0): 2, (0, 1): 1}
