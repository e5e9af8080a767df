"""Which serial numbers an invoice may bear (CGST Rules 2017, rule 46(b); for notes rule 53(1A)(c)).

At most sixteen characters: letters, digits, "-" and "/", unique in a financial year. Letter case makes no difference to
the portals (e-invoice from 2025-06-01, GSTR-1 before that).
"""

import string
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.values.period import financial_year

LONGEST = 16

_ALNUM = frozenset(string.ascii_letters + string.digits)
_ALLOWED = _ALNUM | frozenset("-/")


class Reason(StrEnum):
    """Why a number will not do."""

    MISSING = "missing"
    LENGTH = "length"
    CHARACTERS = "characters"
    FORMAT = "format"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Used:
    """A number that an invoice bears already, and the day of that invoice where it is known."""

    number: str
    on: date | None = None


def fault(number: str | None) -> Reason | None:
    """Why `number` breaks rule 46(b), or None when it does not. Blanks around it are not part of it."""
    text = (number or "").strip()
    if not text:
        return Reason.MISSING
    if not _ALLOWED.issuperset(text):
        return Reason.CHARACTERS
    if len(text) > LONGEST:
        return Reason.LENGTH
    return None if _ALNUM.intersection(text) else Reason.FORMAT


def fault_beside(number: str | None, on: date | None, existing: Iterable[Used]) -> Reason | None:
    """Why `number` may not be borne on that day beside those that exist, or None.

    A number is used once in a financial year, capitals or not; where a day is not known it counts as the same year.
    """
    reason = fault(number)
    if reason is not None:
        return reason
    folded = (number or "").strip().upper()
    used = (one for one in existing if one.number.strip().upper() == folded)
    return Reason.DUPLICATE if any(_in_one_year(one.on, on) for one in used) else None


def _in_one_year(one: date | None, other: date | None) -> bool:
    return one is None or other is None or financial_year(one) == financial_year(other)


def is_taken_by_e_invoice_portal(number: str | None) -> bool:
    """Whether the e-invoice portal takes it too: it refuses a number that starts with 0, "/" or "-"."""
    return fault(number) is None and (number or "").strip()[0] not in "0/-"


def forbidden_characters(number: str) -> str:
    """The characters in it that rule 46(b) does not allow, each once, in their order."""
    return "".join(dict.fromkeys(character for character in number.strip() if character not in _ALLOWED))


def suggestion(number: str) -> str | None:
    """The nearest number that rule 46(b) allows, or None when nothing of it would be left or it is still too long."""
    text = number.strip().replace("–", "-").replace("—", "-")
    kept = "".join(character if character in _ALLOWED else "-" for character in text if not character.isspace())
    kept = "-".join(part for part in kept.split("-") if part)
    return kept if fault(kept) is None else None
