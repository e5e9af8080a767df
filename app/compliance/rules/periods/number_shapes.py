"""Which part of a serial number counts, and which part names its series (CGST Rules 2017, rule 46(b): "one or multiple
series").

Usually the last run of digits counts. Where the year stands behind it ("101/25-26") the one before does, if more
numbers of the books agree with that reading. Letter case and the choice of separator make no other series.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

_RUN = re.compile(r"[0-9]{1,15}")
_SHORTEST_YEAR = 2
"""Two digits alone may mean anything."""
_SEPARATORS = str.maketrans("/_. ", "----")


@dataclass(frozen=True, slots=True)
class Reading:
    """A number taken apart: the text before and after the run of digits that counts."""

    before: str
    run: str
    after: str

    @property
    def shape(self) -> str:
        """What the numbers of a series have in common, spelled in one way."""
        return f"{folded(self.before)}{{}}{folded(self.after)}"

    @property
    def counter(self) -> int:
        """Where the number stands in its series."""
        return int(self.run)

    def at(self, counter: int) -> str:
        """The number of the same series that counts `counter`, padded alike."""
        return f"{self.before}{counter:0{len(self.run)}d}{self.after}"


def folded(text: str) -> str:
    """One spelling for all: capitals, and "-" for every separator."""
    return (text.upper() if text.isascii() else text).translate(_SEPARATORS)


def readings(numbers: Iterable[tuple[str, int]]) -> Mapping[tuple[str, int], Reading]:
    """How each number of a financial year (the year in which it began) is to be read; without those without a digit."""
    ways = {asked: _ways(*asked) for asked in set(numbers)}
    support: dict[Hashable, set[int]] = defaultdict(set)
    for (_, year), found in ways.items():
        for way in found:
            support[year, way.shape].add(way.counter)

    def agreement(year: int, way: Reading) -> tuple[int, bool]:
        return len(support[year, way.shape]), _ends_in_pair(way)

    return {(number, year): max(found, key=partial(agreement, year)) for (number, year), found in ways.items() if found}


def without_letter(shape: str) -> str:
    """The series that a number with one letter behind it belongs beside: 101A stands for 101."""
    return re.sub(r"\{\}-?[A-Z]$", "{}", shape)


def without_year(shape: str, year: int) -> str:
    """What a series has in common with that of the next year: the financial year in it is left open."""
    spellings = sorted((one for one in _year_spellings(year) if len(one) > _SHORTEST_YEAR), key=len, reverse=True)
    return re.sub(rf"(?<![0-9])({'|'.join(spellings)})(?![0-9])", "{year}", shape)


def _ways(number: str, year: int) -> Sequence[Reading]:
    """The likeliest first."""
    text = number.strip()
    runs = list(_RUN.finditer(text))
    tails = _year_spellings(year)
    return [
        Reading(text[: run.start()], run[0], text[run.end() :])
        for place, run in reversed(list(enumerate(runs)))
        if place == len(runs) - 1 or "-".join(later[0] for later in runs[place + 1 :]) in tails
    ]


def _year_spellings(year: int) -> frozenset[str]:
    """How a financial year is written at the end of a number, its runs of digits joined by "-"."""
    long, short, later, short_later = f"{year}", f"{year % 100:02d}", f"{year + 1}", f"{(year + 1) % 100:02d}"
    pairs = {(short, short_later), (long, short_later), (long, later)}
    return frozenset({"-".join(pair) for pair in pairs} | {"".join(pair) for pair in pairs}) | {
        long,
        short,
        later,
        short_later,
    }


def _ends_in_pair(way: Reading) -> bool:
    return len(_RUN.findall(way.after)) == 2
