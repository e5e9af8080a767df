"""An invoice that obeys the law, and the same with one thing changed: what the tests of the rules ask about."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from app.books.records import Business, Document, DocumentKind, DocumentStatus, Item, Party, PartyKind
from app.compliance.records.invoices import Invoice
from app.compliance.records.issues import Finding
from app.compliance.rules import invoice as rules
from app.compliance.rules.invoice import reading

MUMBAI, PUNE, BENGALURU = "27AAGCK7412M1Z7", "27ABCFR5521K1Z2", "29ABCFR5521K1ZY"
CHECKED_ON = date(2026, 11, 21)

SHOP = Business(
    id=UUID(int=1),
    owner_id=UUID(int=2),
    name="Sahyadri Traders",
    state="Maharashtra",
    gstin=MUMBAI,
    address="12 Market Road, Mumbai",
)
STORES = Party(
    id=UUID(int=3), kind=PartyKind.CUSTOMER, name="Deccan Stores", gstin=PUNE, address="4 Camp, Pune, Maharashtra"
)
BUYER_IN_KARNATAKA = replace(STORES, gstin=BENGALURU, address="8 MG Road, Bengaluru, Karnataka")
WALK_IN = replace(STORES, name="Ravi Kumar", gstin=None, address=None)
SUPPLIER = replace(STORES, kind=PartyKind.SUPPLIER)

LAPTOP = Item(
    name="Laptop computer",
    quantity=Decimal(2),
    unit_price=Decimal(45000),
    rate_percent=Decimal(18),
    amount=Decimal(90000),
    hsn_code="84713010",
    unit="NOS",
)
WITHIN = {"cgst_amount": "8100.00", "sgst_amount": "8100.00", "place_of_supply": "27"}
BETWEEN = {"igst_amount": 16200, "place_of_supply": "29"}

INVOICE = Document(
    id=UUID(int=4),
    kind=DocumentKind.SALES_INVOICE,
    number="INV/25-26/0101",
    issued_on=date(2025, 11, 5),
    subtotal=Decimal(90000),
    tax_amount=Decimal(16200),
    total=Decimal(106200),
    paid=Decimal(0),
    status=DocumentStatus.SENT,
    party_id=STORES.id,
    items=(LAPTOP,),
)


def item(price: str = "1000", rate: str = "18", quantity: str = "1", **changes: Any) -> Item:
    """A line whose figures fit."""
    amount = Decimal(price) * Decimal(quantity)
    figures: dict[str, Any] = {
        "unit_price": Decimal(price),
        "rate_percent": Decimal(rate),
        "quantity": Decimal(quantity),
    }
    return replace(LAPTOP, **(figures | {"amount": amount} | changes))


def bill(items: Iterable[Item], **changes: Any) -> Document:
    """An invoice over these lines whose sums fit."""
    lines = tuple(items)
    subtotal = sum((line.amount for line in lines), Decimal(0))
    tax = sum((line.amount * line.rate_percent / 100 for line in lines), Decimal(0))
    figures: dict[str, Any] = {"items": lines, "subtotal": subtotal, "tax_amount": tax, "total": subtotal + tax}
    return replace(INVOICE, **(figures | changes))


def noted(changes: dict[str, Any], document: Document = INVOICE) -> Document:
    """`document` with this metadata on every line."""
    return replace(document, items=tuple(replace(line, metadata=changes) for line in document.items))


def read(document: Document = INVOICE, party: Party | None = STORES, business: Business = SHOP) -> Invoice:
    """The invoice as the rules see it."""
    return reading.invoice_in_books(business, document, party)


def found(document: Document = INVOICE, party: Party | None = STORES, business: Business = SHOP) -> tuple[Finding, ...]:
    """What the rules find."""
    return rules.findings(read(document, party, business), on=CHECKED_ON)


def codes(document: Document = INVOICE, party: Party | None = STORES, business: Business = SHOP) -> set[str]:
    """Which rules it breaks."""
    return {finding.rule.code for finding in found(document, party, business)}
