"""Which head a tax is that is printed without one: IGST between States, half CGST and half SGST within one.

IGST Act 2017, s.7 and s.8: the State of the supplier against the place of supply decides; heads that stand elsewhere on
the same paper tell as well. Where neither does, nothing is said.
"""

from collections.abc import Mapping
from decimal import Decimal

from app.invoices.records.extractions import Found
from app.invoices.rules.documents.page import placing

_TOTAL = "totals.tax"
_HEADS = ("cgst", "sgst", "igst")
_HALF_PAISE = Decimal("0.02")


def named(fields: Mapping[str, Found]) -> dict[str, Found]:
    """The fields, with the heads of a tax that stands without one; the halves of a sum are derived."""
    between = _is_between_states(fields)
    found = dict(fields)
    if between is None:
        return found
    for path in [path for path in fields if path.endswith(".tax")]:
        group = path.removesuffix("tax")
        if any(f"{group}{head}" in fields for head in _HEADS) or (path == _TOTAL and _is_by_line(fields)):
            continue
        if between:
            found[f"{group}igst"] = fields[path]
        elif path == _TOTAL:
            found |= {f"{group}{head}": half for head in ("cgst", "sgst") if (half := _half(fields[path])) is not None}
    return found


def _is_by_line(fields: Mapping[str, Found]) -> bool:
    """Whether the heads stand in the lines or rates: a sum of all of them says nothing new."""
    return any(path.startswith(("lines.", "rates.")) and path.endswith(_HEADS) for path in fields)


def _half(tax: Found) -> Found | None:
    """Half of a tax, where it is a whole number of paise."""
    value = tax.value
    if not isinstance(value, Decimal) or value % _HALF_PAISE:
        return None
    return placing.derived(value / 2, score=tax.confidence)


def _is_between_states(fields: Mapping[str, Found]) -> bool | None:
    """Whether the bill bears IGST; None where nothing tells."""
    sums = ("totals.", "lines.", "rates.")
    printed = {path.rpartition(".")[2] for path, found in fields.items() if path.startswith(sums) and found.value}
    if {"cgst", "sgst"} & printed or "igst" in printed:
        return "igst" in printed and not {"cgst", "sgst"} & printed
    states = [fields.get(path) for path in ("supplier.state_code", "place_of_supply")]
    if states[1] is None:
        states[1] = fields.get("buyer.state_code")
    known = [str(one.value) for one in states if one is not None]
    return known[0] != known[1] if len(known) == 2 else None
