"""What each field of a document holds; their names are those of `invoices.records.extractions`."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from app.intake.records import Kind
from app.invoices.records import extractions
from app.invoices.records.extractions import Value

MOST_LINES = 2000
"""Lines of one document; as many as the check of a whole invoice takes."""
DOCUMENT_TYPE = "document_type"

_LISTED = re.compile(r"(lines|rates)\.(0|[1-9][0-9]{0,3})\.([a-z_]+)")
_NAMES = {"lines": frozenset(extractions.LINE), "rates": frozenset(extractions.RATE)}
_AMOUNTS = (
    *("subtotal", "discount", "freight", "taxable_value", "cgst", "sgst", "igst", "cess", "round_off"),
    *("grand_total", "amount_paid", "amount_due", "total"),
)
_KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(_AMOUNTS, Kind.AMOUNT),
    **dict.fromkeys(("invoice_date", "due_date", "ack_date"), Kind.DAY),
    **dict.fromkeys(("place_of_supply", "state_code"), Kind.STATE),
    "unit_price": Kind.PRICE,
    "quantity": Kind.QUANTITY,
    "gst_rate": Kind.RATE,
    "reverse_charge": Kind.YES_NO,
    "gstin": Kind.GSTIN,
    "pan": Kind.PAN,
    "hsn_sac": Kind.HSN,
    "irn": Kind.IRN,
    "currency": Kind.CURRENCY,
    DOCUMENT_TYPE: Kind.DOCUMENT_TYPE,
}
_NUMBERS = frozenset({Kind.AMOUNT, Kind.PRICE, Kind.QUANTITY, Kind.RATE})

_TYPES: Mapping[Kind, type] = {Kind.DAY: date, Kind.YES_NO: bool}


def kind_of(path: str) -> Kind | None:
    """What the field at `path` holds; None where there is no such field."""
    if path in extractions.SHORT:
        return Kind.TEXT
    if path == DOCUMENT_TYPE or path in extractions.PATHS:
        return _KINDS.get(path.rsplit(".", 1)[-1], Kind.TEXT)
    listed = _LISTED.fullmatch(path)
    if listed is None or listed[3] not in _NAMES[listed[1]] or int(listed[2]) >= MOST_LINES:
        return None
    return _KINDS.get(listed[3], Kind.TEXT)


def plain(value: Value | None) -> str | bool | None:
    """A value as it is kept: amounts and days as text, which `kept` takes back."""
    if value is None or isinstance(value, bool):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def holds(path: str, value: Value) -> bool:
    """Whether there is a field at `path` and the value is of its type."""
    kind = kind_of(path)
    if kind is None:
        return False
    if kind in _NUMBERS:
        return isinstance(value, Decimal) and value.is_finite()
    return type(value) is _TYPES.get(kind, str)


def kept(path: str, value: str | bool) -> Value:
    """The value that `plain` wrote for the field at `path`; it was read once, so nothing of it is judged again."""
    kind = kind_of(path)
    if kind is Kind.DAY:
        return date.fromisoformat(str(value))
    return Decimal(str(value)) if kind in _NUMBERS else value
