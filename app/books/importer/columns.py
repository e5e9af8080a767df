"""The columns that CSV files may bring, named as in the app's tables: what each holds and which may not be empty."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.books.importer import checks
from app.books.records import DocumentStatus
from app.values.money import ZERO


@dataclass(frozen=True, slots=True)
class Column:
    """How one column is read. `default` stands for an empty cell; `names` is the kind of record that it refers to."""

    check: Callable[[Any], Any]
    is_required: bool = False
    default: Any = None
    names: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One CSV file: the table it fills, what a row of it is called, and its columns."""

    table: str
    kind: str
    columns: Mapping[str, Column]


def _json_object(value: Any) -> dict[str, Any]:
    try:
        return checks.mapping(json.loads(checks.text(value)))
    except ValueError as error:
        raise ValueError("is not a JSON object") from error


TEXT = Column(checks.text)
CODE = Column(checks.reference)
NAME = Column(checks.text, is_required=True)
DAY = Column(checks.day)
RUPEES = Column(checks.amount, default=ZERO)
MOMENT = Column(checks.moment)
BUSINESS = Column(checks.reference, names="business")
YES_OR_NO = Column(checks.yes_or_no, default=False)

PARTY = {"business_id": BUSINESS, "name": NAME, "phone": CODE, "email": TEXT, "address": TEXT, "gst_number": TEXT,
         "balance": RUPEES, "last_transaction_date": DAY, "created_at": MOMENT}  # fmt: skip
PARTIES = {
    "customer_id": Column(checks.reference, names="customer"),
    "supplier_id": Column(checks.reference, names="supplier"),
}

SHEETS = {
    "customers.csv": Sheet("customers", "customer", PARTY | {"credit_limit": RUPEES}),
    "suppliers.csv": Sheet("suppliers", "supplier", PARTY | {"upi_id": TEXT}),
    "invoices.csv": Sheet("invoices", "document", {"business_id": BUSINESS} | PARTIES | {
        "invoice_number": Column(checks.reference, is_required=True),
        "invoice_type": Column(checks.one_of(["customer", "supplier"]), is_required=True),
        "invoice_date": Column(checks.day, is_required=True),
        "due_date": DAY,
        "subtotal": RUPEES,
        "tax_amount": RUPEES,
        "discount_amount": RUPEES,
        "total_amount": Column(checks.amount, is_required=True),
        "paid_amount": RUPEES,
        "status": Column(checks.one_of([status.value for status in DocumentStatus]), default="sent"),
        "notes": TEXT,
        "terms_conditions": TEXT,
        "created_at": MOMENT,
    }),
    "invoice_items.csv": Sheet("invoice_items", "item", {
        "invoice_id": Column(checks.reference, is_required=True, names="document"),
        "name": NAME,
        "description": TEXT,
        "quantity": Column(checks.quantity, default=Decimal(1)),
        "unit_price": RUPEES,
        "tax_rate": Column(checks.percent, default=ZERO),
        "discount_rate": Column(checks.percent, default=ZERO),
        "total_amount": RUPEES,
        "sort_order": Column(checks.whole, default=0),
        "unit": Column(checks.text, default="pcs"),
        "sku": CODE,
        "hsn_code": CODE,
        "notes": TEXT,
        "is_taxable": Column(checks.yes_or_no, default=True),
        "tax_type": Column(checks.one_of(["percentage", "fixed"]), default="percentage"),
        "discount_type": Column(checks.text, default="percentage"),
        "metadata": Column(_json_object, default={}),
    }),
    "payments.csv": Sheet("payments", "payment", {
        "business_id": BUSINESS, "invoice_id": Column(checks.reference, names="document"),
    } | PARTIES | {
        "amount": Column(checks.positive_amount, is_required=True),
        "payment_mode": Column(
            checks.one_of(["cash", "upi", "bank_transfer", "cheque", "card", "online", "other"]), default="other"
        ),
        "status": Column(checks.one_of(["pending", "completed", "failed", "cancelled"]), default="completed"),
        "payment_date": Column(checks.day, is_required=True),
        "reference": CODE,
        "notes": TEXT,
        "receipt_url": TEXT,
        "created_at": MOMENT,
    }),
    "expenses.csv": Sheet("expenses", "expense", {
        "business_id": BUSINESS,
        "category": NAME,
        "amount": Column(checks.amount, is_required=True),
        "description": Column(checks.text, default=""),
        "expense_date": Column(checks.day, is_required=True),
        "vendor": TEXT,
        "reference": CODE,
        "notes": TEXT,
        "is_recurring": YES_OR_NO,
        "recurrence_type": Column(checks.one_of(["daily", "weekly", "monthly", "quarterly", "yearly"])),
        "next_due_date": DAY,
        "created_at": MOMENT,
    }),
}  # fmt: skip
"""The files of a folder of books, in the order in which they are read."""
