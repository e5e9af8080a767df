"""When entries are made: typed by a person at a moment, or brought in by a program, and which hours are usual.

A program reads in many papers within minutes, at any hour, or writes at the same second of each day; midnight to the
second is a date without an hour. None of these says when a person worked. Hours are Indian time.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from uuid import UUID

from app.books.records import Books, Document
from app.values import period

BATCH_WITHIN = timedelta(minutes=15)
BATCH_PARTIES = 4
"""Entries for so many parties around a moment are a pile being worked off or read in."""
MACHINES = frozenset({"import", "api", "sync", "recurring", "auto", "system", "migration", "tally"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A document and the Indian moment at which somebody entered it."""

    document: Document
    at: datetime


def typed(books: Books) -> Sequence[Entry]:
    """The documents whose moment of entry says when somebody worked, by that moment."""
    timed = [Entry(one, one.entered_at.astimezone(period.INDIA)) for one in books.documents if one.entered_at]
    read_in = [one for one in timed if (one.document.source or "").casefold() in MACHINES]
    seconds = Counter((one.document.source, one.at.time()) for one in read_in)
    machine = {one.document.id for one in read_in if seconds[one.document.source, one.at.time()] > 1}
    told = (one for one in timed if one.document.id not in machine and _has_hour(one.at))
    return sorted(told, key=lambda one: (one.at, one.document.id))


def alone(entries: Sequence[Entry], chosen: Set[int]) -> Set[UUID]:
    """The documents entered in the `chosen` hours that were not among those of many other parties.

    entries : by their moment, as `typed` gives them.
    """
    kept: set[UUID] = set()
    parties: Counter[UUID | None] = Counter()
    start = end = 0
    for one in (one for one in entries if one.at.hour in chosen):
        if end == 0 or entries[end - 1].at < one.at - BATCH_WITHIN:
            parties.clear()
            start = end = bisect_left(entries, one.at - BATCH_WITHIN, key=attrgetter("at"))
        while end < len(entries) and entries[end].at <= one.at + BATCH_WITHIN:
            parties[entries[end].document.party_id] += 1
            end += 1
        while entries[start].at < one.at - BATCH_WITHIN:
            _take(parties, entries[start].document.party_id)
            start += 1
        if len(parties) < BATCH_PARTIES:
            kept.add(one.document.id)
    return kept


def usual_hours(entries: Iterable[Entry]) -> Mapping[str | None, Sequence[int]]:
    """For each person who enters documents, and for all together under "", the entries of each hour."""
    counts: dict[str | None, list[int]] = defaultdict(lambda: [0] * 24)
    for (who, hour), count in Counter((one.document.entered_by, one.at.hour) for one in entries).items():
        counts[""][hour] += count
        counts[who][hour] += count
    return counts


def _take(parties: Counter[UUID | None], one: UUID | None) -> None:
    parties[one] -= 1
    if not parties[one]:
        del parties[one]


def _has_hour(at: datetime) -> bool:
    return bool(at.hour or at.minute or at.second)
