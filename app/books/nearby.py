"""The books around one document or payment: its trader's, and what has its amount or reference; not the whole business.

For judging a draft while somebody waits: a few reads by index, whatever the size of the business. Amounts, references
and days are compared as the database can; what only looks alike is the caller's to tell, by `resembles`.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from app.books import queries, reader
from app.books.records import Books, BusinessNotFound, Party, PartyKind
from app.books.rows import Tables, books, parties, readable
from app.books.rows.tables import Facts
from app.books.sealed_facts import Opener

Row = Mapping[Any, Any]
MOST_DOCUMENTS = 400
"""So many documents of one trader are read, the nearest by date: years of trade with most."""
MOST_PAYMENTS = 800
MOST_ALIKE = 2000

CONTACTS = text(f"""
    select 'customer' as kind, {queries.PARTY_COLUMNS}, null as upi_id from public.customers where business_id = :id
    union all
    select 'supplier', {queries.PARTY_COLUMNS}, upi_id from public.suppliers where business_id = :id
""")
CONTACT_FACTS = text("""
    select subject_kind, json_object_agg(subject_id, facts) from public.book_facts
    where business_id = :id and subject_kind in ('party', 'employee', 'business') group by 1
""")
ALIKE = text("""
    select id, invoice_number, invoice_date from public.invoices
    where business_id = :id and (total_amount between :total - 1 and :total + 1
        or subtotal between :total - 1 and :total + 1 or total_amount between :net - 1 and :net + 1)
    order by abs(invoice_date - :day) limit :most
""")
SIDE_OF = text("""
    select customer_id, supplier_id, invoice_type from public.invoices where business_id = :id and id = :invoice
""")
DOCUMENTS = text(f"""
    select {queries.INVOICE_COLUMNS} from public.invoices
    where business_id = :id and (customer_id = any (:parties) or supplier_id = any (:parties) or id = any (:documents))
    order by id = any (:documents) desc, abs(invoice_date - :day) limit :most
""")
ITEMS = text(f"""
    select {queries.ITEM_COLUMNS} from public.invoice_items t where t.invoice_id = any (:documents)
    order by t.invoice_id, t.sort_order, t.id
""")
NEAR_PAYMENT = """ and (t.customer_id = any (:parties) or t.supplier_id = any (:parties)
    or t.invoice_id = any (:documents) or t.id = any (:payments) or t.reference = :reference)
    order by abs({day} - :day) limit :most"""
PAYMENTS = text(queries.PAYMENTS + NEAR_PAYMENT.format(day="t.payment_date"))
TRANSACTIONS = text(queries.TRANSACTIONS + NEAR_PAYMENT.format(day="t.date"))
FACTS = text("""
    select subject_kind, json_object_agg(subject_id, facts) from public.book_facts
    where business_id = :id and subject_kind in ('document', 'payment') and subject_id = any (:subjects) group by 1
""")
OF_STAFF = text("""
    select subject_id from public.book_facts
    where business_id = :id and subject_kind = 'payment' and facts ->> 'party_id' = any (:parties)
""")
NOTES_OF = text("""
    select subject_kind, subject_id, facts from public.book_facts
    where business_id = :id and subject_kind in ('credit_note', 'debit_note')
      and (facts ->> 'party_id' = any (:parties) or facts ->> 'related_document_id' = any (:documents))
""")


@dataclass(frozen=True, slots=True)
class Around:
    """What is looked for. `total` and `net` are amounts of a document in rupees, `document_id` is one that it names.

    circle : the parties whose books are wanted, out of all; resembles : whether a number is like the draft's
    account : the bank account to which a payment goes; whoever is paid there is wanted too
    """

    day: date
    circle: Callable[[Collection[Party]], Collection[UUID | None]]
    total: Decimal | None = None
    net: Decimal | None = None
    document_id: UUID | None = None
    reference: str | None = None
    account: str | None = None
    resembles: Callable[[str], bool] = field(default=lambda number: False)


def load(tx: Connection, business_id: UUID, around: Around, *, revision: int) -> Books:
    """The books around a draft: documents and payments near to it, whoever they name, the circle, and the staff.

    revision : of the books, read before; ask `access.reach` first, this does not. Raises `BusinessNotFound`.
    """
    business = tx.execute(queries.BUSINESS, {"id": business_id}).mappings().one_or_none()
    if business is None:
        raise BusinessNotFound
    contacts = _rows(tx, CONTACTS, id=business_id)
    facts = reader.facts_by_subject(tx, business_id, tx.execute(CONTACT_FACTS, {"id": business_id}))
    wanted = [one for one in around.circle(_parties(contacts, facts)) if one]
    invoices = readable("invoices", _invoices(tx, business_id, around, wanted))
    documents = [row["id"] for row in invoices]
    paid, transactions = _payments(tx, business_id, around, wanted, documents, facts)
    ids = [*documents, *(row["id"] for row in (*paid, *transactions))]
    facts |= _facts(tx, business_id, ids, wanted, documents)
    items: dict[UUID, list[Row]] = defaultdict(list)
    for row in readable("items", _rows(tx, ITEMS, documents=documents)):
        items[row["invoice_id"]].append(row)
    named = {row[side] for row in (*invoices, *paid, *transactions) for side in ("customer_id", "supplier_id")}
    known = [row for row in contacts if row["id"] in named or row["id"] in wanted or _has_account(row, facts, around)]
    tables = Tables(
        business,
        facts,
        customers=[row for row in known if row["kind"] == "customer"],
        suppliers=[row for row in known if row["kind"] == "supplier"],
        invoices=invoices,
        items=items,
        payments=paid,
        transactions=transactions,
        **dict.fromkeys(("products", "expenses", "cashbook_entries", "recurring_payments"), ()),
    )
    return books(tables, revision=revision)


def _has_account(row: Row, facts: Facts, around: Around) -> bool:
    bank = facts.get("party", {}).get(row["id"], {}).get("bank") or {}
    return around.account is not None and bank.get("account") == around.account


def fetch_side(tx: Connection, business_id: UUID, invoice_id: UUID) -> Mapping[str, Any] | None:
    """`invoice_type` of an invoice or bill, and its `customer_id` or `supplier_id`; None where it is a stranger's."""
    row = tx.execute(SIDE_OF, {"id": business_id, "invoice": invoice_id}).mappings().one_or_none()
    return {name: value for name, value in row.items() if value is not None} if row else None


def _parties(contacts: list[Row], facts: Facts) -> list[Party]:
    known = facts.get("party", {})
    found = [parties.party(PartyKind(row["kind"]), row, known.get(row["id"], {})) for row in contacts]
    return found + [parties.employee(id, fact) for id, fact in facts.get("employee", {}).items()]


def _invoices(tx: Connection, business_id: UUID, around: Around, wanted: list[UUID]) -> list[Row]:
    documents = [around.document_id] if around.document_id else []
    if around.total is not None:
        net = around.total if around.net is None else around.net
        values = {"id": business_id, "total": around.total, "net": net, "day": around.day, "most": MOST_ALIKE}
        documents += [
            row["id"]
            for row in _rows(tx, ALIKE, **values)
            if row["invoice_date"] == around.day or around.resembles(row["invoice_number"])
        ]
    values = {"id": business_id, "parties": wanted, "documents": documents, "day": around.day, "most": MOST_DOCUMENTS}
    return _rows(tx, DOCUMENTS, **values)


def _payments(
    tx: Connection, business_id: UUID, around: Around, wanted: list[UUID], documents: list[UUID], facts: Facts
) -> tuple[list[Row], list[Row]]:
    """Payments and transactions; those to employees are known by their facts alone."""
    staff = [str(one) for one in wanted if one in facts.get("employee", {})]
    of_staff = [row["subject_id"] for row in _rows(tx, OF_STAFF, id=business_id, parties=staff)] if staff else []
    values = {"id": business_id, "parties": wanted, "documents": documents, "payments": of_staff}
    values |= {"reference": around.reference, "day": around.day, "most": MOST_PAYMENTS}
    return (
        readable("payments", _rows(tx, PAYMENTS, **values)),
        readable("transactions", _rows(tx, TRANSACTIONS, **values)),
    )


def _facts(
    tx: Connection, business_id: UUID, ids: list[UUID], wanted: list[UUID], documents: list[UUID]
) -> dict[str, dict[UUID, Row]]:
    """What is known of the documents and payments, and the notes that belong to them."""
    found = reader.facts_by_subject(tx, business_id, tx.execute(FACTS, {"id": business_id, "subjects": ids}))
    opener = Opener(tx, business_id)
    named = {"parties": list(map(str, wanted)), "documents": list(map(str, documents))}
    for row in _rows(tx, NOTES_OF, id=business_id, **named):
        found.setdefault(row["subject_kind"], {})[row["subject_id"]] = opener.opened(row["facts"])
    return found


def _rows(tx: Connection, query: Any, **values: Any) -> list[Row]:
    return [dict(row) for row in tx.execute(query, values).mappings()]
