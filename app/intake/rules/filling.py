"""A document's values as the texts of a form, and what a person changed in them.

People type amounts with their commas and days as `12/06/2026`; both are taken, the day first, as India writes it.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from app.intake.records import Kind
from app.intake.rules import kinds
from app.invoices.records.extractions import Extraction, Value
from app.values import money

YES_NO = {"yes": True, "no": False}
_NUMBERS = (Kind.AMOUNT, Kind.PRICE, Kind.QUANTITY, Kind.RATE)
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")


def text(value: Value | None) -> str:
    """The value as it stands in a form; empty for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else _plain(value)


def shown(extraction: Extraction, path: str) -> str:
    """What a form shows under a path."""
    if path == kinds.DOCUMENT_TYPE:
        return extraction.document_type.value
    value = extraction.value(path)
    has_paise = isinstance(value, Decimal) and kinds.kind_of(path) is Kind.AMOUNT and value == money.rounded(value)
    return f"{value:.2f}" if has_paise else text(value)


def edited(extraction: Extraction, texts: Mapping[str, str]) -> dict[str, Any]:
    """What was changed in a form that showed `extraction`, as corrections; None for what was emptied."""
    return {path: _typed(path, sent) for path, sent in texts.items() if _plain(sent) != shown(extraction, path)}


def emptied(extraction: Extraction, lines: Iterable[str]) -> dict[str, Any]:
    """Corrections that take whole rows out: `lines.2` loses all of its values."""
    starts = tuple(f"{line}." for line in lines)
    return {path: None for path in extraction.fields if starts and path.startswith(starts)}


def _typed(path: str, sent: str) -> Any:
    """The text as a correction; one that makes no sense stays text, and is refused where corrections are read."""
    plain, kind = _plain(sent), kinds.kind_of(path)
    if not plain:
        return None
    if kind in _NUMBERS:
        return re.sub(r"[,\s₹%]", "", plain)
    if kind is Kind.DAY and (parts := _DAY_FIRST.fullmatch(plain)):
        return f"{parts[3]}-{int(parts[2]):02}-{int(parts[1]):02}"
    return YES_NO.get(plain.lower(), plain) if kind is Kind.YES_NO else plain


def _plain(text: str) -> str:
    return " ".join(text.split())
