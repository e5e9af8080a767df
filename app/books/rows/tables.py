"""All rows of one business, and the books they make together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any
from uuid import UUID

from app.books.records import Books, Party, PartyKind
from app.books.rows import documents, movements, parties

Row = Mapping[Any, Any]
Facts = Mapping[str, Mapping[UUID, Mapping[str, Any]]]
"""What is known beyond the columns: by kind of subject, then by its id."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The rows of one business. `items` are grouped by invoice, in their order on it."""

    business: Row
    facts: Facts
    customers: Sequence[Row]
    suppliers: Sequence[Row]
    products: Sequence[Row]
    invoices: Sequence[Row]
    items: Mapping[UUID, Sequence[Row]]
    payments: Sequence[Row]
    transactions: Sequence[Row]
    expenses: Sequence[Row]
    cashbook_entries: Sequence[Row]
    recurring_payments: Sequence[Row]


def books(tables: Tables, *, revision: int, unreadable: int = 0) -> Books:
    """The typed books: documents by date and number, payments and expenses by date, whatever order the rows have.

    unreadable : how many rows are not among the tables since they cannot be read.
    """
    facts = tables.facts
    entries = [
        documents.invoice(row, tables.items.get(row["id"], ()), _of(facts, "document", row)) for row in tables.invoices
    ]
    entries += [documents.note(kind, id, fact) for kind in documents.NOTES for id, fact in facts.get(kind, {}).items()]
    kinds = {document.id: document.kind for document in entries}
    paid = [
        movements.payment(row, _of(facts, "payment", row), kinds) for row in chain(tables.payments, tables.transactions)
    ]
    return Books(
        business=parties.business(tables.business, _of(facts, "business", tables.business)),
        revision=revision,
        parties=sorted(_parties(tables), key=lambda party: (party.name, party.id)),
        documents=sorted(entries, key=lambda document: (document.issued_on, document.number, document.id)),
        payments=sorted(filter(None, paid), key=lambda payment: (payment.paid_on, payment.id)),
        expenses=sorted(map(movements.expense, tables.expenses), key=lambda expense: (expense.spent_on, expense.id)),
        products=[movements.product(row) for row in tables.products],
        recurring_payments=[movements.recurring_payment(row) for row in tables.recurring_payments],
        cash_entries=[movements.cash_entry(row) for row in tables.cashbook_entries],
        undirected_payments=paid.count(None),
        unreadable=unreadable,
    )


def _parties(tables: Tables) -> list[Party]:
    facts = tables.facts
    found = [parties.party(PartyKind.CUSTOMER, row, _of(facts, "party", row)) for row in tables.customers]
    found += [parties.party(PartyKind.SUPPLIER, row, _of(facts, "party", row)) for row in tables.suppliers]
    return found + [parties.employee(id, fact) for id, fact in facts.get(PartyKind.EMPLOYEE, {}).items()]


def _of(facts: Facts, kind: str, row: Row) -> Mapping[str, Any]:
    return facts.get(kind, {}).get(row["id"], {})
