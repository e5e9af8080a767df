"""An extraction on the wire: nested, with null for what was not found; amounts become JSON numbers here."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from app.invoices import wording
from app.invoices.records import extractions
from app.invoices.records.extractions import Check, Extraction, Found

_NUMBERED = re.compile(r"(lines|rates)\.(\d+)\.")


def on_the_wire(extraction: Extraction, *, name: str) -> dict[str, Any]:
    """The contract's JSON object; `name` is its `id`."""
    fields = extraction.fields
    return {
        "id": name,
        "document_type": extraction.document_type.value,
        **_group(fields, "", extractions.HEAD),
        **{party: _group(fields, f"{party}.", extractions.PARTY) for party in extractions.PARTIES},
        "signed_qr": {"status": extraction.signed_qr.status.value, "data": dict(extraction.signed_qr.data)},
        "lines": _rows(fields, "lines", extractions.LINE),
        "totals": _group(fields, "totals.", extractions.TOTALS),
        "rates": _rows(fields, "rates", extractions.RATE),
        **_group(fields, "", extractions.SHORT),
        "fields": {path: _field(found) for path, found in fields.items()},
        "checks": [_check(check) for check in extraction.checks],
        "auto_accept": extraction.auto_accept,
        "warnings": list(wording.warnings(extraction)),
        "error": extraction.failure and {"code": extraction.failure.code, "message": extraction.failure.message},
    }


def _group(fields: Mapping[str, Found], prefix: str, names: Sequence[str]) -> dict[str, Any]:
    return {name: _plain(fields[prefix + name].value) if prefix + name in fields else None for name in names}


def _rows(fields: Mapping[str, Found], group: str, names: Sequence[str]) -> list[dict[str, Any]]:
    numbers = {int(match[2]) for path in fields if (match := _NUMBERED.match(path)) and match[1] == group}
    return [_group(fields, f"{group}.{number}.", names) for number in sorted(numbers)]


def _field(found: Found) -> dict[str, Any]:
    box = found.box and [round(side, 5) for side in (found.box.left, found.box.top, found.box.right, found.box.bottom)]
    told = {"confidence": round(found.confidence, 4), "page": found.page, "box": box}
    return told | {"source": found.source.value, "raw": found.raw}


def _check(check: Check) -> dict[str, Any]:
    return {"name": check.name, "ok": check.is_ok, "expected": check.expected, "found": check.found}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value
