"""A paper as jsonb keeps it: amounts and days as text, so that no paisa is lost; what is not said is left out."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from app.compliance.records.matching import AMOUNTS, Kind, Paper

_DAYS = ("bill_date", "original_date")


def written(paper: Paper) -> dict[str, Any]:
    """The paper as JSON."""
    found = {name: getattr(paper, name) for name in Paper.__slots__}
    return {name: _plain(value) for name, value in found.items() if value is not None}


def read(stored: Mapping[str, Any]) -> Paper:
    """The paper that `written` gave."""
    fields = {"supplier_gstin": None, "company_gstin": None} | dict(stored) | {"kind": Kind(stored["kind"])}
    fields |= {name: Decimal(stored[name]) for name in AMOUNTS}
    fields |= {name: date.fromisoformat(stored[name]) for name in _DAYS if name in stored}
    return Paper(**fields)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value
