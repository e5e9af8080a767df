"""The short form of receipts beside the typed fields: company, date, address and total as they are printed."""

from collections.abc import Mapping
from dataclasses import replace

from app.invoices.records.extractions import Found

_TYPED = {
    "company": "supplier.name",
    "date": "invoice_date",
    "address": "supplier.address",
    "total": "totals.grand_total",
}


def filled(fields: Mapping[str, Found]) -> dict[str, Found]:
    """The fields with the short form, where nobody read it as such: the characters of its typed twins."""
    return {**_twins(fields), **fields}


def _twins(fields: Mapping[str, Found]) -> dict[str, Found]:
    found = {}
    for name, path in _TYPED.items():
        twin = fields.get(path)
        if twin is not None:
            as_printed = str(twin.value) if name in ("company", "address") or not twin.raw else twin.raw
            found[name] = replace(twin, value=as_printed)
    return found
