"""What the register of taxpayers says of a GSTIN, read from an answer that nobody vouches for.

Field names are those of GSTN's own search of taxpayers, which its licensed providers pass on, bare or inside an
envelope. Whatever is not what it should be is left out: an answer can inform, never command.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from app.gst import gstin

LONGEST_NAME = 200
_ENVELOPES = ("data", "result", "taxpayerInfo")
_DAY_FORMATS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y")


class Status(StrEnum):
    """How a registration stands (CGST Act 2017, s.25, s.29; CGST Rules 2017, rules 20 to 22, 21A)."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    INACTIVE = "inactive"
    PROVISIONAL = "provisional"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Registration:
    """One entry of the register, as far as it could be read."""

    gstin: str
    status: Status
    legal_name: str | None = None
    trade_name: str | None = None
    registered_on: date | None = None
    cancelled_on: date | None = None


def read(answer: object, *, asked: str) -> Registration | None:
    """The entry in a decoded JSON answer about `asked`; None when it is about no number, or about another one."""
    fields = _unwrapped(answer)
    if fields is None or gstin.normalised(_text(fields.get("gstin")) or "") != gstin.normalised(asked):
        return None
    return Registration(
        gstin=gstin.normalised(asked),
        status=_status(_text(fields.get("sts")) or ""),
        legal_name=_text(fields.get("lgnm")),
        trade_name=_text(fields.get("tradeNam")),
        registered_on=_day(fields.get("rgdt")),
        cancelled_on=_day(fields.get("cxdt")),
    )


def written(entry: Registration) -> dict[str, str]:
    """The entry in the field names that `read` reads, ready to be kept as JSON."""
    fields = {
        "gstin": entry.gstin,
        "sts": entry.status,
        "lgnm": entry.legal_name,
        "tradeNam": entry.trade_name,
        "rgdt": entry.registered_on and entry.registered_on.isoformat(),
        "cxdt": entry.cancelled_on and entry.cancelled_on.isoformat(),
    }
    return {name: value for name, value in fields.items() if value}


def _unwrapped(answer: object) -> Mapping[str, Any] | None:
    """The innermost object that names a GSTIN; envelopes are opened one level a name."""
    for _ in range(len(_ENVELOPES) + 1):
        if not isinstance(answer, Mapping):
            return None
        if "gstin" in answer:
            return answer
        answer = next((answer[name] for name in _ENVELOPES if name in answer), None)
    return None


def _status(word: str) -> Status:
    first = (word.split() or [""])[0].lower()
    return next((status for status in Status if first == status), Status.UNKNOWN)


def _text(value: object) -> str | None:
    """A name as plain text of bounded length: no control and no direction marks."""
    if not isinstance(value, str):
        return None
    kept = "".join(letter for letter in value if not unicodedata.category(letter).startswith("C"))
    return " ".join(kept.split())[:LONGEST_NAME] or None


def _day(value: object) -> date | None:
    for form in _DAY_FORMATS:
        try:
            return datetime.strptime(value.strip(), form).date() if isinstance(value, str) else None  # noqa: DTZ007
        except ValueError:
            continue
    return None
