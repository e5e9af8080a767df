"""The best way to pair two sides: not the best pair first, but the pairing that is best as a whole.

Best means: as many pairs of the surest grade as can be, then of the next, and nearness decides what is left open.
Papers that are the same in everything stand here as one class with its size, since any of them will do. What hangs
together is one group, solved alone by `cheapest`, in plain Python: the web answers these questions too, and imports no
numpy.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from app.compliance.rules.matching import cheapest
from app.compliance.rules.matching.cheapest import Pair

Rank = tuple[int, int]
"""How much a pair is wished for: its grade, then its nearness, both the greater the better and not below 0."""

Sizes = Sequence[int]

MOST_IN_GROUP = 10_000
"""Classes on the left of one group. Books have dozens; above this the surest pair goes first, to bound the time."""


def best(ranks: Mapping[Pair, Rank], lefts: Sizes, rights: Sizes) -> dict[Pair, int]:
    """How many pairs each two classes give in the best pairing; no class gives more than its size."""
    chosen: dict[Pair, int] = {}
    for group in _groups(ranks):
        if len(group) == 1:
            chosen[group[0]] = min(lefts[group[0][0]], rights[group[0][1]])
        elif len({left for left, _ in group}) <= MOST_IN_GROUP:
            chosen |= cheapest.pairing(_costs(group, ranks, lefts, rights), lefts, rights)
        else:
            chosen |= _surest_first(group, ranks, lefts, rights)
    return {pair: chosen[pair] for pair in sorted(chosen)}


def _groups(ranks: Mapping[Pair, Rank]) -> Iterator[list[Pair]]:
    """The candidates, divided into groups that share no class."""
    parent: dict[int, int] = {}
    for left, right in ranks:  # the right side is counted downwards from -1
        parent[_root(parent, left)] = _root(parent, ~right)
    groups: dict[int, list[Pair]] = defaultdict(list)
    for pair in ranks:
        groups[_root(parent, pair[0])].append(pair)
    yield from groups.values()


def _root(parent: dict[int, int], node: int) -> int:
    parent.setdefault(node, node)
    while parent[node] != node:
        parent[node] = node = parent[parent[node]]
    return node


def _costs(group: Sequence[Pair], ranks: Mapping[Pair, Rank], lefts: Sizes, rights: Sizes) -> cheapest.Costs:
    """What is lost by each pair against staying alone at no cost: less than nothing.

    One pair of a grade weighs more than all pairs of the grades below, and a grade more than all nearness together.
    """
    most = min(sum(lefts[at] for at in {left for left, _ in group}), sum(rights[at] for at in {at for _, at in group}))
    step = (max(ranks[pair][1] for pair in group) + 1) * (most + 1)
    place = {grade: at for at, grade in enumerate(sorted({ranks[pair][0] for pair in group}), 1)}
    costs: dict[int, dict[int, int]] = defaultdict(dict)
    for left, right in sorted(group):
        grade, nearness = ranks[left, right]
        costs[left][right] = -(step ** place[grade]) - nearness
    return costs


def _surest_first(group: Sequence[Pair], ranks: Mapping[Pair, Rank], lefts: Sizes, rights: Sizes) -> dict[Pair, int]:
    chosen: dict[Pair, int] = {}
    waiting, room = list(lefts), list(rights)
    for left, right in sorted(group, key=lambda pair: (ranks[pair], pair), reverse=True):
        number = min(waiting[left], room[right])
        if number:
            chosen[left, right] = number
            waiting[left] -= number
            room[right] -= number
    return chosen
