"""The cheapest way to pair classes of two sides, by shortest augmenting ways with prices (Jonker and Volgenant 1987).

A class on the left has papers to place, one on the right has room, and every paper may stay alone at no cost. Papers
are placed class by class along the cheapest way: into a free place, or into one whose holder moves on. Prices keep all
costs at nothing or more, so that Dijkstra's search finds the way (Edmonds and Karp 1972). It ends at the first free
place, which among thousands of equal papers is near, and so takes seconds for groups of ten thousand.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

Pair = tuple[int, int]
Costs = Mapping[int, Mapping[int, int]]
Step = tuple[int, int, int | None]


def pairing(costs: Costs, lefts: Sequence[int], rights: Sequence[int]) -> dict[Pair, int]:
    """How many pairs each two classes give, so that the sum of `costs` (by left and right, below 0) is least.

    lefts, rights : how many papers each class has; no class gives more.
    """
    table = _Table(costs, list(rights))
    for left in costs:
        waiting = lefts[left]
        while waiting:
            waiting -= table.place(left, waiting)
    return {(left, right): number for right, held in table.held.items() for left, number in held.items()}


@dataclass(slots=True)
class _Search:
    """What a search knows: how far each class lies (of the right side only those passed), and how it is reached."""

    to_left: dict[int, int]
    to_right: dict[int, int] = field(default_factory=dict)
    from_left: dict[int, int] = field(default_factory=dict)
    from_right: dict[int, int] = field(default_factory=dict)
    seen: dict[int, int] = field(default_factory=dict)
    waiting: list[tuple[int, bool, int]] = field(default_factory=list)


class _Table:
    """Who holds how many places of each right class, and the prices. `~left` is the place where `left` stays alone."""

    def __init__(self, costs: Costs, room: list[int]) -> None:
        self.held: dict[int, dict[int, int]] = defaultdict(dict)
        self._costs, self._room = costs, room
        self._of_left = {left: min(known.values()) for left, known in costs.items()}
        self._of_right: dict[int, int] = defaultdict(int)

    def place(self, left: int, most: int) -> int:
        """Places papers of `left` along the cheapest way. How many: at least one, `most` at most."""
        search = _Search(to_left={left: 0})
        end = self._nearest_free(left, search)
        self._reprice(search, search.seen[end])
        way = list(_way(search, end))
        number = min(
            most, self._room[end] if end >= 0 else most, *(self.held[up][one] for one, _, up in way if up is not None)
        )
        self._move(way, number)
        return number

    def _nearest_free(self, start: int, search: _Search) -> int:
        self._look_around(start, 0, search)
        while True:
            far, is_taken, right = heappop(search.waiting)
            if not is_taken:
                return right
            if right in search.to_right:
                continue
            search.to_right[right] = far
            for holder in self.held[right]:
                if holder not in search.to_left:
                    search.to_left[holder], search.from_right[holder] = far, right
                    self._look_around(holder, far, search)

    def _look_around(self, left: int, far: int, search: _Search) -> None:
        """Notes each place that is nearer by way of `left`; of equally near ones the free come first."""
        base, seen = far - self._of_left[left], search.seen
        for right, cost in self._costs[left].items():
            length = base + cost - self._of_right[right]
            if right not in seen or length < seen[right]:
                seen[right], search.from_left[right] = length, left
                heappush(search.waiting, (length, self._room[right] == 0, right))
        seen[~left], search.from_left[~left] = base, left
        heappush(search.waiting, (base, False, ~left))

    def _reprice(self, search: _Search, end: int) -> None:
        for left, far in search.to_left.items():
            self._of_left[left] += end - far
        for right, far in search.to_right.items():
            self._of_right[right] -= end - far

    def _move(self, way: list[Step], number: int) -> None:
        """Each class of the way takes `number` places and gives up as many, but the first, which had none."""
        if way[0][1] >= 0:
            self._room[way[0][1]] -= number
        for left, taken, given_up in way:
            if taken >= 0:
                self.held[taken][left] = self.held[taken].get(left, 0) + number
            if given_up is not None:
                self.held[given_up][left] -= number
                if not self.held[given_up][left]:
                    del self.held[given_up][left]


def _way(search: _Search, end: int) -> Iterator[Step]:
    """Back from the free place: who takes which place, and which it gives up for it; None for where the way began."""
    taken: int | None = end
    while taken is not None:
        left = search.from_left[taken]
        given_up = search.from_right.get(left)
        yield left, taken, given_up
        taken = given_up
