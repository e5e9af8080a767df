"""Reads books from the app's tables: one business whole, in as many queries as there are tables, or one document."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, TextClause

from app.books import access, queries
from app.books.records import (
    Books,
    Business,
    BusinessNotFound,
    Document,
    InvoiceNotFound,
    InvoiceUnreadable,
    Party,
    PartyKind,
)
from app.books.rows import Tables, books, documents, parties, readable
from app.books.sealed_facts import Opener
from app.runtime.identity import Caller

Row = Mapping[Any, Any]


class DocumentInBooks(NamedTuple):
    """One document, the business that keeps it, its other party if it names one, and the revision of those books."""

    business: Business
    document: Document
    party: Party | None
    revision: int


def load(tx: Connection, business_id: UUID) -> Books:
    """All books of a business, with the revision they had before they were read: a later change shows in a later one.

    What cannot be read is left out and counted: one bad row keeps nobody from the rest of the books.
    Ask `access.reach` first, this does not. Raises `BusinessNotFound` when there is no such business.
    """
    revision = access.reach(tx, Caller.service(), business_id).revision
    business = _business(tx, business_id)
    rows = {table: _rows(tx, query, business_id) for table, query in queries.WHOLE.items()}
    found = {table: readable(table, all_rows) for table, all_rows in rows.items()}
    unreadable = sum(len(rows[table]) - len(found[table]) for table in rows)
    items: dict[UUID, list[Row]] = defaultdict(list)
    for row in found.pop("items"):
        items[row["invoice_id"]].append(row)
    facts = facts_by_subject(tx, business_id, tx.execute(queries.FACTS, {"id": business_id}))
    return books(Tables(business, facts, items=items, **found), revision=revision, unreadable=unreadable)


def load_parties(tx: Connection, business_id: UUID) -> tuple[Party, ...]:
    """Everybody a business deals with, by name and kind alone: a small part of what `load` reads."""
    found = [
        Party(row["id"], PartyKind(row["kind"]), row["name"]) for row in _rows(tx, queries.PARTY_NAMES, business_id)
    ]
    return tuple(sorted(found, key=lambda party: (party.name, party.id)))


def fetch_document(tx: Connection, caller: Caller, invoice_id: UUID) -> DocumentInBooks:
    """One invoice or bill that `caller` may see. Raises `InvoiceNotFound` when there is none, or it is a stranger's.

    Raises `InvoiceUnreadable` when its own day or an amount is unusable; a line with an unusable number is left out.
    """
    row = _one(tx, queries.INVOICE, invoice_id)
    if row is None:
        raise InvoiceNotFound
    try:
        revision = access.reach(tx, caller, row["business_id"]).revision
    except BusinessNotFound as stranger:
        raise InvoiceNotFound from stranger
    if not readable("invoices", [row]):
        raise InvoiceUnreadable
    business = _business(tx, row["business_id"])
    subjects = [id for id in (invoice_id, business["id"], row["customer_id"], row["supplier_id"]) if id]
    found = tx.execute(queries.FACTS_OF, {"business": business["id"], "subjects": subjects})
    facts = facts_by_subject(tx, business["id"], found)
    items = readable("items", _rows(tx, queries.ITEMS_OF_INVOICE, invoice_id))
    return DocumentInBooks(
        parties.business(business, facts["business"].get(business["id"], {})),
        documents.invoice(row, items, facts["document"].get(invoice_id, {})),
        _party(tx, row, facts["party"]),
        revision,
    )


def _business(tx: Connection, business_id: UUID) -> Row:
    row = _one(tx, queries.BUSINESS, business_id)
    if row is None:
        raise BusinessNotFound
    return row


def _party(tx: Connection, invoice: Row, facts: Mapping[UUID, Row]) -> Party | None:
    if invoice["customer_id"]:
        kind, row = PartyKind.CUSTOMER, _one(tx, queries.CUSTOMER, invoice["customer_id"])
    else:
        kind, row = PartyKind.SUPPLIER, _one(tx, queries.SUPPLIER, invoice["supplier_id"])
    return parties.party(kind, row, facts.get(row["id"], {})) if row else None


def _one(tx: Connection, query: TextClause, id: UUID | None) -> Row | None:
    return tx.execute(query, {"id": id}).mappings().one_or_none()


def _rows(tx: Connection, query: TextClause, id: UUID) -> list[Row]:
    """Plain dicts: a book is read by millions of look-ups, and SQLAlchemy's own mappings take three times as long."""
    found = tx.execute(query, {"id": id})
    names = tuple(found.keys())
    return [dict(zip(names, row, strict=True)) for row in found.all()]


def facts_by_subject(tx: Connection, business_id: UUID, found: Iterable[Any]) -> dict[str, dict[UUID, Row]]:
    """Facts by the kind of their subject, then by its id, opened, from rows of one JSON object a kind."""
    facts: dict[str, dict[UUID, Row]] = defaultdict(dict)
    opener = Opener(tx, business_id)
    for kind, by_subject in found:
        facts[kind] = {UUID(id): opener.opened(known) for id, known in by_subject.items()}
    return facts
