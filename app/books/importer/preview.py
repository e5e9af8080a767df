"""What a books JSON says, as records and without a database: for pure tests, for measuring against a known truth."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from app.books import rows
from app.books.importer import from_json
from app.books.importer.faults import BadBooks
from app.books.importer.staged import Row, Staged
from app.books.records import Books

NOBODY = UUID(int=0)


def books_in(content: Mapping[str, Any], *, owner_id: UUID = NOBODY) -> tuple[Books, ...]:
    """The businesses of `content`, as the reader would return them after an import. Raises `BadBooks`."""
    staged = from_json.staged(content, owner_id=owner_id)
    if staged.faults:
        raise BadBooks(staged.faults)
    return tuple(_books(business, staged) for business in staged.rows["businesses"])


def _books(business: Row, staged: Staged) -> Books:
    own = {
        table: [row for row in found if row.get("business_id") == business["id"]]
        for table, found in staged.rows.items()
        if table not in ("businesses", "invoice_items")
    }
    items: dict[UUID, list[Row]] = defaultdict(list)
    for item in staged.rows["invoice_items"]:
        items[item["invoice_id"]].append(item)
    facts: dict[str, dict[UUID, Row]] = defaultdict(dict)
    for fact in staged.facts:
        if fact.business_id == business["id"]:
            facts[fact.kind][fact.subject_id] = fact.facts
    return rows.books(rows.Tables(business=business, items=items, facts=facts, transactions=(), **own), revision=0)
