"""The rate tables (`app/gst/data/rates/*.csv`), found by code and day.

A row covers the codes that begin with one of its own. Sources stand on each row: for goods 1/2017-CT(R) and
2/2017-CT(R), from 2025-09-22 9/2025-CT(R) and 10/2025-CT(R); for services 11/2017-CT(R) and 12/2017-CT(R); as amended.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from app.gst import tables
from app.gst.tariff import limits, wording
from app.gst.tariff.limits import Facts, Limit

SHORTEST, LONGEST = 2, 8
FILES = ("goods_01_27", "goods_28_49", "goods_50_83", "goods_84_98", "services")


@dataclass(frozen=True, slots=True)
class Entry:
    """One rate for some goods or services for a stretch of time.

    `is_rest`: it holds for all under its codes that no other entry names. `words` show that an item is meant,
    `not_words` that it is not; both folded. `condition` says in words what else must be true.
    """

    codes: tuple[str, ...]
    except_codes: tuple[str, ...]
    rate_percent: Decimal
    goods: str
    words: tuple[str, ...]
    not_words: tuple[str, ...]
    is_rest: bool
    limits: tuple[Limit, ...]
    condition: str | None
    valid_from: date
    valid_to: date | None
    source: str

    def holds(self, on: date) -> bool:
        """Whether it was in force on that day."""
        return tables.holds(self.valid_from, self.valid_to, on)

    def covers(self, code: str) -> bool:
        """Whether every item under `code` falls under its codes."""
        return self.depth(code) > 0

    def depth(self, code: str) -> int:
        """How many digits of `code` its own codes name; 0 when it does not cover it."""
        if code.startswith(self.except_codes):
            return 0
        return max((len(own) for own in self.codes if code.startswith(own)), default=0)

    def is_ruled_out(self, description: str, facts: Facts) -> bool:
        """Whether words (folded) or facts say that the item is something else."""
        return wording.says(description, self.not_words) or any(limit.holds(facts) is False for limit in self.limits)

    def is_meant(self, description: str, facts: Facts) -> bool:
        """Whether words (folded), or facts where it hangs on them alone, say that the item is meant."""
        if self.words:
            return wording.says(description, self.words)
        return bool(self.limits) and all(limit.holds(facts) for limit in self.limits)

    @property
    def exclusions(self) -> tuple[str, ...]:
        """Those of its words that say what an item is not."""
        return tuple(word for word in (*self.words, *self.not_words) if " other than " in word)

    def is_settled(self, facts: Facts) -> bool:
        """Whether no measure of the item that it hangs on is unknown: only then does it keep other entries out."""
        return all(limit.measure is None or limit.holds(facts) is not None for limit in self.limits)

    def measures(self, facts: Facts) -> int:
        """How many measures of the item are known and lie within its bounds."""
        return sum(limit.measure is not None and bool(limit.holds(facts)) for limit in self.limits)


@cache
def every() -> tuple[Entry, ...]:
    """All rows of all tables, past ones included."""
    return tuple(_entry(row) for name in FILES for row in tables.rows(f"rates/{name}"))


def under(code: str, on: date) -> Iterator[Entry]:
    """What held that day and covers `code`, or lies under it."""
    covering, beneath = _index()
    seen = set()
    for digits in range(SHORTEST, len(code) + 1):
        for place in covering.get(code[:digits], ()):
            if place not in seen and every()[place].holds(on) and not code.startswith(every()[place].except_codes):
                seen.add(place)
                yield every()[place]
    for place in beneath.get(code, ()):
        if place not in seen and every()[place].holds(on):
            seen.add(place)
            yield every()[place]


@cache
def _index() -> tuple[Mapping[str, list[int]], Mapping[str, list[int]]]:
    """Places of entries by their own codes, and by every shorter code above those."""
    covering: dict[str, list[int]] = defaultdict(list)
    beneath: dict[str, list[int]] = defaultdict(list)
    for place, entry in enumerate(every()):
        for code in entry.codes:
            covering[code].append(place)
            for digits in range(SHORTEST, len(code)):
                beneath[code[:digits]].append(place)
    return covering, beneath


def _entry(row: Mapping[str, str]) -> Entry:
    return Entry(
        codes=tables.parts(row["codes"]),
        except_codes=tables.parts(row["except_codes"]),
        rate_percent=Decimal(row["rate_percent"]),
        goods=row["goods"],
        words=tuple(map(wording.folded, tables.parts(row["words"]))),
        not_words=tuple(map(wording.folded, tables.parts(row["not_words"]))),
        is_rest=row["is_rest"] == "yes",
        limits=limits.read(part.strip() for part in row["limits"].split(";") if part.strip()),
        condition=row["condition"] or None,
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=tables.day(row["valid_to"]),
        source=row["source"],
    )
