"""The numbers of the cheques that a business drew: each leaf of a cheque book is used once."""

import re

from app.books.records import Direction, Payment

CHEQUE_MODES = frozenset({"cheque", "check", "chq", "pdc"})
DIGITS = range(5, 8)
"""The number of a cheque has six digits; fewer, zeros in front apart, begin the books of every bank."""

_NUMBER = re.compile(r"[^\d]*?0*(\d+)\W*")


def number(payment: Payment) -> str | None:
    """The number of a cheque that the business drew, however it is written; nothing for any other payment."""
    if not payment.reference or payment.mode not in CHEQUE_MODES or payment.direction is not Direction.OUT:
        return None
    match = _NUMBER.fullmatch(payment.reference)
    return match[1] if match and len(match[1]) in DIGITS else None
