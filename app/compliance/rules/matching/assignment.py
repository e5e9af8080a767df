"""The best way to pair two sides: not the best pair first, but the pairing that is best as a whole.

Best means: as many pairs of the surest grade as can be, then of the next, and nearness decides what is left open. Each
connected group of candidates is solved alone by shortest augmenting paths with potentials (Jonker and Volgenant 1987;
Edmonds and Karp 1972), on the candidates that exist. Written here and in plain Python, since the web answers these
questions too and imports no numpy or scipy; groups have a few papers, so that nothing would be won by them.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from heapq import heappop, heappush

Pair = tuple[int, int]
Weights = Mapping[Pair, int]

MOST_IN_GROUP = 64
"""Larger groups are hundreds of papers with one number of one supplier; there the surest pair goes first."""


def best(weights: Weights) -> list[Pair]:
    """The pairs (position on the left, on the right) of greatest weight in all; each position in one pair at most."""
    chosen: list[Pair] = []
    for group in _groups(weights):
        if len(group) == 1:
            chosen.extend(group)
        elif len({left for left, _ in group}) <= MOST_IN_GROUP:
            chosen.extend(_best_of_group(group, weights))
        else:
            chosen.extend(_surest_first(group, weights))
    return sorted(chosen)


def _groups(weights: Weights) -> Iterator[list[Pair]]:
    """The candidates, divided into groups that share no paper."""
    parent: dict[int, int] = {}
    for left, right in weights:  # the right side is counted downwards from -1
        parent[_root(parent, left)] = _root(parent, ~right)
    groups: dict[int, list[Pair]] = defaultdict(list)
    for pair in weights:
        groups[_root(parent, pair[0])].append(pair)
    yield from groups.values()


def _root(parent: dict[int, int], node: int) -> int:
    parent.setdefault(node, node)
    while parent[node] != node:
        parent[node] = node = parent[parent[node]]
    return node


def _surest_first(group: Sequence[Pair], weights: Weights) -> Iterator[Pair]:
    lefts, rights = set(), set()
    for left, right in sorted(group, key=lambda pair: (-weights[pair], pair)):
        if left not in lefts and right not in rights:
            lefts.add(left)
            rights.add(right)
            yield left, right


def _best_of_group(group: Sequence[Pair], weights: Weights) -> list[Pair]:
    """Every left paper may also stay alone, at no gain: that is the place `~left` of its own on the right."""
    most = max(weights[pair] for pair in group)
    costs: dict[int, dict[int, int]] = defaultdict(dict)
    for left, right in sorted(group):
        costs[left][right] = most - weights[left, right]
    for left, known in costs.items():
        known[~left] = most
    holder = _assigned(costs)
    return [(left, right) for right, left in holder.items() if right >= 0]


def _assigned(costs: Mapping[int, Mapping[int, int]]) -> dict[int, int]:
    """Who holds each right place when all left papers have one and the costs are least."""
    holder: dict[int, int] = {}
    place: dict[int, int] = {}
    of_left, of_right = defaultdict[int, int](int), defaultdict[int, int](int)
    for start in costs:
        before, distance, end = _shortest(start, costs, holder, of_left, of_right)
        for right, so_far in distance.items():
            if so_far < distance[end]:
                of_right[right] += so_far - distance[end]
                of_left[holder[right]] -= so_far - distance[end]
        of_left[start] += distance[end]
        while True:
            left = before[end]
            holder[end], end_before = left, place.get(left)
            place[left] = end
            if left == start or end_before is None:
                break
            end = end_before
    return holder


def _shortest(
    start: int,
    costs: Mapping[int, Mapping[int, int]],
    holder: Mapping[int, int],
    of_left: Mapping[int, int],
    of_right: Mapping[int, int],
) -> tuple[dict[int, int], dict[int, int], int]:
    """The cheapest way from `start` to a free place: who reaches each place, how far it is, and the free place.

    Distances are final for the places passed; those merely seen are left out, since they change no potential.
    """
    before: dict[int, int] = {}
    final: dict[int, int] = {}
    seen: dict[int, int] = {}
    waiting: list[tuple[int, int, int]] = []
    left, so_far = start, 0
    while True:
        for right, cost in costs[left].items():
            length = so_far + cost - of_left[left] - of_right[right]
            if right not in final and length < seen.get(right, length + 1):
                seen[right], before[right] = length, left
                heappush(waiting, (length, right, left))
        so_far, right, _ = heappop(waiting)
        while right in final:
            so_far, right, _ = heappop(waiting)
        final[right] = so_far
        if right not in holder:
            return before, final, right
        left = holder[right]
