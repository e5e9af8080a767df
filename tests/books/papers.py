"""A small books JSON, written out, for tests to spoil."""

from copy import deepcopy
from typing import Any
from uuid import uuid4

Row = dict[str, Any]


def content(**changes: Any) -> Row:
    """One business with a customer, a supplier, an employee, four documents and four payments; ids are words."""
    business: Row = {
        "id": str(uuid4()),
        "name": "Pamban Hardware",
        "gstin": None,
        "trade": "hardware",
        "state": "Kerala",
        "approval_threshold": 50000,
        "parties": deepcopy(PARTIES),
        "documents": deepcopy(DOCUMENTS),
        "payments": deepcopy(PAYMENTS),
        "expenses": [{"id": "e1", "category": "Rent", "amount": 9000, "date": "2026-01-05", "vendor": "Landlord"}],
        "products": [{"id": "g1", "name": "Hinge", "purchase_price": 20, "selling_price": 31.5, "stock_quantity": 4}],
        "cash_entries": [{"id": "k1", "direction": "out", "amount": 500, "date": "2026-01-06", "details": "Drawings"}],
        "recurring_payments": [
            {"id": "r1", "party_id": "s1", "description": "Rent", "amount": 9000, "frequency": "monthly",
             "day_of_month": 5, "start_date": "2025-04-01"}
        ],
    }  # fmt: skip
    return {"businesses": [business | changes]}


PARTIES: list[Row] = [
    {"id": "c1", "kind": "customer", "name": "Latha Stores", "created_at": "2025-03-01"},
    {"id": "s1", "kind": "supplier", "name": "Anchor Metals", "gstin": "32AAAAA0000A1ZZ", "upi_id": "anchor@upi",
     "bank": {"ifsc": "SBIN0000001", "account": "123"}, "created_at": "2025-03-02T10:00:00",
     "bank_changes": [{"changed_at": "2026-01-02T09:00:00", "old_account": "9", "new_account": "123",
                       "verified": False, "changed_by": "staff1"}]},
    {"id": "p1", "kind": "employee", "name": "Biju", "phone": "+919000000000", "bank": {"ifsc": "X", "account": "77"}},
]  # fmt: skip
DOCUMENTS: list[Row] = [
    {"id": "d1", "kind": "sales_invoice", "party_id": "c1", "number": "PH/1", "date": "2026-01-10",
     "due_date": "2026-02-09", "subtotal": 1000, "tax_amount": 180, "total_amount": 1180, "paid_amount": 1160,
     "status": "paid", "reference": "PO-7", "source": "ocr", "created_by": "staff1",
     "created_at": "2026-01-10T11:00:00",
     "items": [{"name": "Hinge", "quantity": 10, "unit_price": 100, "tax_rate": 18, "amount": 1000, "hsn_code": "8302",
                "metadata": {"cgst_amount": 90.0}}]},
    {"id": "d2", "kind": "supplier_bill", "party_id": "s1", "number": "A/9", "date": "2026-01-11", "subtotal": 500,
     "tax_amount": 90, "total_amount": 590, "paid_amount": 0, "status": "unpaid"},
    {"id": "d3", "kind": "credit_note", "party_id": "c1", "number": "CN-1", "date": "2026-01-15", "subtotal": 100,
     "tax_amount": 18, "total_amount": 118, "paid_amount": 0, "status": "unpaid", "related_document_id": "d1",
     "created_at": "2026-01-15T12:00:00",
     "items": [{"name": "Hinge", "quantity": 1, "unit_price": 100, "tax_rate": 18, "amount": 100}]},
    {"id": "d4", "kind": "supplier_bill", "party_id": None, "number": "17", "date": "2026-01-20", "total_amount": 50,
     "status": "cancelled"},
]  # fmt: skip
PAYMENTS: list[Row] = [
    {"id": "m1", "direction": "in", "party_id": "c1", "invoice_id": "d1", "amount": 1160, "date": "2026-01-25",
     "mode": "neft", "notes": "less TDS", "created_by": "owner", "created_at": "2026-01-25T10:00:00"},
    {"id": "m2", "direction": "out", "party_id": "p1", "invoice_id": None, "amount": 240.5, "date": "2026-01-26",
     "mode": "cash"},
    {"id": "m3", "direction": "out", "party_id": "c1", "invoice_id": "d3", "amount": 118, "date": "2026-01-27",
     "mode": "upi", "paid_to_account": "55"},
    {"id": "m4", "direction": "out", "party_id": "s1", "invoice_id": "d2", "amount": 90, "date": "2026-01-28",
     "mode": "barter"},
]  # fmt: skip
