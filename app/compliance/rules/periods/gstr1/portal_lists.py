"""Tables 12 and 13 of GSTR-1 as the portal's offline tool takes them."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from app.compliance.records.periods.gstr1 import GSTR1, ByCode
from app.compliance.records.periods.serials import Nature, Series
from app.values.money import rounded
from app.values.period import Month

TABS_SINCE = Month(2025, 5)
"""The first period whose table 12 has two tabs (GSTN advisory on phase III, April and May 2025)."""

_NATURES = {
    Nature.INVOICE: (1, "Invoices for outward supply"),
    Nature.DEBIT_NOTE: (4, "Debit Note"),
    Nature.CREDIT_NOTE: (5, "Credit Note"),
}


def by_code(draft: GSTR1) -> dict[str, Any]:
    """Table 12: one list before May 2025, one for each tab since."""
    if draft.period.last < TABS_SINCE:
        return {"data": _codes(draft.by_code)} if draft.by_code else {}
    tabs = {
        "hsn_b2b": [one for one in draft.by_code if one.is_to_business],
        "hsn_b2c": [one for one in draft.by_code if not one.is_to_business],
    }
    return {name: _codes(rows) for name, rows in tabs.items() if rows}


def documents(series: Sequence[Series]) -> dict[str, Any]:
    """Table 13: the ranges of each nature of document."""
    ordered = sorted(series, key=lambda one: _NATURES[one.nature])
    found = [
        {"doc_num": number, "doc_typ": name, "docs": _ranges(same)}
        for (number, name), same in groupby(ordered, key=lambda one: _NATURES[one.nature])
    ]
    return {"doc_det": found} if found else {}


def _codes(rows: Iterable[ByCode]) -> list[dict[str, Any]]:
    return [
        {
            "num": place,
            "hsn_sc": one.hsn,
            "desc": one.description,
            "uqc": one.unit,
            "qty": float(rounded(one.quantity)),
            "rt": float(one.rate_percent),
            "txval": float(one.taxable_value),
            "iamt": float(one.heads.igst),
            "camt": float(one.heads.cgst),
            "samt": float(one.heads.sgst),
            "csamt": float(one.heads.cess),
        }
        for place, one in enumerate(rows, start=1)
    ]


def _ranges(series: Iterable[Series]) -> list[dict[str, Any]]:
    return [
        {
            "num": place,
            "from": one.first,
            "to": one.last,
            "totnum": one.total,
            "cancel": one.cancelled,
            "net_issue": one.net,
        }
        for place, one in enumerate(series, start=1)
    ]
