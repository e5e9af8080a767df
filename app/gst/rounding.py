"""How far figures of a tax invoice may lie apart, and to what they are rounded.

CGST Act 2017, s.170 rounds each tax to the rupee; many sellers round on the invoice, others keep paise on every line.
Both are right, so a head is wrong only when it is off by more than a rupee.
"""

from decimal import Decimal

from app.values import money

TOLERANCE = Decimal(1)
"""Rupees by which one head, or one total, may differ from what its parts give."""


def agrees(stated: Decimal, computed: Decimal, *, heads: int = 1) -> bool:
    """Whether a stated amount is what was computed, give or take a rupee for each of the heads that it sums up."""
    return abs(stated - computed) <= TOLERANCE * heads


def payable(tax: Decimal) -> Decimal:
    """A head as it is paid: to the rupee, fifty paise upwards (CGST Act 2017, s.170)."""
    return money.rounded_to_rupee(tax)
