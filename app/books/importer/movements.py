"""Money that moved, goods and agreements of a books JSON: payments, expenses, cash book, products, recurrences."""

from uuid import UUID

from app.books.importer import checks, parties
from app.books.importer.fields import Fields
from app.books.importer.identity import identity
from app.books.importer.staged import Mention, Row, Staged
from app.books.importer.words import MODES
from app.books.records import Direction, PartyKind
from app.values.money import ZERO

DIRECTION = checks.one_of([direction.value for direction in Direction])
FREQUENCY = checks.one_of(["daily", "weekly", "monthly", "yearly"])
AGREEMENT_STATUS = checks.one_of(["active", "paused", "cancelled", "completed"])
READ = frozenset({
    "id", "direction", "party_id", "invoice_id", "amount", "date", "mode", "reference", "notes", "paid_to_account",
    "created_by", "created_at",
})  # fmt: skip


def read(business: Fields, known: parties.Known, business_id: UUID, owner_id: UUID, into: Staged) -> None:
    """Stage payments, expenses, cash entries, products and recurring payments."""
    own = {"business_id": business_id, "user_id": owner_id}
    notes = {fact.subject_id for fact in into.facts if fact.kind in ("credit_note", "debit_note")}
    for record in business.records("payments"):
        _payment(record, known, own, notes, into)
    for record in business.records("expenses"):
        row = _entered(record, "expense", own, into)
        into.rows["expenses"].append(own | row | _expense(record))
    for record in business.records("cash_entries"):
        row = _entered(record, "cash entry", own, into)
        into.rows["cashbook_entries"].append(own | row | _cash_entry(record))
    for record in business.records("products"):
        row = _entered(record, "product", own, into)
        into.rows["products"].append(own | row | _product(record))
    for record in business.records("recurring_payments"):
        row = _entered(record, "recurring payment", own, into)
        _, columns = parties.mentioned(record, known, business_id, into)
        if not any(columns.values()):
            record.blame("party_id", "names no customer and no supplier")
        into.rows["recurring_payments"].append({"business_id": business_id} | row | columns | _agreement(record))


def _entered(record: Fields, kind: str, own: Row, into: Staged) -> Row:
    who = into.enter(record, kind, own["business_id"], owner_id=own["user_id"])
    into.note(own["business_id"], kind.replace(" ", "_"), who.id, dict(who.facts))
    return {"id": who.id}


def _payment(record: Fields, known: parties.Known, own: Row, notes: set[UUID], into: Staged) -> None:
    business_id = own["business_id"]
    who = into.enter(record, "payment", business_id, owner_id=own["user_id"])
    into.skipped["payment"].update(record.raw.keys() - READ)
    party_id, columns = parties.mentioned(record, known, business_id, into)
    document_id = _document(record, business_id, into)
    mode = record.take("mode", checks.text, "other") or "other"
    row = own | columns | {
        "id": who.id,
        "invoice_id": None if document_id in notes else document_id,
        "amount": record.need("amount", checks.positive_amount),
        "payment_mode": MODES.get(mode.lower().replace(" ", "_"), "other"),
        "payment_date": record.need("date", checks.day),
        "reference": record.take("reference", checks.reference),
        "notes": record.take("notes", checks.text),
        "created_at": record.take("created_at", checks.moment),
    }  # fmt: skip
    into.rows["payments"].append(row)
    facts = who.facts | {
        "direction": _told_direction(record, known.get(party_id) if party_id else None),
        "party_id": str(party_id) if party_id and not any(columns.values()) else None,
        "document_id": str(document_id) if document_id in notes else None,
        "mode": mode if mode != row["payment_mode"] else None,
        "paid_to_account": record.take("paid_to_account", checks.reference),
        "created_by": record.take("created_by", checks.text),
        "is_undated": None if row["created_at"] else True,
    }
    into.note(business_id, "payment", who.id, {name: value for name, value in facts.items() if value is not None})


def _told_direction(record: Fields, kind: PartyKind | None) -> str | None:
    """The direction, where the tables do not show it: money from a customer comes in, money to a supplier goes out."""
    shown = {PartyKind.CUSTOMER: "in", PartyKind.SUPPLIER: "out"}.get(kind) if kind else None
    said = record.need("direction", DIRECTION)
    return said if said != shown else None


def _document(record: Fields, business_id: UUID, into: Staged) -> UUID | None:
    written = record.take("invoice_id", checks.reference)
    if written is None:
        return None
    id = identity("document", written, business_id).id
    into.mentions.append(Mention(record.spot, "invoice_id", ("document",), written, id, business_id))
    return id


def _expense(record: Fields) -> Row:
    return {
        "category": record.need("category", checks.text),
        "amount": record.need("amount", checks.amount),
        "description": record.take("description", checks.text, record.take("category", checks.text, "")),
        "expense_date": record.need("date", checks.day),
        "vendor": record.take("vendor", checks.text),
        "is_recurring": record.take("is_recurring", checks.yes_or_no, False),
    }


def _cash_entry(record: Fields) -> Row:
    return {
        "type": (record.need("direction", DIRECTION) or "in").upper(),
        "amount": record.need("amount", checks.amount),
        "payment_mode": record.take("mode", checks.text, "cash"),
        "details": record.take("details", checks.text),
        "entry_date": record.need("date", checks.day),
    }


def _product(record: Fields) -> Row:
    return {
        "name": record.need("name", checks.text),
        "unit": record.take("unit", checks.text, "pcs"),
        "category": record.take("category", checks.text),
        "purchase_price": record.take("purchase_price", checks.amount),
        "selling_price": record.take("selling_price", checks.amount),
        "stock_quantity": record.take("stock_quantity", checks.quantity, ZERO),
        "min_stock_level": record.take("min_stock_level", checks.quantity, ZERO),
    }


def _agreement(record: Fields) -> Row:
    return {
        "description": record.need("description", checks.text),
        "amount": record.need("amount", checks.positive_amount),
        "frequency": record.need("frequency", FREQUENCY),
        "day_of_month": record.take("day_of_month", checks.whole),
        "start_date": record.need("start_date", checks.day),
        "end_date": record.take("end_date", checks.day),
        "status": record.take("status", AGREEMENT_STATUS, "active"),
    }
