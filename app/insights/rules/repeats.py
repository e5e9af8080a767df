"""Lists of rows that were read in a second time, told from rows that merely look alike."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

REPEATED_SHARE = 0.8
LEAST_ROWS, LEAST_KINDS = 5, 3
"""Days on which every row stands twice are a list read in again when they hold so many rows of so many different kinds:
a shop that buys two teas of one price every day has two rows a day, but of one kind."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its day, what makes it look like another, and its id."""

    on: date
    looks: Hashable
    id: UUID


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the first to the last, both of them in it."""

    first: date
    last: date


Groups = Mapping[date, Mapping[Hashable, Sequence[UUID]]]


def extras(rows: Sequence[Row], spans: Sequence[Span]) -> Iterable[UUID]:
    """The rows that are copies: in `spans`, where other rows are known to stand twice, or on their own evidence."""
    groups = _grouped(rows)
    own = [_Stretch(days, groups) for days in _twice_in_a_row(groups)]
    told = [_Stretch([day for day in groups if span.first <= day <= span.last], groups) for span in spans]
    stretches = [one for one in own if one.is_evident] + [one for one in told if one.is_mostly_twice]
    return {id for stretch in stretches for id in stretch.extras()}


def _grouped(rows: Iterable[Row]) -> Groups:
    groups: dict[date, dict[Hashable, list[UUID]]] = defaultdict(lambda: defaultdict(list))
    for row in sorted(rows, key=lambda row: (row.on, row.id.int)):
        groups[row.on][row.looks].append(row.id)
    return groups


def _twice_in_a_row(groups: Groups) -> Iterable[Sequence[date]]:
    """Runs of days, among those that have rows, on which no row stands alone."""
    run: list[date] = []
    for day, looks in groups.items():
        if all(len(ids) > 1 for ids in looks.values()):
            run.append(day)
        elif run:
            yield run
            run = []
    if run:
        yield run


@dataclass(frozen=True, slots=True)
class _Stretch:
    days: Sequence[date]
    groups: Groups

    def _counts(self) -> Sequence[tuple[Hashable, Sequence[UUID]]]:
        return [pair for day in self.days for pair in self.groups[day].items()]

    @property
    def is_evident(self) -> bool:
        counts = self._counts()
        return len(counts) >= LEAST_ROWS and len({looks for looks, _ in counts}) >= LEAST_KINDS

    @property
    def is_mostly_twice(self) -> bool:
        counts = self._counts()
        return bool(counts) and sum(len(ids) > 1 for _, ids in counts) >= REPEATED_SHARE * len(counts)

    def extras(self) -> Iterable[UUID]:
        """Of each group all but its share: four teas of two imports are two."""
        many = [ids for _, ids in self._counts() if len(ids) > 1]
        times = min(map(len, many), default=1)
        return (id for ids in many for id in ids[-(-len(ids) // times) :])
