"""Gaps and repeats among the serial numbers of a financial year, and the ranges that table 13 of GSTR-1 lists.

CGST Rules 2017, rule 46(b) (consecutive, unique in a financial year; rule 53 for notes); GSTR-1 table 13, compulsory
since the period of May 2025. A number that is missing in the books may have been cancelled elsewhere: a gap is a
question, no verdict, so whatever may explain one takes it away. Drafts, notes and numbers with a letter behind them
fill numbers; a jump too wide to be an oversight, or ranges in use side by side (bill books), begin a new range.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median

from app.compliance.records.periods.serials import Gap, Nature, Numbered, Register, Repeat, Series
from app.compliance.records.periods.tax_period import TaxPeriod
from app.compliance.rules.periods import number_shapes
from app.compliance.rules.periods.number_shapes import Reading
from app.values.period import financial_year

WIDEST_OVERSIGHT = 20
"""A jump over more numbers than this, and than the series has documents, begins a new range."""
WIDEST_BESIDE = 5
"""A jump over more numbers than this begins a new range when the lower range is still in use after it."""
LEAST_RANGES = 3
"""So many ranges, most of them of one number, are no series at all."""

_Key = tuple[Nature, int, str]
_Taken = Mapping[tuple[int, str], Sequence[int]]
_Placed = Sequence[tuple[Numbered, Reading]]


def register(documents: Sequence[Numbered], *, year: int) -> Register:
    """Series with their gaps, repeats and unnumbered documents of the financial year that began in `year`."""
    near = [one for one in documents if abs(financial_year(one.issued_on) - year) <= 1]
    of_year = [one for one in near if financial_year(one.issued_on) == year]
    return Register(
        series=_series(of_year, near),
        repeats=tuple(_repeats(of_year)),
        unnumbered=tuple(one for one in of_year if not one.number.strip() and not one.is_draft),
    )


def issued(documents: Sequence[Numbered], period: TaxPeriod) -> Sequence[Series]:
    """The ranges issued in a period, as table 13 of its GSTR-1 lists them."""
    years = {financial_year(period.starts), financial_year(period.ends)}
    known = [one for one in documents if financial_year(one.issued_on) in years]
    return _series([one for one in known if period.covers(one.issued_on)], known)


def _series(documents: Sequence[Numbered], known: Sequence[Numbered]) -> tuple[Series, ...]:
    """The series of `documents`, read in the light of all that are `known`."""
    read = number_shapes.readings((one.number, financial_year(one.issued_on)) for one in known)
    taken = _taken(known, read)
    groups: dict[_Key, list[tuple[Numbered, Reading]]] = defaultdict(list)
    for one in documents:
        year = financial_year(one.issued_on)
        if not one.is_draft and one.number.strip():
            reading = read.get((one.number, year)) or Reading(one.number.strip(), "0", "")
            groups[one.nature, year, reading.shape].append((one, reading))
    found = [series for key, placed in sorted(groups.items()) for series in _of_group(key, placed, taken)]
    return tuple(found)


def _taken(known: Iterable[Numbered], read: Mapping[tuple[str, int], Reading]) -> _Taken:
    """The counters that any document uses, by year and series; 101A takes 101, too."""
    found: dict[tuple[int, str], set[int]] = defaultdict(set)
    for one in known:
        year = financial_year(one.issued_on)
        if reading := read.get((one.number, year)):
            found[year, number_shapes.without_letter(reading.shape)].add(reading.counter)
            found[year, reading.shape].add(reading.counter)
    families: dict[tuple[int, str], list[set[int]]] = defaultdict(list)
    for (year, shape), counters in found.items():
        families[year, number_shapes.without_year(shape, year)].append(counters)
    return {
        (year, shape): sorted(counters | _beside(counters, year, number_shapes.without_year(shape, year), families))
        for (year, shape), counters in found.items()
    }


def _beside(
    counters: set[int], year: int, family: str, families: Mapping[tuple[int, str], Sequence[set[int]]]
) -> set[int]:
    """What the neighbouring years use of a count that runs on through them: a paper may bear either year's date."""
    before = [one for one in families.get((year - 1, family), ()) if min(counters) > median(one)]
    after = [one for one in families.get((year + 1, family), ()) if min(one) > median(counters)]
    return set[int]().union(*before, *after)


def _of_group(key: _Key, placed: _Placed, taken: _Taken) -> Iterator[Series]:
    ordered = sorted(placed, key=lambda pair: (pair[1].counter, pair[0].issued_on, pair[0].number))
    counters = taken.get((key[1], key[2]), ())
    ranges: list[list[tuple[Numbered, Reading]]] = [[ordered[0]]]
    for before, after in pairwise(ordered):
        if _is_new_range(before, after, _missing(before[1], after[1], counters), len(ordered)):
            ranges.append([])
        ranges[-1].append(after)
    if len(ranges) >= LEAST_RANGES and len(ranges) > len(ordered) / 2:
        yield _one(key, ordered, (), is_consecutive=False)
    else:
        for found in ranges:
            yield _one(key, found, tuple(_gaps(found, counters)))


def _is_new_range(
    before: tuple[Numbered, Reading], after: tuple[Numbered, Reading], missing: int, documents: int
) -> bool:
    is_beside = before[0].issued_on > after[0].issued_on
    return missing > max(WIDEST_OVERSIGHT, documents) or (missing > WIDEST_BESIDE and is_beside)


def _missing(before: Reading, after: Reading, counters: Sequence[int]) -> int:
    """How many numbers between the two nobody uses."""
    used = bisect_left(counters, after.counter) - bisect_right(counters, before.counter)
    return max(after.counter - before.counter - 1, 0) - max(used, 0)


def _gaps(found: _Placed, counters: Sequence[int]) -> Iterator[Gap]:
    for before, after in pairwise(found):
        if not _missing(before[1], after[1], counters):
            continue
        start, stop = bisect_right(counters, before[1].counter), bisect_left(counters, after[1].counter)
        edges = [before[1].counter, *counters[start:stop], after[1].counter]
        for lower, upper in pairwise(edges):
            if upper - lower > 1:
                first, last = before[1].at(lower + 1), before[1].at(upper - 1)
                yield Gap(first, last, upper - lower - 1, after=before[0], before=after[0])


def _one(key: _Key, found: _Placed, gaps: Sequence[Gap], *, is_consecutive: bool = True) -> Series:
    nature, year, shape = key
    return Series(
        nature=nature,
        year=year,
        shape=shape,
        first=found[0][0].number.strip(),
        last=found[-1][0].number.strip(),
        total=len(found),
        cancelled=sum(one.is_cancelled for one, _ in found),
        gaps=gaps,
        is_consecutive=is_consecutive,
    )


def _repeats(documents: Iterable[Numbered]) -> Iterator[Repeat]:
    found: dict[tuple[Nature, int, str], list[Numbered]] = defaultdict(list)
    for one in documents:
        number = one.number.strip()
        if number and not one.is_draft:
            year = financial_year(one.issued_on)
            found[one.nature, year, number.upper() if number.isascii() else number].append(one)
    for (nature, year, _), same in sorted(found.items()):
        if len(same) > 1:
            ordered = sorted(same, key=lambda one: (one.issued_on, str(one.document_id)))
            yield Repeat(nature, year, ordered[0].number.strip(), tuple(ordered))
