"""Whether what stands beside the lines of a draft is what was meant: tax, discount, payment, dates and total."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

PAISA = 0.011


def are_same(expected: Mapping[str, Any], found: Mapping[str, Any], on: date) -> bool:
    """All of them; `optional` names those that may be there or not."""
    optional = expected.get("optional", ())
    return (
        found.get("gst_rate") == expected.get("gst_rate")
        and bool(found.get("tax_inclusive")) == bool(expected.get("tax_inclusive"))
        and ("payment_mode" in optional or found.get("payment_mode") == expected.get("payment_mode"))
        and found.get("discount") == expected.get("discount")
        and _due(found, on) == _due(expected, on)
        and ("invoice_date" in optional or _day(found, on) == _day(expected, on))
        and is_same_total(expected, found)
    )


def is_same_total(expected: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    """To the paisa."""
    return is_same_number(found.get("total"), expected["total"])


def is_same_number(found: float | None, expected: float) -> bool:
    """Whether both are the same amount or count."""
    return found is not None and abs(found - expected) < PAISA


def _day(draft: Mapping[str, Any], on: date) -> date:
    return date.fromisoformat(draft["invoice_date"]) if draft.get("invoice_date") else on


def _due(draft: Mapping[str, Any], on: date) -> date | None:
    if draft.get("due_date"):
        return date.fromisoformat(draft["due_date"])
    days = draft.get("due_in_days")
    return _day(draft, on) + timedelta(days=days) if days is not None else None
