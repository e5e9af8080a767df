"""The form as the fraud check takes it, and which documents it is not asked about.

Notes change an earlier document and carry its amounts, and a proforma is no claim yet: compared as bills they would
look like second ones.
"""

from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from app.books.records import DocumentStatus
from app.intake.records import Draft, DraftItem, Own
from app.intake.rules.values import MICRO
from app.invoices.records.extractions import DocumentType, Extraction
from app.values import money

NO_BILLS = (DocumentType.CREDIT_NOTE, DocumentType.DEBIT_NOTE, DocumentType.PROFORMA)
MOST_ITEMS = 500
_OF_TABLE = ("invoice_date", "due_date", "subtotal", "tax_amount", "discount_amount", "total_amount")


def why_not_compared(extraction: Extraction, draft: Draft, own: Own) -> str | None:
    """The name of the reason, or None where the form can be compared with the books."""
    if extraction.document_type in NO_BILLS:
        return "no_bill"
    if extraction.value("currency") not in (None, own.currency):
        return "other_currency"
    if draft.invoice_type is None:
        return "side"
    if draft.invoice_date is None or draft.total_amount is None:
        return "day_and_total"
    return None


def fields(draft: Draft) -> Mapping[str, Any]:
    """The form under the names of the app's table."""
    is_bill = draft.invoice_type == "supplier"
    return {
        "invoice_type": draft.invoice_type,
        "supplier_id": draft.party_id if is_bill else None,
        "customer_id": None if is_bill else draft.party_id,
        "invoice_number": draft.invoice_number or "",
        **{name: getattr(draft, name) for name in _OF_TABLE},
        "status": DocumentStatus.SENT,
        "items": [_item(one) for one in draft.items[:MOST_ITEMS]],
    }


def _item(item: DraftItem) -> Mapping[str, Any]:
    quantity = item.quantity if item.quantity and abs(item.quantity) >= MICRO else Decimal(1)
    price = item.unit_price
    if price is None:
        price = money.rounded(item.total_amount / quantity) if item.total_amount else money.ZERO
    return asdict(item) | {"quantity": quantity, "unit_price": price}
