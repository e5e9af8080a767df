"""The running numbers of papers: which belong to one series, and which of a series do not run with their dates."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from app.books.records import Document
from app.fraud.rules.duplicates import numbers

Series = Sequence[tuple[int, Document]]
"""Papers of one series with their running numbers."""


def series(papers: Iterable[Document]) -> Sequence[Series]:
    """The papers by what stands before their running number, and by financial year; each series by its numbers."""
    found: dict[tuple[str, int | None], list[tuple[int, Document]]] = defaultdict(list)
    for paper in papers:
        key = numbers.key(paper.number)
        if key.serial is not None and not key.is_missing:
            found[key.stem, key.year].append((key.serial, paper))
    return [sorted(held, key=lambda one: (one[0], one[1].id)) for held in found.values()]


def without_repeats(held: Series) -> Series:
    """Those whose number comes once: of a paper entered twice nobody knows which entry has the right date."""
    counts = Counter(number for number, _ in held)
    return [one for one in held if counts[one[0]] == 1]


def straight(held: Series) -> Series:
    """The longest run of papers in which numbers and dates both rise, in O(n log n).

    held : by number, as `series` gives them.
    """
    days = [one.issued_on for _, one in held]
    if all(earlier <= later for earlier, later in pairwise(days)):
        return held
    ends: list[int] = []
    before: list[int] = []
    for place, day in enumerate(days):
        length = bisect_right(ends, day, key=days.__getitem__)
        before.append(ends[length - 1] if length else -1)
        ends[length : length + 1] = [place]
    kept = []
    place = ends[-1] if ends else -1
    while place >= 0:
        kept.append(held[place])
        place = before[place]
    return kept[::-1]
