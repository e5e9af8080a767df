"""Fields that say again what another says, and so follow it when a person sets that one right."""

from collections.abc import Iterator, Mapping

from app.gst import gstin
from app.intake.rules import kinds
from app.invoices.records.extractions import PARTIES, Found, Value
from app.invoices.records.pages import Source

Values = Mapping[str, Value | None]

_PRINTED = {
    "supplier.name": "company",
    "supplier.address": "address",
    "invoice_date": "date",
    "totals.grand_total": "total",
}
"""Fields whose value as printed stands in the short form of receipts, too; what a person gives stands there as text."""


def followers(fields: Mapping[str, Found], values: Values) -> Values:
    """What else changes with these values: None where nothing follows any more."""
    said = {short: kinds.plain(values[path]) for path, short in _PRINTED.items() if path in values and short in fields}
    return {**said, **dict(_within_gstins(fields, values))}


def _within_gstins(fields: Mapping[str, Found], values: Values) -> Iterator[tuple[str, Value | None]]:
    """A PAN and a state that were read out of a GSTIN alone (CGST Rules 2017, rule 10(1))."""
    for party in PARTIES:
        if f"{party}.gstin" not in values:
            continue
        number = gstin.read(str(values[f"{party}.gstin"] or ""))
        for name, part in (("pan", number.pan), ("state_code", number.state_code)):
            before = fields.get(f"{party}.{name}")
            if before is not None and before.source is Source.DERIVED:
                yield f"{party}.{name}", part if number.is_valid else None
