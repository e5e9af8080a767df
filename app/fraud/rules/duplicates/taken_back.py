"""Which documents were taken back by a credit or debit note: what is billed again after that is billed once.

A note says what it is for by its link, by the number in its reference or its words, or only by its amount; then it is
for the latest document of the firm before it. A note over a small part (a rate difference, one piece returned) takes
nothing back. Each note takes back one document.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from app.fraud.rules.duplicates import numbers
from app.fraud.rules.duplicates.amounts import RUPEE
from app.fraud.rules.duplicates.entries import Entry

WITHIN_DAYS = 120
LEAST_SHARE = 0.8
"""Of the document; below that a note lowers a price and takes nothing back."""

Firm = int | None


def documents(entries: Sequence[Entry], notes: Sequence[Entry]) -> frozenset[UUID]:
    """The ids of those of `entries` that one of `notes` takes back; both by date."""
    if not notes:
        return frozenset()
    linked_ids = {one.document.related_document_id for one in notes}
    firms = {one.firm for one in notes}
    by_id = {one.document.id: one for one in entries if one.document.id in linked_ids}
    by_number: dict[tuple[Firm, str], list[Entry]] = defaultdict(list)
    by_rupees: dict[tuple[Firm, int], list[Entry]] = defaultdict(list)
    for one in (one for one in entries if one.firm in firms):
        by_number[one.firm, one.number.loose].append(one)
        for rupees in {one.rupees, (one.net + 50) // 100}:
            by_rupees[one.firm, rupees].append(one)
    found: set[UUID] = set()
    for note in notes:
        linked = by_id.get(note.document.related_document_id) if note.document.related_document_id else None
        named = [linked] if linked else list(_named(note, by_number))
        meant = [one for one in named if _is_whole(note, one)] if named else _alike(note, by_rupees, found)
        found.update(one.document.id for one in meant[-1:])
    return frozenset(found)


def _named(note: Entry, by_number: Mapping[tuple[Firm, str], Sequence[Entry]]) -> Iterator[Entry]:
    for key in (note.reference, *numbers.keys_in(note.document.notes or "")):
        if not key.is_missing:
            yield from by_number.get((note.firm, key.loose), ())


def _alike(note: Entry, by_rupees: Mapping[tuple[Firm, int], Sequence[Entry]], found: set[UUID]) -> Sequence[Entry]:
    near = (one for step in (-1, 0, 1) for one in by_rupees.get((note.firm, note.rupees + step), ()))
    return sorted(
        (
            one
            for one in near
            if 0 <= note.day - one.day <= WITHIN_DAYS
            and one.document.id not in found
            and min(abs(note.total - one.total), abs(note.total - one.net)) <= RUPEE
        ),
        key=lambda one: (one.day, one.document.id),
    )


def _is_whole(note: Entry, entry: Entry) -> bool:
    return note.total >= LEAST_SHARE * entry.total
