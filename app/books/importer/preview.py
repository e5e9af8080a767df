"""What a books JSON says, as records and without a database: for pure tests, for measuring against a known truth."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from app.books import rows
from app.books.importer import from_json, reading
from app.books.importer.faults import BadBooks
from app.books.importer.staged import Row, Staged
from app.books.records import Books

NOT_OWNED = ("businesses", "invoice_items")
"""Tables whose rows name no business."""


def books_in(content: Mapping[str, Any], *, owner_id: UUID = reading.NOBODY) -> tuple[Books, ...]:
    """The businesses of `content`, as the reader would return them after an import. Raises `BadBooks`."""
    return tuple(_books(from_json.staged(content, owner_id=owner_id)))


def books_of(text: str, *, file: str) -> Books:
    """The business whose text it is. Raises `BadBooks`, with lines that count from its own beginning."""
    (books,) = _books(reading.alone(text, file=file))
    return books


def _books(staged: Staged) -> Iterator[Books]:
    if staged.faults:
        raise BadBooks(staged.faults)
    items = _grouped(staged.rows["invoice_items"], "invoice_id")
    own = {table: _grouped(found, "business_id") for table, found in staged.rows.items() if table not in NOT_OWNED}
    facts: dict[UUID, dict[str, dict[UUID, Row]]] = defaultdict(lambda: defaultdict(dict))
    for fact in staged.facts:
        facts[fact.business_id][fact.kind][fact.subject_id] = fact.facts
    for business in staged.rows["businesses"]:
        id = business["id"]
        tables = {table: found.get(id, []) for table, found in own.items()}
        yield rows.books(
            rows.Tables(business=business, items=items, facts=facts[id], transactions=(), **tables), revision=0
        )


def _grouped(found: Iterable[Row], key: str) -> Mapping[UUID, list[Row]]:
    groups: dict[UUID, list[Row]] = defaultdict(list)
    for row in found:
        groups[row[key]].append(row)
    return groups
