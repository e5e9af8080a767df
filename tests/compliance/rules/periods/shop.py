"""A shop in Mumbai with its parties, and documents of it that fit: what the tests of periods are asked about."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from app.books.records import Books, Business, Document, DocumentKind, DocumentStatus, Item, Party, PartyKind, Payment
from app.compliance.records.periods.tax_period import TaxPeriod
from app.values.money import rounded
from app.values.period import Month

MUMBAI, PUNE, BENGALURU = "27AAGCK7412M1Z7", "27ABCFR5521K1Z2", "29ABCFR5521K1ZY"
OCTOBER = TaxPeriod(Month(2025, 10), Month(2025, 10))
DAY = date(2025, 10, 15)
_IDS = UUID(int=77)

BUSINESS = Business(
    id=UUID(int=1), owner_id=UUID(int=2), name="Sahyadri Traders", state="Maharashtra", gstin=MUMBAI, address="Mumbai"
)


def party(name: str, gstin: str | None = None, *, is_supplier: bool = False, address: str | None = None) -> Party:
    """A customer or supplier, always the same one for the same name."""
    kind = PartyKind.SUPPLIER if is_supplier else PartyKind.CUSTOMER
    return Party(id=uuid5(_IDS, name), kind=kind, name=name, gstin=gstin, address=address)


STORES = party("Deccan Stores", PUNE, address="4 Camp, Pune, Maharashtra")
SOUTHERN = party("Southern Stores", BENGALURU, address="8 MG Road, Bengaluru, Karnataka")
WALK_IN = party("Ravi Kumar")
IN_KERALA = party("Anu Thomas", address="Beach Road, Kochi, Kerala")
MILL = party("Bengal Wires", PUNE, is_supplier=True)
PARTIES = (STORES, SOUTHERN, WALK_IN, IN_KERALA, MILL)


def line(price: str = "1000", rate: str = "18", **changes: Any) -> Item:
    """One thing at a price before tax."""
    item = Item(
        name="Steel almirah",
        quantity=Decimal(1),
        unit_price=Decimal(price),
        rate_percent=Decimal(rate),
        amount=Decimal(price),
        hsn_code="94032010",
        unit="pcs",
    )
    return replace(item, **changes)


def sale(number: str, buyer: Party | None, *items: Item, **changes: Any) -> Document:
    """An invoice of ours on the 15th of October 2025, whose sums fit."""
    lines = items or (line(),)
    subtotal = sum((item.amount for item in lines), Decimal(0))
    tax = rounded(sum((item.amount * item.rate_percent / 100 for item in lines), Decimal(0)))
    figures: dict[str, Any] = {"subtotal": subtotal, "tax_amount": tax, "total": subtotal + tax} | changes
    return Document(
        id=uuid5(_IDS, f"{number}:{figures.get('kind')}"),
        kind=figures.pop("kind", DocumentKind.SALES_INVOICE),
        number=number,
        issued_on=figures.pop("issued_on", DAY),
        paid=figures.pop("paid", Decimal(0)),
        status=figures.pop("status", DocumentStatus.SENT),
        party_id=buyer.id if buyer else None,
        items=lines,
        **figures,
    )


def untaxed(number: str, buyer: Party | None, *items: Item, **changes: Any) -> Document:
    """An invoice on which no tax is charged, whatever the rates of its lines."""
    lines = items or (line(),)
    return sale(number, buyer, *lines, tax_amount=Decimal(0), total=sum(item.amount for item in lines), **changes)


def bill(number: str, seller: Party | None, *items: Item, **changes: Any) -> Document:
    """A supplier's bill."""
    return sale(number, seller, *items, kind=DocumentKind.SUPPLIER_BILL, **changes)


def noted(item: Item, **metadata: Any) -> Item:
    """A line whose document said these things."""
    return replace(item, metadata=metadata)


def books(
    *documents: Document, business: Business = BUSINESS, payments: Iterable[Payment] = (), parties: Iterable[Party] = ()
) -> Books:
    """The books of the shop."""
    everybody = (*PARTIES, *parties)
    return Books(business, 1, parties=everybody, documents=documents, payments=tuple(payments))
