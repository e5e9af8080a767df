"""The parties of a books JSON: customers and suppliers have tables of their own, employees stand in the facts."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from app.books.importer import checks
from app.books.importer.fields import Fields
from app.books.importer.identity import identity
from app.books.importer.staged import Mention, Row, Staged
from app.books.records import PartyKind

KIND = checks.one_of([kind.value for kind in PartyKind])
TABLES = {PartyKind.CUSTOMER: "customers", PartyKind.SUPPLIER: "suppliers"}
READ = frozenset({
    "id", "kind", "name", "gstin", "phone", "email", "address", "upi_id", "bank", "created_at", "bank_changes",
})  # fmt: skip

Known = Mapping[UUID, PartyKind]
"""What each party of the business is, by id."""


def read(business: Fields, business_id: UUID, owner_id: UUID, into: Staged) -> Known:
    """Stage the business's parties; returns their kinds for the documents and payments that name them."""
    kinds: dict[UUID, PartyKind] = {}
    for record in business.records("parties"):
        who = into.enter(record, "party", business_id, owner_id=owner_id)
        into.skipped["party"].update(record.raw.keys() - READ)
        kind = PartyKind(record.need("kind", KIND) or PartyKind.CUSTOMER)
        kinds[who.id] = kind
        _stage(record, kind, who.id, business_id, owner_id, who.facts, into)
    return kinds


def _stage(
    record: Fields, kind: PartyKind, id: UUID, business_id: UUID, owner_id: UUID, facts: Row, into: Staged
) -> None:
    created_at = record.take("created_at", checks.moment)
    row = {
        "id": id,
        "business_id": business_id,
        "user_id": owner_id,
        "name": record.take("name", checks.party_name, ""),
        "phone": record.take("phone", checks.reference),
        "email": record.take("email", checks.text),
        "address": record.take("address", checks.text),
        "gst_number": record.take("gstin", checks.text),
        "created_at": created_at,
    }
    upi_id = record.take("upi_id", checks.text)
    facts = facts | _bank(record) | ({} if created_at else {"is_undated": True})
    if kind in TABLES:
        into.rows[TABLES[kind]].append(row | ({"upi_id": upi_id} if kind is PartyKind.SUPPLIER else {}))
        into.note(business_id, "party", id, facts)
    else:
        told = {name: row[name] for name in ("phone", "email", "address", "gst_number") if row[name]}
        whole = {"name": row["name"]} | told
        dated = {"created_at": created_at.isoformat()} if created_at else {}
        into.note(business_id, PartyKind.EMPLOYEE, id, facts | whole | dated | ({"upi_id": upi_id} if upi_id else {}))


def _bank(record: Fields) -> Row:
    facts: Row = {}
    raw = record.take("bank", checks.mapping)
    if raw:
        bank = Fields(raw, record.spot, record.faults)
        facts["bank"] = {name: bank.take(name, checks.reference) for name in ("ifsc", "account")}
    changes = [_bank_change(change) for change in record.records("bank_changes")]
    return facts | ({"bank_changes": changes} if changes else {})


def _bank_change(record: Fields) -> dict[str, Any]:
    changed_at = record.need("changed_at", checks.moment)
    return {
        "changed_at": changed_at.isoformat() if changed_at else None,
        "old_account": record.take("old_account", checks.reference),
        "new_account": record.take("new_account", checks.reference),
        "verified": record.take("verified", checks.yes_or_no),
        "changed_by": record.take("changed_by", checks.text),
    }


def mentioned(record: Fields, known: Known, business_id: UUID, into: Staged) -> tuple[UUID | None, Row]:
    """The party that `record` names: its id (`None` when it names none), and the columns that name it in the tables.

    A party that has no table of its own, an employee, leaves both columns empty.
    """
    columns: Row = {"customer_id": None, "supplier_id": None}
    written = record.take("party_id", checks.reference)
    if written is None:
        return None, columns
    id = identity("party", written, business_id).id
    into.mentions.append(Mention(record.spot, "party_id", ("party",), written, id, business_id))
    kind = known.get(id)
    if kind is PartyKind.CUSTOMER:
        columns["customer_id"] = id
    elif kind is PartyKind.SUPPLIER:
        columns["supplier_id"] = id
    return id, columns
