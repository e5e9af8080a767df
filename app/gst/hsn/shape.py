"""What shape a code of goods (HSN) or services (SAC) must have on an invoice, and how many digits it needs.

Which codes exist is another question, and the list changes: an unknown code is no error here.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.gst import parameters

_DIGITS = frozenset("0123456789")


class Reason(StrEnum):
    """Why a text is no code for an invoice."""

    MISSING = "missing"
    CHARACTERS = "characters"
    LENGTH = "length"
    TOO_SHORT = "too_short"


def least_digits(on: date, *, turnover: Decimal | None = None, is_to_registered: bool = True) -> int:
    """How many digits an invoice of that day shows at least; 0 where it may leave the code off.

    turnover : rupees of the year before; None for one that is not known, which owes what every seller does.
    From 2021-04-01 (78/2020-CT) four digits, above 5 crore six; up to 5 crore none to buyers without GSTIN. Before
    (12/2017-CT) none up to 1.5 crore, two up to 5 crore, four above; none before GST began.
    """
    of_small = parameters.find("hsn_digits_of_small", on)
    if of_small is None:
        return 0
    if turnover is not None and turnover > parameters.value("hsn_large_turnover_over", on):
        return int(parameters.value("hsn_digits_of_large", on))
    spared = parameters.find("hsn_spared_turnover_up_to", on)
    is_spared = not is_to_registered if spared is None else turnover is None or turnover <= spared.value
    return 0 if is_spared else int(of_small.value)


def is_service(code: str | None) -> bool:
    """Whether the code is one of services: chapter 99 (annexure to 11/2017-CT(R))."""
    return (code or "").strip().startswith("99")


def fault(
    code: str | None, on: date, *, turnover: Decimal | None = None, is_to_registered: bool = True
) -> Reason | None:
    """Why `code` will not do on an invoice of that day, or None when its shape will; `least_digits` tells the rest.

    Codes have 2, 4, 6 or 8 digits (customs tariff); those of services 4 to 6, of which 5 name a group.
    """
    least = least_digits(on, turnover=turnover, is_to_registered=is_to_registered)
    digits = (code or "").strip()
    if not digits:
        return Reason.MISSING if least else None
    if not _DIGITS.issuperset(digits):
        return Reason.CHARACTERS
    if len(digits) not in ((2, 4, 5, 6) if is_service(digits) else (2, 4, 6, 8)):
        return Reason.LENGTH
    return Reason.TOO_SHORT if len(digits) < least else None
