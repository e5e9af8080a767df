"""Tax that the payer keeps back (TDS), as dated rates: what makes an honest payment smaller than the bill.

Which section applies to a bill cannot be told from the books, so a shortfall is explained when any rate in force on
the day of payment fits, on the value with or without GST. Rates for residents of the Income-tax Act 1961: 194C (1 %
individuals, 2 % others), 194J (2 % technical services, 10 % professional), 194-I (2 % plant, 10 % land and building),
194H (5 %, 2 % from 2024-10-01), 194-IB (5 %, 2 % from 2024-10-01), 194Q (0.1 % from 2021-07-01), 206AA (20 % without
PAN); reduced to three quarters from 2020-05-14 to 2021-03-31 (Taxation and Other Laws Ordinance and Act 2020,
section 197B). The Income-tax Act 2025 renumbers the sections from 2026-04-01 and keeps these rates.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

ROUNDED_TO = Decimal(5)
"""People round what they deduct, or what they then pay, to the rupee and often to the next five."""


@dataclass(frozen=True, slots=True)
class Rate:
    """One rate with the days on which it held, both included."""

    percent: Decimal
    source: str
    valid_from: date = date(2010, 4, 1)
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it was in force on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


RATES: Sequence[Rate] = (
    Rate(Decimal("0.1"), "s. 194Q", valid_from=date(2021, 7, 1)),
    Rate(Decimal(1), "s. 194C"),
    Rate(Decimal(2), "s. 194C, 194J, 194-I"),
    Rate(Decimal(5), "s. 194H, 194-IB", valid_to=date(2024, 9, 30)),
    Rate(Decimal(10), "s. 194J, 194-I"),
    Rate(Decimal(20), "s. 206AA"),
    Rate(Decimal("0.75"), "s. 197B", valid_from=date(2020, 5, 14), valid_to=date(2021, 3, 31)),
    Rate(Decimal("1.5"), "s. 197B", valid_from=date(2020, 5, 14), valid_to=date(2021, 3, 31)),
    Rate(Decimal("3.75"), "s. 197B", valid_from=date(2020, 5, 14), valid_to=date(2021, 3, 31)),
    Rate(Decimal("7.5"), "s. 197B", valid_from=date(2020, 5, 14), valid_to=date(2021, 3, 31)),
)


def amounts(net: Decimal, gross: Decimal, on: date) -> Iterator[Decimal]:
    """Every amount that may have been kept back from a bill of `net` without and `gross` with GST, paid on `on`."""
    for rate in RATES:
        if rate.holds_on(on):
            yield net * rate.percent / 100
            yield gross * rate.percent / 100


def explains(short: Decimal, *, net: Decimal, gross: Decimal, on: date) -> bool:
    """Whether a payment that fell `short` by this much may be a payment after TDS."""
    return any(abs(short - kept) <= min(ROUNDED_TO, kept / 4 + 1) for kept in amounts(net, gross, on))
