"""What a check against the law costs: one whole invoice as a call sends it, and a period's invoices from the books."""

import time
from datetime import date
from uuid import UUID

from app import simulate
from app.books.importer import preview
from app.books.records import Books, Document, DocumentKind
from app.compliance.rules.invoice import findings, reading
from app.compliance.schemas.gst.invoices import InvoiceQuestion
from app.compliance.service.gst import invoices
from app.values.language import Language

ON = date(2026, 11, 21)
GOODS = (("Shampoo 200 ml", "3305", 5), ("Laptop computer", "84713010", 18), ("Cotton shirt", "6205", 5))
SEEDS, MONTHS = range(300, 303), 24


def check_ms(rounds: int = 2_000) -> float:
    """Milliseconds from the body of a call to the issues in words, three lines with their rates; each body another."""
    bodies = [_body(number) for number in range(rounds)]
    began = time.perf_counter()
    for body in bodies:
        invoices.checked(InvoiceQuestion().load(body), on=ON, language=Language.ENGLISH)
    return (time.perf_counter() - began) * 1000 / rounds


def period_seconds(size: int = 10_000) -> float:
    """Seconds for the check of so many invoices of shops with three trades."""
    worlds = [
        simulate.generate(profile, seed=seed, until=date(2026, 3, 31), months=MONTHS)
        for seed, profile in zip(SEEDS, (simulate.ELECTRICALS, simulate.TEXTILES, simulate.ELECTRICALS), strict=True)
    ]
    found = [(books, one) for world in worlds for books in preview.books_in(world) for one in _sold(books)]
    papers = (found * (size // len(found) + 1))[:size]
    began = time.perf_counter()
    for books, document in papers:
        party = books.party_by_id.get(document.party_id) if isinstance(document.party_id, UUID) else None
        findings(reading.invoice_in_books(books.business, document, party), on=ON)
    return time.perf_counter() - began


def _sold(books: Books) -> list[Document]:
    return [document for document in books.documents if document.kind is DocumentKind.SALES_INVOICE]


def _body(number: int) -> dict[str, object]:
    items, whole, tax = [], 0.0, 0.0
    for place, (name, code, rate) in enumerate(GOODS):
        value = 100.0 * (number % 23 + place + 1)
        half = round(value * rate / 200, 2)
        items.append(
            {
                "description": f"{name} {number}",
                "hsn": code,
                "quantity": 1,
                "unit": "NOS",
                "unit_price": value,
                "gst_rate": rate,
                "taxable_value": value,
                "cgst": half,
                "sgst": half,
            }
        )
        whole, tax = whole + value, tax + half
    gstins = "27AAGCK7412M1Z7", "27ABCFR5521K1Z2"
    sides = [{"name": "Sahyadri Traders", "address": "Pune", "state_code": "27", "gstin": gstin} for gstin in gstins]
    return {
        "invoice_number": f"INV/{number}",
        "invoice_date": "2025-11-05",
        "supplier": sides[0],
        "recipient": sides[1],
        "place_of_supply": "27",
        "supplier_aato": 20_000_000,
        "items": items,
        "totals": {"taxable_value": whole, "cgst": tax, "sgst": tax, "grand_total": round(whole + 2 * tax, 2)},
    }
