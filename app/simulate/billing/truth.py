"""The wire JSON of a bill (the contract of parsed documents): all that is so, and of it what the paper shows."""

from collections.abc import Iterator, Mapping, Set
from datetime import date
from decimal import Decimal
from typing import Any

from app.simulate.billing.records import Bill, Firm, RateTotal, Row, Value

HEAD = (
    *("invoice_number", "invoice_date", "due_date", "purchase_order", "payment_terms", "currency"),
    *("place_of_supply", "reverse_charge", "irn", "ack_no", "ack_date", "eway_bill_no"),
)
PARTIES = ("supplier", "buyer", "ship_to")
PARTY = ("name", "address", "gstin", "pan", "state_code", "phone", "email")
LINE = (
    *("description", "hsn_sac", "quantity", "unit", "unit_price", "discount", "taxable_value", "gst_rate"),
    *("cgst", "sgst", "igst", "cess", "total"),
)
TOTALS = (
    *("subtotal", "discount", "freight", "taxable_value", "cgst", "sgst", "igst", "cess", "round_off"),
    *("grand_total", "amount_paid", "amount_due", "amount_in_words"),
)
RATE = ("gst_rate", "taxable_value", "cgst", "sgst", "igst", "cess")


def meant(bill: Bill) -> dict[str, Value]:
    """Every value of a bill by its path, printed or not."""
    named = dict(_head(bill)) | dict(_totals(bill))
    for party in PARTIES:
        named |= _party(party, getattr(bill, party))
    for number, row in enumerate(bill.rows):
        named |= {f"lines.{number}.{name}": value for name, value in _line(row)}
    for number, rate in enumerate(bill.rates):
        named |= {f"rates.{number}.{name}": value for name, value in _rate(rate)}
    return named


def wire(bill: Bill, values: Mapping[str, Value], printed: Mapping[str, str], name: str) -> dict[str, Any]:
    """`values` in the nested form of the contract, null for what is not among them."""
    data = dict(bill.registered.data) if bill.registered else {}
    return {
        "id": name,
        "document_type": bill.kind.value,
        **_group(values, "", HEAD),
        **{party: _group(values, f"{party}.", PARTY) for party in PARTIES},
        "signed_qr": {"status": "decoded" if data else "absent", "data": data},
        "lines": [_group(values, f"lines.{number}.", LINE) for number in range(len(bill.rows))],
        "totals": _group(values, "totals.", TOTALS),
        "rates": [_group(values, f"rates.{n}.", RATE) for n in range(len(bill.rates)) if _has(values, f"rates.{n}.")],
        "company": printed.get("supplier.name"),
        "date": printed.get("invoice_date"),
        "address": printed.get("supplier.address"),
        "total": printed.get("totals.grand_total"),
    }


def shown(values: Mapping[str, Value], printed: Set[str]) -> dict[str, Value]:
    """Those values that the paper shows; of a GSTIN it shows the State, too."""
    implied = {f"{party}.state_code" for party in PARTIES if f"{party}.gstin" in printed}
    return {path: value for path, value in values.items() if path in printed or path in implied}


def _head(bill: Bill) -> Iterator[tuple[str, Value]]:
    registered = bill.registered
    values: dict[str, Value | None] = {
        "invoice_number": bill.number,
        "invoice_date": bill.issued_on,
        "due_date": bill.due_on,
        "purchase_order": bill.order_number,
        "payment_terms": bill.terms,
        "currency": bill.currency,
        "place_of_supply": bill.place_of_supply,
        "reverse_charge": bill.reverse_charge,
        "irn": registered.irn if registered else None,
        "ack_no": registered.ack_no if registered else None,
        "ack_date": registered.ack_date if registered else None,
        "eway_bill_no": bill.eway_bill,
    }
    return ((path, value) for path, value in values.items() if value is not None)


def _party(party: str, firm: Firm | None) -> dict[str, Value]:
    values = {f"{party}.{name}": getattr(firm, name) for name in PARTY} if firm else {}
    return {path: value for path, value in values.items() if value is not None}


def _line(row: Row) -> Iterator[tuple[str, Value]]:
    heads = row.heads
    yield from (("description", row.description), ("hsn_sac", row.code), ("quantity", row.quantity), ("unit", row.unit))
    yield from (("unit_price", row.unit_price), ("discount", row.discount), ("taxable_value", row.taxable_value))
    yield from (("gst_rate", row.rate_percent), ("total", row.total))
    yield from (("cgst", heads.cgst), ("sgst", heads.sgst), ("igst", heads.igst), ("cess", heads.cess))


def _rate(rate: RateTotal) -> Iterator[tuple[str, Value]]:
    heads = rate.heads
    yield from (("gst_rate", rate.rate_percent), ("taxable_value", rate.taxable_value))
    yield from (("cgst", heads.cgst), ("sgst", heads.sgst), ("igst", heads.igst), ("cess", heads.cess))


def _totals(bill: Bill) -> Iterator[tuple[str, Value]]:
    totals, heads = bill.totals, bill.totals.heads
    paid = totals.paid or Decimal(0)
    values: dict[str, Value] = {
        "subtotal": totals.subtotal,
        "discount": totals.discount,
        "freight": totals.freight,
        "taxable_value": totals.taxable_value,
        "round_off": totals.round_off,
        "grand_total": totals.grand_total,
        "cgst": heads.cgst,
        "sgst": heads.sgst,
        "igst": heads.igst,
        "cess": heads.cess,
        "amount_paid": paid,
        "amount_due": totals.grand_total - paid,
        "amount_in_words": bill.words,
    }
    return ((f"totals.{name}", value) for name, value in values.items())


def _has(values: Mapping[str, Value], prefix: str) -> bool:
    return any(path.startswith(prefix) for path in values)


def _group(values: Mapping[str, Value], prefix: str, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: _plain(values.get(prefix + name)) for name in names}


def _plain(value: Value | None) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value
