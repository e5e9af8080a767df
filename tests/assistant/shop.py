"""A shop small enough to add up by hand: one customer each of several kinds, two suppliers, one month of money."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from app.books.records import (
    Books,
    Business,
    Direction,
    Document,
    DocumentKind,
    DocumentStatus,
    Expense,
    Party,
    PartyKind,
    Payment,
)

TODAY = date(2026, 11, 21)


def identifier(name: str) -> UUID:
    """The id that stands for `name`."""
    return uuid5(NAMESPACE_URL, f"assistant/{name}")


def party(name: str, kind: PartyKind = PartyKind.CUSTOMER) -> Party:
    """Somebody to deal with."""
    return Party(identifier(name), kind, name)


def document(number: str, to: str, total: int, issued_on: date = TODAY, **known: Any) -> Document:
    """A sales invoice of which 18/118 is tax and nothing is paid, unless `known` says otherwise."""
    tax = (Decimal(total) * 18 / 118).quantize(Decimal("0.01"))
    details: dict[str, Any] = {
        "kind": DocumentKind.SALES_INVOICE,
        "subtotal": total - tax,
        "tax_amount": tax,
        "paid": Decimal(0),
        "status": DocumentStatus.SENT,
    }
    return Document(
        id=identifier(number),
        number=number,
        issued_on=issued_on,
        total=Decimal(total),
        party_id=identifier(to),
        **details | known,
    )


def bill(number: str, to: str, total: int, issued_on: date = TODAY, **known: Any) -> Document:
    """A supplier's bill."""
    return document(number, to, total, issued_on, kind=DocumentKind.SUPPLIER_BILL, **known)


def payment(name: str, amount: int, paid_on: date = TODAY, *, out: bool = False, party: str | None = None) -> Payment:
    """Money in, or out."""
    direction = Direction.OUT if out else Direction.IN
    party_id = identifier(party) if party else None
    return Payment(identifier(name), direction, Decimal(amount), paid_on, "upi", party_id=party_id)


def expense(name: str, category: str, amount: int, spent_on: date = TODAY) -> Expense:
    """Money spent without a bill."""
    return Expense(identifier(name), category, Decimal(amount), spent_on, name)


PARTIES = (
    party("Sharma Traders"),
    party("Gupta Textiles Pvt Ltd"),
    party("Gupta Hardware"),
    party("Om Stores"),
    party("Mehta Industries", PartyKind.SUPPLIER),
    party("Balaji Agencies", PartyKind.SUPPLIER),
)


def books(**known: Any) -> Books:
    """Books with the parties above and what `known` adds."""
    business = Business(identifier("business"), identifier("owner"), "Sai Electricals")
    return Books(business, 1, **{"parties": PARTIES, **known})
