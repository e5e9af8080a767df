"""From the text of a bill to its fields and a draft: head, rows and foot are read apart and compared."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from app.gst import gstin
from app.invoices.records import DocumentFields, Draft, DraftLine
from app.invoices.rules import fields, rows, totals
from app.invoices.rules.sentences import normalise
from app.values import money

MOST_LINES = 1000
LONGEST_LINE = 400


def read(text: str, *, on: date) -> DocumentFields:
    """What the text says; `on` only decides the year of dates without one."""
    lines = [line.strip()[:LONGEST_LINE] for line in normalise.plain(text).splitlines() if line.strip()][:MOST_LINES]
    amounts = totals.read(lines)
    goods = rows.read(lines)
    rate = totals.rate_percent(lines, amounts)
    if rate is not None:
        amounts["tax_rate"] = rate
    found = fields.read(lines, on)
    return DocumentFields(found, goods, amounts, totals.closes(amounts, goods), _doubtful(found))


def missing(fields_found: DocumentFields) -> tuple[str, ...]:
    """The fields without which there is no draft."""
    lacks = [] if "total_amount" in fields_found.amounts else ["total_amount"]
    return tuple(lacks if "invoice_date" in fields_found.found else [*lacks, "invoice_date"])


def draft(document: DocumentFields) -> Draft:
    """The app's form from a document that lacks nothing (`missing`): its own amounts, as they are printed."""
    amounts, found = document.amounts, document.found
    total, tax = amounts["total_amount"], amounts.get("tax_amount", money.ZERO)
    discount = amounts.get("discount_amount", money.ZERO)
    subtotal = amounts.get("subtotal", _lines_sum(document.lines, total - tax + discount))
    return Draft(
        customer_name=str(found.get("buyer_name", "")),
        issued_on=found["invoice_date"],
        due_on=found.get("due_date", found["invoice_date"]),
        items=document.lines,
        subtotal=subtotal,
        tax_rate_percent=_rate(amounts, subtotal - discount, tax),
        tax_amount=tax,
        discount_amount=discount,
        total_amount=total,
        invoice_number=found.get("invoice_number"),
        notes=_notes(found),
    )


def _doubtful(found: Mapping[str, Any]) -> tuple[str, ...]:
    """The GSTINs whose check digit or parts are wrong."""
    numbers = (found.get("supplier_gstin"), found.get("buyer_gstin"))
    return tuple(number for number in numbers if number and not gstin.read(number).is_valid)


def _lines_sum(lines: tuple[DraftLine, ...], otherwise: Decimal) -> Decimal:
    return sum((line.total_price for line in lines), money.ZERO) if lines else otherwise


def _rate(amounts: Mapping[str, Decimal], taxable: Decimal, tax: Decimal) -> Decimal:
    """The printed rate, or what the tax comes to of the taxable value."""
    if "tax_rate" in amounts:
        return amounts["tax_rate"]
    return money.rounded(tax / taxable * 100) if taxable > 0 else money.ZERO


def _notes(found: Mapping[str, Any]) -> str | None:
    return f"Bill of {found['supplier_name']}" if "supplier_name" in found else None
