"""Whole documents as a call sends them: one that obeys the law, and the same with something changed."""

import copy
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from app.compliance.records.issues import Finding
from app.compliance.rules import invoice as rules
from app.compliance.rules.invoice import sent
from app.compliance.schemas.gst.invoices import InvoiceQuestion

Innocent = tuple[str, dict[str, Any]]
"""Why a paper is lawful, and the paper."""
Faulty = tuple[str, str, dict[str, Any]]
"""The rule that must speak, and alone; why by law; the paper."""

ON = date(2026, 11, 21)
WITHIN, BETWEEN, NONE = ("cgst", "sgst"), ("igst",), ()
MAHARASHTRA, BUYER, BUYER_29 = "27AAGCK7412M1Z7", "27ABCFR5521K1Z2", "29ABCFR5521K1ZY"
PAPER = {
    "invoice_number": "INV/25-26/0101",
    "invoice_date": "2025-11-05",
    "document_type": "tax_invoice",
    "supplier": {
        "name": "Sahyadri Traders",
        "address": "12 Market Road, Pune, Maharashtra",
        "state_code": "27",
        "gstin": MAHARASHTRA,
        "registration": "regular",
    },
    "recipient": {
        "name": "Deccan Stores",
        "address": "4 Camp, Pune, Maharashtra",
        "state_code": "27",
        "gstin": BUYER,
        "category": "registered",
    },
    "place_of_supply": "27",
    "reverse_charge": False,
    "supplier_aato": 20000000,
}
ELSEWHERE = {
    "recipient.address": "8 MG Road, Bengaluru, Karnataka",
    "recipient.state_code": "29",
    "recipient.gstin": BUYER_29,
    "place_of_supply": "29",
}
WALK_IN = {"recipient": {"name": None, "address": None, "state_code": "27", "gstin": None, "category": "unregistered"}}
ABROAD = {
    "recipient": {
        "name": "Blue Ocean LLC",
        "address": "4 Harbor St, Dubai, UAE",
        "state_code": "96",
        "gstin": None,
        "category": "overseas",
    },
    "place_of_supply": "96",
}
LUT = {"export_with_payment": False, "lut_number": "AD270425000001X"}
COMPOSITION = {"supplier.registration": "composition", "document_type": "bill_of_supply", "supplier_aato": 9000000}
NOTE: dict[str, Any] = {
    "document_type": "credit_note",
    "invoice_number": "CN/25-26/0003",
    "original_invoice": {"number": "INV/25-26/0031", "date": "2025-08-05"},
}

SEZ = {"recipient.category": "sez"}
RESTAURANT = {"description": "Restaurant service", "hsn": "996331", "unit": "NA"}
HOTEL = {"description": "Hotel room", "hsn": "996311", "unit": "NA"}
ADVOCATE = {"description": "Advocate services", "hsn": "998211", "unit": "NA"}
SHIRT = {"description": "Cotton shirt", "hsn": "6205", "unit": "PCS"}
SHOES = {"description": "Leather shoes", "hsn": "6403", "unit": "PRS"}
SHAMPOO = {"description": "Shampoo 200 ml", "hsn": "3305"}
GHEE = {"description": "Ghee", "hsn": "0405", "unit": "KGS"}
IRN = "b250932c8332ada7aa47727000868d3b9d2a33db4137f4cebb9c2079c65d5c5b"
LARGE = {"supplier_aato": 120000000, "irn": IRN}
TOMATOES = {"description": "Fresh tomatoes", "hsn": "0702", "unit": "KGS"}
ADVICE = {"description": "Software support", "hsn": "998313", "unit": "NA"}
OTHER = {"name": "Om Works", "address": "Pune", "state_code": "27", "gstin": "27AALCS3377P2ZF"}
FROM_ABROAD = {
    "name": "Blue Ocean LLC",
    "address": "Dubai",
    "state_code": "96",
    "gstin": None,
    "registration": "overseas",
}


def rupees(amount: Decimal) -> Decimal:
    """To the paisa, halves away from nought."""
    return amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def line(
    rate: str = "18",
    price: str = "45000",
    quantity: str | None = "2",
    heads: Iterable[str] = WITHIN,
    **changes: Any,
) -> dict[str, Any]:
    """A line whose figures fit: a laptop, unless something else is said."""
    value = rupees(Decimal(price) * Decimal(quantity or 1) - Decimal(str(changes.get("discount", 0))))
    names = tuple(heads)
    tax = rupees(value * Decimal(rate) / 100 / max(1, len(names)))
    item = {
        "description": "Laptop computer",
        "hsn": "84713010",
        "quantity": None if quantity is None else float(quantity),
        "unit": "NOS",
        "unit_price": float(price),
        "discount": 0,
        "gst_rate": float(rate),
        "taxable_value": float(value),
        **{name: float(tax) if name in names else 0.0 for name in ("cgst", "sgst", "igst")},
        "cess": 0.0,
    }
    return item | changes


def foot(lines: Iterable[Mapping[str, Any]], **changes: Any) -> dict[str, Any]:
    """Totals that fit the lines."""
    rows = list(lines)
    names = ("taxable_value", "cgst", "sgst", "igst", "cess")
    sums = {name: float(sum(Decimal(str(row[name] or 0)) for row in rows)) for name in names}
    whole = rupees(sum((Decimal(str(amount)) for amount in sums.values()), Decimal(0)))
    return sums | {"round_off": 0.0, "grand_total": float(whole)} | changes


def paper(*lines: Mapping[str, Any], totals: Mapping[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    """The document over these lines, with these fields changed; `recipient.gstin` and the like by `of(...)`."""
    rows = [dict(row) for row in lines] or [line()]
    body = copy.deepcopy(PAPER) | {"items": rows, "totals": foot(rows) | dict(totals or {})}
    return of(body, changes)


def of(body: dict[str, Any], *changes: Mapping[str, Any]) -> dict[str, Any]:
    """`body` with fields changed, each by its path: `supplier.gstin`, `items.0.hsn`."""
    for path, value in (pair for one in changes for pair in one.items()):
        *above, name = path.split(".")
        place: Any = body
        for part in above:
            place = place[int(part)] if part.isdigit() else place[part]
        place[name] = copy.deepcopy(value)
    return body


def found(body: Mapping[str, Any], on: date = ON) -> tuple[Finding, ...]:
    """What the rules find."""
    return rules.findings(sent.invoice_sent(InvoiceQuestion().load(body), on=on), on=on)


def codes(body: Mapping[str, Any]) -> list[str]:
    """The rules that it breaks, each as often as it was told."""
    return [finding.rule.code for finding in found(body)]
