"""By what two documents of one business are known to be the same: the IRN, or two of supplier, number, and day with
total. A photo and the PDF of one bill are found so even where one of these was misread on the photo.

Numbers are the same in capitals and small letters (GSTN: e-invoice and return portals fold them), and photos read `O`
for `0`: only letters and digits count, and those two as one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from app.fraud.rules import identity
from app.gst import gstin
from app.intake.records import Draft
from app.invoices.records.extractions import Extraction

_PAN = slice(2, 12)


@dataclass(frozen=True, slots=True)
class Keys:
    """What a document is found by; None where it does not tell."""

    supplier: str | None
    number: str | None
    irn: str | None
    day: date | None
    total: Decimal | None

    @property
    def is_telling(self) -> bool:
        """Whether there is enough to call another document the same."""
        return bool(
            self.irn or (self.supplier and self.number) or (self.day and self.total and (self.supplier or self.number))
        )


def keys(extraction: Extraction, draft: Draft) -> Keys:
    """The keys of a document."""
    irn = extraction.value("irn")
    return Keys(
        supplier=supplier_key(_text(extraction, "supplier.gstin"), _text(extraction, "supplier.name")),
        number=number_key(draft.invoice_number),
        irn=irn.lower() if isinstance(irn, str) else None,
        day=draft.invoice_date,
        total=draft.total_amount,
    )


def supplier_key(number: str, name: str) -> str | None:
    """The PAN within a valid GSTIN, else the name without what spellings differ in."""
    read = gstin.read(number)
    return (read.number[_PAN] if read.is_valid else identity.plain_name(name)) or None


def number_key(number: str | None) -> str | None:
    """The number without case and punctuation."""
    return re.sub(r"[^0-9A-Z]", "", (number or "").upper()).replace("O", "0") or None


def listed(extraction: Extraction, draft: Draft, keys: Keys) -> Mapping[str, Any]:
    """What lists show of the document, and what it is found by, under the names of the table's columns."""
    return {
        "document_type": extraction.document_type.value,
        "supplier_name": _text(extraction, "supplier.name")[:300] or None,
        "invoice_number": draft.invoice_number,
        "invoice_date": draft.invoice_date,
        "total": draft.total_amount,
        "supplier_key": keys.supplier,
        "number_key": keys.number,
        "irn": keys.irn,
    }


def _text(extraction: Extraction, path: str) -> str:
    value = extraction.value(path)
    return value if isinstance(value, str) else ""
