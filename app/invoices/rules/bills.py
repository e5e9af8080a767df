"""What the app's bill form takes from a document that was read: its own amounts, as they are printed."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from app.gst import gstin
from app.invoices.records import DocumentFields, Draft, DraftLine
from app.invoices.records.extractions import Extraction, Found
from app.values import money

_NAMES = {
    "invoice_number": "invoice_number",
    "invoice_date": "invoice_date",
    "due_date": "due_date",
    "reverse_charge": "reverse_charge",
    "irn": "irn",
    "supplier_name": "supplier.name",
    "supplier_gstin": "supplier.gstin",
    "buyer_name": "buyer.name",
    "buyer_gstin": "buyer.gstin",
}
_AMOUNTS = {
    "subtotal": "totals.subtotal",
    "discount_amount": "totals.discount",
    "freight_amount": "totals.freight",
    "cgst_amount": "totals.cgst",
    "sgst_amount": "totals.sgst",
    "igst_amount": "totals.igst",
    "cess_amount": "totals.cess",
    "round_off": "totals.round_off",
    "total_amount": "totals.grand_total",
    "amount_paid": "totals.amount_paid",
    "amount_due": "totals.amount_due",
}
HEADS = ("cgst_amount", "sgst_amount", "igst_amount", "cess_amount")
_LONGEST = 200


def fields(extraction: Extraction) -> DocumentFields:
    """The fields under the names that the answer carries; absent where nothing was found."""
    found = {name: extraction.fields[path].value for name, path in _NAMES.items() if path in extraction.fields}
    if "place_of_supply" in extraction.fields:
        found["place_of_supply"] = extraction.fields["place_of_supply"].raw
    doubtful = (str(found[name]) for name in ("supplier_gstin", "buyer_gstin") if name in found)
    return DocumentFields(
        found=found,
        lines=lines(extraction.fields),
        amounts=_amounts(extraction),
        do_sums_close=_closes(extraction),
        doubtful_gstins=tuple(number for number in doubtful if not gstin.read(number).is_valid),
    )


def lines(found: Mapping[str, Found]) -> tuple[DraftLine, ...]:
    """The lines whose quantity, price and amount are known, without tax."""
    count = 1 + max((int(path.split(".")[1]) for path in found if path.startswith("lines.")), default=-1)
    return tuple(line for number in range(count) if (line := _line(number, found)) is not None)


def _line(number: int, found: Mapping[str, Found]) -> DraftLine | None:
    def value(name: str) -> Any:
        path = f"lines.{number}.{name}"
        return found[path].value if path in found else None

    amount = value("taxable_value") if value("taxable_value") is not None else value("total")
    quantity, price = value("quantity"), value("unit_price")
    if not value("description") or None in (quantity, price, amount) or amount > money.LARGEST:
        return None
    total = money.rounded(amount)
    return DraftLine(
        value("description")[:_LONGEST], quantity, money.rounded(price), total, value("unit"), value("gst_rate")
    )


def missing(document: DocumentFields) -> tuple[str, ...]:
    """The fields without which there is no draft."""
    lacks = [] if "total_amount" in document.amounts else ["total_amount"]
    return tuple(lacks if "invoice_date" in document.found else [*lacks, "invoice_date"])


def draft(document: DocumentFields) -> Draft:
    """The app's form from a document that lacks nothing (`missing`)."""
    amounts, found = document.amounts, document.found
    total, tax = amounts["total_amount"], amounts.get("tax_amount", money.ZERO)
    discount = amounts.get("discount_amount", money.ZERO)
    subtotal = amounts.get("subtotal", _lines_sum(document.lines, total - tax + discount))
    issued_on: date = found["invoice_date"]
    return Draft(
        customer_name=str(found.get("buyer_name", "")),
        issued_on=issued_on,
        due_on=found.get("due_date", issued_on),
        items=document.lines,
        subtotal=subtotal,
        tax_rate_percent=_rate(amounts, subtotal - discount, tax),
        tax_amount=tax,
        discount_amount=discount,
        total_amount=total,
        invoice_number=found.get("invoice_number"),
        notes=f"Bill of {found['supplier_name']}" if "supplier_name" in found else None,
    )


def _amounts(extraction: Extraction) -> dict[str, Decimal]:
    """The sums, the tax as the sum of its heads, and the rate where there is only one."""
    values = {name: extraction.value(path) for name, path in _AMOUNTS.items()}
    taxable = extraction.value("totals.taxable_value")
    if values["subtotal"] is None:
        values["subtotal"] = taxable
    if values["total_amount"] is None:
        values["total_amount"] = values["amount_due"]
    amounts = {name: value for name, value in values.items() if isinstance(value, Decimal)}
    heads = [amounts[name] for name in HEADS if name in amounts]
    if heads:
        amounts["tax_amount"] = sum(heads, money.ZERO)
    rates = {found.value for path, found in extraction.fields.items() if path.endswith(".gst_rate")}
    rate = next(iter(rates)) if len(rates) == 1 else None
    return amounts | ({"tax_rate": rate} if isinstance(rate, Decimal) else {})


def _closes(extraction: Extraction) -> bool | None:
    """Whether every sum at the foot closes; None when there was none to try."""
    tried = [check.is_ok for check in extraction.checks if check.name.startswith("totals.")]
    return all(tried) if tried else None


def _lines_sum(rows: tuple[DraftLine, ...], otherwise: Decimal) -> Decimal:
    return sum((line.total_price for line in rows), money.ZERO) if rows else otherwise


def _rate(amounts: Mapping[str, Decimal], taxable: Decimal, tax: Decimal) -> Decimal:
    """The printed rate, or what the tax comes to of the taxable value."""
    if "tax_rate" in amounts:
        return amounts["tax_rate"]
    return money.rounded(tax / taxable * 100) if taxable > 0 else money.ZERO
