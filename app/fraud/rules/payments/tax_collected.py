"""Tax that the seller adds (TCS) on sales of goods: what makes an honest payment larger than the bill.

Section 206C(1H) of the Income-tax Act 1961: 0.1 % on receipts beyond Rs 50 lakh a year from 2020-10-01 (0.075 % until
2021-03-31), left out by the Finance Act 2025 from 2025-04-01. Section 206C(1): 1 % on scrap and minerals, 2 % from
2026-04-01 by the Finance Act 2026, which was not checked against its text and so stands with the older rate alone.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from app.fraud.rules.payments.tax_deducted import ROUNDED_TO, Rate

RATES: Sequence[Rate] = (
    Rate(Decimal("0.075"), "s. 206C(1H)", valid_from=date(2020, 10, 1), valid_to=date(2021, 3, 31)),
    Rate(Decimal("0.1"), "s. 206C(1H)", valid_from=date(2020, 10, 1), valid_to=date(2025, 3, 31)),
    Rate(Decimal(1), "s. 206C(1)"),
)


def explains(over: Decimal, *, net: Decimal, gross: Decimal, on: date) -> bool:
    """Whether a payment that was `over` the bill by this much may hold TCS that the bill does not show."""
    added = [base * rate.percent / 100 for rate in RATES if rate.holds_on(on) for base in (net, gross)]
    return any(abs(over - one) <= min(ROUNDED_TO, one / 4 + 1) for one in added if one > 0)
