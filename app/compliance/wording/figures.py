"""How a figure is read aloud in a sentence, in the words of a catalogue: rupees, rates, days, lists of lines."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from app.compliance.records.issues import Value
from app.values import money

_MOST_NAMED = 5


def spoken(name: str, value: Value, words: Mapping[str, Any]) -> str | None:
    """The figure called `name` as it is read aloud; None for what is not known."""
    if value is None or value == () or value == "":
        return None
    if isinstance(value, Decimal):
        return f"{value.normalize():f}%" if name.endswith("_percent") else money.spoken(value)
    if isinstance(value, tuple):
        listing = _listed(value, words)
        return f"{words['line' if len(value) == 1 else 'lines']} {listing}" if name == "lines" else listing
    if isinstance(value, date):
        return f"{value.day} {words['months'][value.month - 1]} {value.year}"
    return str(value)


def _listed(parts: tuple[str, ...], words: Mapping[str, Any]) -> str:
    """`a, b and c`, of rates `a, b or c`; a long list of anything else ends in a number."""
    are_rates = all(part.endswith("%") for part in parts)
    limit = len(parts) if are_rates else _MOST_NAMED
    shown = list(parts[:limit])
    if len(parts) > limit:
        shown.append(words["more"].format(count=len(parts) - limit))
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} {words['or' if are_rates else 'and']} {shown[-1]}"
