"""What shape a code of goods (HSN) or services (SAC) must have on an invoice, and how many digits it needs.

Which codes exist is another question, and the list changes: an unknown code is no error here.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

SIX_DIGITS_ABOVE_RUPEES = 50_000_000
"""Turnover of the year before, above which six digits are needed (78/2020-CT, from 2021-04-01)."""

_DIGITS = frozenset("0123456789")


class Reason(StrEnum):
    """Why a text is no code for an invoice."""

    MISSING = "missing"
    CHARACTERS = "characters"
    LENGTH = "length"
    TOO_SHORT = "too_short"


@dataclass(frozen=True, slots=True)
class _Need:
    valid_from: date
    digits: int
    source: str


# For a turnover that is not known: what every seller to a registered buyer owes.
_LEAST = (
    _Need(date(2021, 4, 1), 4, "78/2020-CT"),
    _Need(date(2017, 7, 1), 0, "12/2017-CT: none up to 1.5 crore, two up to 5 crore"),
)


def least_digits(on: date) -> int:
    """How many digits every seller to a registered buyer had to print that day, whatever the turnover."""
    return next((need.digits for need in _LEAST if need.valid_from <= on), 0)


def is_service(code: str | None) -> bool:
    """Whether the code is one of services: chapter 99 (annexure to 11/2017-CT(R))."""
    return (code or "").strip().startswith("99")


def fault(code: str | None, on: date) -> Reason | None:
    """Why `code` will not do on an invoice of that day to a registered buyer, or None when its shape will.

    Codes have 2, 4, 6 or 8 digits (customs tariff); those of services 4 to 6, of which 5 name a group.
    """
    digits = (code or "").strip()
    if not digits:
        return Reason.MISSING if least_digits(on) else None
    if not _DIGITS.issuperset(digits):
        return Reason.CHARACTERS
    if len(digits) not in ((2, 4, 5, 6) if is_service(digits) else (2, 4, 6, 8)):
        return Reason.LENGTH
    return Reason.TOO_SHORT if len(digits) < least_digits(on) else None
