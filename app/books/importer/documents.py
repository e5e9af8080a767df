"""The documents of a books JSON: invoices and bills become rows, credit and debit notes stand whole in the facts."""

from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from app.books.importer import checks, parties
from app.books.importer.fields import Fields
from app.books.importer.identity import identity
from app.books.importer.staged import Mention, Row, Staged
from app.books.importer.words import INVOICE_TYPES, STATUS
from app.books.records import DocumentKind, DocumentStatus
from app.values.money import LARGEST, ZERO, rounded

KIND = checks.one_of([kind.value for kind in DocumentKind])
STATUS_WORD = checks.one_of(list(STATUS))
READ = frozenset({
    "id", "kind", "party_id", "number", "date", "due_date", "subtotal", "tax_amount", "discount_amount", "total_amount",
    "paid_amount", "status", "items", "reference", "related_document_id", "notes", "source", "created_by", "created_at",
})  # fmt: skip
READ_OF_ITEM = frozenset({
    "name", "quantity", "unit_price", "tax_rate", "amount", "discount_rate", "unit", "hsn_code", "is_taxable",
    "metadata",
})  # fmt: skip


def read(business: Fields, known: parties.Known, business_id: UUID, owner_id: UUID, into: Staged) -> None:
    """Stage the business's documents with their items."""
    for record in business.records("documents"):
        who = into.enter(record, "document", business_id, owner_id=owner_id)
        into.skipped["document"].update(record.raw.keys() - READ)
        kind = DocumentKind(record.need("kind", KIND) or DocumentKind.SALES_INVOICE)
        party_id, columns = parties.mentioned(record, known, business_id, into)
        row = {"id": who.id, "business_id": business_id, "user_id": owner_id} | columns | _columns(record)
        facts = who.facts | _facts(record, business_id, into)
        if party_id and not (row["customer_id"] or row["supplier_id"]):
            facts["party_id"] = str(party_id)
        items = [_item(item, who.id, order, into) for order, item in enumerate(record.records("items"))]
        if kind in INVOICE_TYPES:
            _stage_invoice(row | {"invoice_type": INVOICE_TYPES[kind]}, items, facts, into)
        else:
            whole = _as_json(row) | {"items": [_as_json(item) for item in items]} | facts
            into.note(business_id, kind, who.id, whole | ({"party_id": str(party_id)} if party_id else {}))


def _stage_invoice(row: Row, items: list[Row], facts: Row, into: Staged) -> None:
    said = row["status"]
    row["status"] = status_kept_by_app(said, row["paid_amount"] or ZERO, row["total_amount"] or ZERO)
    if row["status"] != said:
        facts |= {"status": said.value, "status_at_paid": str(row["paid_amount"])}
    if row["created_at"] is None:
        facts["is_undated"] = True
    into.rows["invoices"].append(row)
    into.rows["invoice_items"].extend(items)
    into.note(row["business_id"], "document", row["id"], facts)


def status_kept_by_app(said: DocumentStatus, paid: Decimal, total: Decimal) -> DocumentStatus:
    """What the app's trigger on `invoices` makes of a status: it follows the amount paid alone."""
    if said is DocumentStatus.CANCELLED:
        return said
    if paid > 0:
        return DocumentStatus.PAID if paid >= total else DocumentStatus.PARTIALLY_PAID
    if said in (DocumentStatus.PAID, DocumentStatus.PARTIALLY_PAID) and total > 0:
        return DocumentStatus.SENT
    return said


def _columns(record: Fields) -> Row:
    total = record.need("total_amount", checks.amount)
    tax = record.take("tax_amount", checks.amount, ZERO)
    return {
        "invoice_number": record.take("number", checks.document_number, ""),
        "invoice_date": record.need("date", checks.day),
        "due_date": record.take("due_date", checks.day),
        "subtotal": record.take("subtotal", checks.amount, (total or ZERO) - (tax or ZERO)),
        "tax_amount": tax,
        "discount_amount": record.take("discount_amount", checks.amount, ZERO),
        "total_amount": total,
        "paid_amount": record.take("paid_amount", checks.amount, ZERO),
        "status": STATUS[record.take("status", STATUS_WORD, "unpaid") or "unpaid"],
        "notes": record.take("notes", checks.text),
        "created_at": record.take("created_at", checks.moment),
    }


def _facts(record: Fields, business_id: UUID, into: Staged) -> Row:
    facts: Row = {name: record.take(name, checks.reference) for name in ("reference", "source", "created_by")}
    related = record.take("related_document_id", checks.reference)
    if related is not None:
        id = identity("document", related, business_id).id
        facts["related_document_id"] = str(id)
        into.mentions.append(Mention(record.spot, "related_document_id", ("document",), related, id, business_id))
    return {name: value for name, value in facts.items() if value is not None}


def _item(record: Fields, document_id: UUID, order: int, into: Staged) -> Row:
    into.skipped["item"].update(record.raw.keys() - READ_OF_ITEM)
    quantity = record.take("quantity", checks.quantity, Decimal(1)) or Decimal(0)
    unit_price = record.take("unit_price", checks.amount, ZERO) or ZERO
    return {
        "id": uuid5(document_id, f"item:{order}"),
        "invoice_id": document_id,
        "name": record.need("name", checks.text),
        "quantity": quantity,
        "unit_price": unit_price,
        "tax_rate": record.take("tax_rate", checks.percent, ZERO),
        "discount_rate": record.take("discount_rate", checks.percent, ZERO),
        "total_amount": _line_amount(record, quantity * unit_price),
        "sort_order": order,
        "unit": record.take("unit", checks.text, "pcs"),
        "hsn_code": record.take("hsn_code", checks.reference),
        "is_taxable": record.take("is_taxable", checks.yes_or_no, True),
        "metadata": record.take("metadata", checks.mapping, {}),
    }


def _line_amount(record: Fields, worth: Decimal) -> Decimal | None:
    """What the line says it comes to, before tax; else what quantity and price say."""
    written = record.take("amount", checks.amount)
    if written is not None or record.raw.get("amount") is not None:
        return written
    if worth.copy_abs() > LARGEST:
        record.blame("unit_price", "times the quantity is more than the books can hold")
        return None
    return rounded(worth)


def _as_json(row: Row) -> Row:
    def plain(value: Any) -> Any:
        if value is None or isinstance(value, bool | dict | int):
            return value
        return value.isoformat() if hasattr(value, "isoformat") else str(value)

    left_out = ("id", "business_id", "user_id", "customer_id", "supplier_id", "invoice_id")
    return {name: plain(value) for name, value in row.items() if name not in left_out and value is not None}
