"""What an alert names: every id anywhere in its evidence, as whoever reads it would follow it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.books.records import Books
from app.fraud.records import Alert, AlertType


@dataclass(frozen=True, slots=True)
class Evidence:
    """The documents, payments and parties that an alert names."""

    type: AlertType
    documents: frozenset[UUID]
    payments: frozenset[UUID]
    parties: frozenset[UUID]


def named_in(books: Books, alert: Alert) -> Evidence:
    """The ids in the evidence of `alert` that are in the books."""
    ids = frozenset(_ids(alert.evidence))
    return Evidence(
        alert.type,
        ids & books.document_by_id.keys(),
        ids & books.payment_by_id.keys(),
        ids & books.party_by_id.keys(),
    )


def _ids(value: Any) -> Iterator[UUID]:
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for one in value:
            yield from _ids(one)
    elif isinstance(value, str) and len(value) == 36:
        try:
            yield UUID(value)
        except ValueError:
            return
