"""A small shop for tests: short ways to write bills, invoices, payments and parties, and books that hold them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
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
    Item,
    Party,
    PartyKind,
    Payment,
)

BUSINESS = Business(id=uuid5(NAMESPACE_URL, "shop"), owner_id=uuid5(NAMESPACE_URL, "owner"), name="Sharma Stores")
DAY = date(2026, 1, 15)


def identifier(name: str) -> UUID:
    """The id that stands for `name` in every test."""
    return uuid5(NAMESPACE_URL, name)


def supplier(name: str = "Om Traders", **known: Any) -> Party:
    """A supplier; its id follows from `key`, or from its name."""
    return Party(id=identifier(known.pop("key", name)), kind=known.pop("kind", PartyKind.SUPPLIER), name=name, **known)


def customer(name: str = "Rani Sarees", **known: Any) -> Party:
    """A customer."""
    return supplier(name, kind=PartyKind.CUSTOMER, **known)


def bill(
    number: str, total: str | Decimal = "1180", on: date = DAY, *, of: Party | None = None, **known: Any
) -> Document:
    """A supplier's bill with 18 % GST in its total unless `tax` says otherwise; `key` tells equal ones apart."""
    amount = Decimal(total)
    tax = Decimal(known.pop("tax", (amount * 18 / 118).quantize(Decimal("0.01"))))
    key = known.pop("key", f"{number}/{amount}/{on}")
    facts: dict[str, Any] = {
        "kind": DocumentKind.SUPPLIER_BILL,
        "status": DocumentStatus.SENT,
        "paid": Decimal(0),
        "party_id": (of or supplier()).id,
        "items": (item("Ceiling fan", amount - tax),),
    }
    return Document(
        id=identifier(f"document {key}"),
        number=number,
        issued_on=on,
        subtotal=amount - tax,
        tax_amount=tax,
        total=amount,
        **(facts | known),
    )


def invoice(number: str, total: str = "1180", on: date = DAY, **known: Any) -> Document:
    """An invoice of the shop."""
    return bill(number, total, on, of=known.pop("to", customer()), kind=DocumentKind.SALES_INVOICE, **known)


def item(name: str, amount: Decimal | str, quantity: str = "1") -> Item:
    """One line."""
    count = Decimal(quantity)
    return Item(name, count, Decimal(amount) / count, Decimal(18), Decimal(amount))


def paid_out(amount: str, on: date = DAY, *, to: Party | None = None, **known: Any) -> Payment:
    """Money paid to a supplier by bank transfer; `key` tells equal ones apart, `document` is what it is booked on."""
    document: Document | None = known.pop("document", None)
    key = known.pop("key", f"{amount}/{on}/{document.number if document else ''}")
    facts: dict[str, Any] = {
        "direction": Direction.OUT,
        "mode": "bank_transfer",
        "party_id": (to or supplier()).id,
    }
    return Payment(
        id=identifier(f"payment {key}"),
        amount=Decimal(amount),
        paid_on=on,
        document_id=document.id if document else None,
        **(facts | known),
    )


def paid_in(amount: str, on: date = DAY, *, by: Party | None = None, **known: Any) -> Payment:
    """Money received from a customer."""
    return paid_out(amount, on, to=by or customer(), direction=Direction.IN, **known)


def books(
    *,
    documents: Sequence[Document] = (),
    payments: Sequence[Payment] = (),
    parties: Sequence[Party] = (),
    business: Business = BUSINESS,
) -> Books:
    """The books of the shop; Om Traders and Rani Sarees are always among its parties."""
    known = {party.id: party for party in (supplier(), customer(), *parties)}
    return Books(business=business, revision=1, parties=[*known.values()], documents=documents, payments=payments)


def moment(on: date) -> datetime:
    """Noon of a day."""
    return datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
