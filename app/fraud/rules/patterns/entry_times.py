"""When entries are made: typed by a person at a moment, or brought in by a program, and which hours are usual.

A program reads in many papers within minutes, at any hour, or writes at the same minute each day; midnight to the
second is a date without an hour. None of these says when a person worked. Hours are Indian time.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from app.books.records import Books, Document
from app.values import period

BATCH_WITHIN = timedelta(minutes=15)
BATCH_PARTIES = 4
"""Entries for so many parties in a quarter of an hour at night are a pile being worked off or read in."""
MACHINES = frozenset({"import", "api", "sync", "recurring", "auto", "system", "migration", "tally"})


def typed(books: Books) -> Sequence[Document]:
    """The documents whose moment of entry says when somebody worked, by that moment."""
    timed = sorted((one for one in books.documents if _has_hour(one)), key=lambda one: (_moment(one), one.id))
    minutes = Counter((one.source, f"{_moment(one):%H:%M:%S}") for one in timed)
    return [one for one in timed if not _is_by_machine(one, minutes)]


def outside_batches(documents: Sequence[Document], chosen: frozenset[UUID]) -> Sequence[Document]:
    """Those `chosen` of the documents (in order of entry) that were not entered among those of many other parties."""
    kept = []
    start = end = 0
    parties: Counter[UUID | None] = Counter()
    for one in documents:
        while end < len(documents) and _moment(documents[end]) <= _moment(one) + BATCH_WITHIN:
            parties[documents[end].party_id] += 1
            end += 1
        while _moment(documents[start]) < _moment(one) - BATCH_WITHIN:
            parties -= Counter([documents[start].party_id])
            start += 1
        if one.id in chosen and len(parties) < BATCH_PARTIES:
            kept.append(one)
    return kept


def hour(document: Document) -> int:
    """The hour of the day of its entry, 0..23; 0 where none is known."""
    return _moment(document).hour


def usual_hours(documents: Iterable[Document]) -> Mapping[str | None, Sequence[int]]:
    """For each person who enters documents, and for all together under "", the entries of each hour."""
    counts: dict[str | None, list[int]] = defaultdict(lambda: [0] * 24)
    for one in documents:
        counts[""][hour(one)] += 1
        counts[one.entered_by][hour(one)] += 1
    return counts


def _has_hour(document: Document) -> bool:
    return document.entered_at is not None and f"{_moment(document):%H:%M:%S}" != "00:00:00"


def _moment(document: Document) -> datetime:
    return (document.entered_at or datetime.max.replace(tzinfo=period.INDIA)).astimezone(period.INDIA)


def _is_by_machine(document: Document, minutes: Mapping[tuple[str | None, str], int]) -> bool:
    """Whether a program brought it in: it says so, and others of its kind came at the very same second of a day."""
    told = (document.source or "").casefold() in MACHINES
    return told and minutes[document.source, f"{_moment(document):%H:%M:%S}"] > 1
