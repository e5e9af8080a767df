"""A change that is tried, as a job carries it: its kind and its fields in plain JSON, and back."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from datetime import date
from decimal import Decimal
from types import UnionType
from typing import Any, get_args, get_type_hints
from uuid import UUID

from app.insights.records import scenarios
from app.insights.records.scenarios import Change

KINDS: Mapping[str, type[Change]] = {
    "invoice_delayed": scenarios.InvoiceDelayed,
    "invoice_never_paid": scenarios.InvoiceNeverPaid,
    "customer_lost": scenarios.CustomerLost,
    "monthly_cost": scenarios.MonthlyCost,
    "purchase": scenarios.Purchase,
    "loan_received": scenarios.LoanReceived,
    "sales_changed": scenarios.SalesChanged,
    "prices_changed": scenarios.PricesChanged,
    "supplier_terms_longer": scenarios.SupplierTermsLonger,
}
"""By the names that the app sends."""
READ: Mapping[type, Callable[[Any], Any]] = {
    UUID: UUID, date: date.fromisoformat, Decimal: Decimal, int: int, str: str
}  # fmt: skip


def named(change: Change) -> dict[str, Any]:
    """The kind and every field that holds something."""
    kind = next(name for name, made in KINDS.items() if made is type(change))
    return {"type": kind} | {name: value for name, value in asdict(change).items() if value is not None}


def plain(change: Change) -> dict[str, Any]:
    """The same as whole numbers and text, so that no paisa is lost on the way."""
    return {name: value if isinstance(value, int) else str(value) for name, value in named(change).items()}


def read(written: Mapping[str, Any]) -> Change:
    """The change that `plain` wrote."""
    kind = KINDS[written["type"]]
    hints = get_type_hints(kind)
    known: dict[str, Any] = {
        one.name: _read(hints[one.name], written[one.name]) for one in fields(kind) if one.name in written
    }
    return kind(**known)


def _read(hint: Any, value: Any) -> Any:
    (wanted,) = (one for one in get_args(hint) if one is not type(None)) if isinstance(hint, UnionType) else (hint,)
    return READ[wanted](value)
