"""A document as the check of a whole invoice takes it, and which documents that check is for.

The names are those of `POST /api/v1/gst/invoice-check`. Only papers of the GST law are held against it: a receipt that
bears no GSTIN at all is none.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from app.intake.rules import doubting
from app.intake.rules.drafting import lines
from app.invoices.records.extractions import DocumentType, Extraction

RUPEES = "INR"
PAPERS: Mapping[DocumentType, str] = {
    DocumentType.TAX_INVOICE: "tax_invoice",
    DocumentType.EXPORT_INVOICE: "tax_invoice",
    DocumentType.BILL_OF_SUPPLY: "bill_of_supply",
    DocumentType.CREDIT_NOTE: "credit_note",
    DocumentType.DEBIT_NOTE: "debit_note",
}
ABROAD = "96"
_LINE = {
    "description": "description",
    "hsn_sac": "hsn",
    **{name: name for name in ("quantity", "unit", "unit_price", "discount", "gst_rate", "taxable_value")},
    **{name: name for name in ("cgst", "sgst", "igst", "cess")},
}
_TOTALS = {
    **{name: name for name in ("taxable_value", "cgst", "sgst", "igst", "cess", "discount", "round_off")},
    "freight": "other_charges",
    "grand_total": "grand_total",
}
_RATE, _OF_LINE = re.compile(r"rates\.\d+\.gst_rate"), re.compile(r"lines\.\d+\.(gst_rate|cgst|sgst|igst)")
_PARTY = ("name", "address", "gstin", "state_code")
_ITEM = re.compile(r"items\[(\d+)\]\.(\w+)")
_OURS = {"recipient": "buyer", **{theirs: ours for ours, theirs in (_LINE | _TOTALS).items()}}


def paper(extraction: Extraction) -> str | None:
    """Which paper of the law the document is; None for one that the law says nothing about."""
    if (
        extraction.value("currency") not in (None, RUPEES)
        and extraction.document_type is not DocumentType.EXPORT_INVOICE
    ):
        return None
    found = PAPERS.get(extraction.document_type)
    if found is None and any(extraction.value(f"{party}.gstin") for party in ("supplier", "buyer")):
        return PAPERS[DocumentType.TAX_INVOICE] if extraction.document_type is DocumentType.RECEIPT else None
    return found


def question(extraction: Extraction) -> dict[str, Any]:
    """The body of the check; the document must be a `paper`. What was not found is left out."""
    is_export = extraction.document_type is DocumentType.EXPORT_INVOICE
    buyer, rate = _party(extraction, "buyer"), _rate_of_all(extraction)
    return {
        "document_type": paper(extraction),
        "invoice_number": _plain(extraction.value("invoice_number")),
        "invoice_date": _plain(extraction.value("invoice_date")),
        "supplier": _party(extraction, "supplier"),
        "recipient": buyer | ({"category": "overseas", "state_code": ABROAD} if is_export else {}),
        "ship_to": _party(extraction, "ship_to") or None,
        "place_of_supply": _plain(extraction.value("place_of_supply")),
        "reverse_charge": bool(extraction.value("reverse_charge")),
        "irn": _plain(extraction.value("irn")),
        "items": [rate | _group(extraction, f"lines.{number}.", _LINE) for number in lines(extraction)],
        "totals": _value_before_tax(extraction) | _group(extraction, "totals.", _TOTALS),
    }


def without(body: Mapping[str, Any], path: Sequence[str | int]) -> dict[str, Any]:
    """The body with nothing at `path`: what cannot be judged is left out, and the rest is."""
    first, *rest = path
    inner = body.get(str(first))
    if not rest or inner is None:
        return {**body, str(first): None}
    if isinstance(inner, list):
        place, *below = rest
        changed = [without(one, below) if n == place and below else one for n, one in enumerate(inner)]
        return {**body, str(first): changed}
    return {**body, str(first): without(inner, rest)}


def maybe_misread(fields: Iterable[str], extraction: Extraction, *, given: Collection[str]) -> list[str]:
    """Those of the check's fields at fault whose fault may be one of reading: not found, doubtful, or in a sum that
    does not close; never what a person gave or took out (`given`)."""
    doubts = set(doubting.doubts(extraction, given=given))
    paths = {field: _path_of(field, extraction) for field in fields}
    open_paths = {path for path in paths.values() if path not in extraction.fields or path in doubts} - set(given)
    return [field for field, path in paths.items() if path in open_paths]


def _path_of(field: str, extraction: Extraction) -> str:
    """Where a field of the check stands in the document; the check counts lines from 1."""
    item = _ITEM.fullmatch(field)
    if item is not None:
        number = dict(enumerate(lines(extraction), 1)).get(int(item[1]))
        return f"lines.{number}.{_OURS.get(item[2], item[2])}"
    return ".".join(_OURS.get(name, name) for name in field.split("."))


def _value_before_tax(extraction: Extraction) -> dict[str, Any]:
    """What a paper that prints a sum and a discount, and nothing between them and the tax, leaves to be taxed."""
    subtotal, discount = extraction.value("totals.subtotal"), extraction.value("totals.discount")
    if not isinstance(subtotal, Decimal):
        return {}
    return {"taxable_value": _plain(subtotal - discount if isinstance(discount, Decimal) else subtotal)}


def _rate_of_all(extraction: Extraction) -> dict[str, Any]:
    """The rate of every line where no line tells its own and the document has only one; empty otherwise."""
    rates = {found.value for path, found in extraction.fields.items() if _RATE.fullmatch(path)}
    is_told = any(_OF_LINE.fullmatch(path) for path in extraction.fields)
    return {"gst_rate": _plain(*rates)} if len(rates) == 1 and not is_told else {}


def _party(extraction: Extraction, party: str) -> dict[str, Any]:
    return _group(extraction, f"{party}.", {name: name for name in _PARTY})


def _group(extraction: Extraction, prefix: str, names: Mapping[str, str]) -> dict[str, Any]:
    found = {theirs: _plain(extraction.value(prefix + ours)) for ours, theirs in names.items()}
    return {name: value for name, value in found.items() if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value
