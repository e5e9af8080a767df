"""Tax that the payer keeps back (TDS), as dated rates: what makes an honest payment smaller than the bill.

Which section applies to a bill cannot be told from the books, so a shortfall is explained when any rate in force on
the day of payment fits, on the value with or without GST. Rates for residents under the Income-tax Act 1961, Chapter
XVII-B, as changed by the Finance (No. 2) Act 2024 (5 % to 2 % from 2024-10-01, s. 194-O to 0.1 %) and the Finance Act
2025 (s. 194T from 2025-04-01, s. 194D to 2 %, s. 206AB left out); three quarters of the rate from 2020-05-14 to
2021-03-31 (Taxation and Other Laws (Relaxation and Amendment of Certain Provisions) Act 2020, s. 197B). The Income-tax
Act 2025 (s. 393) keeps the rates from 2026-04-01; that was not checked against its text. Section 206AA asks more of
those who gave no PAN, and a GSTIN holds a PAN. Section 51 of the CGST Act 2017: 2 % by public buyers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

ROUNDED_TO = Decimal(5)
"""People round what they deduct, or what they then pay, to the rupee and often to the next five."""
RELIEF_FROM, RELIEF_TO = date(2020, 5, 14), date(2021, 3, 31)
LOWERED_ON = date(2024, 10, 1)
"""From this day the rates of 5 % on commission, rent by individuals and the like are 2 %."""


@dataclass(frozen=True, slots=True)
class Rate:
    """One rate with the days on which it held, both included; `without_pan` where it is asked only of those."""

    percent: Decimal
    source: str
    valid_from: date = date(2010, 4, 1)
    valid_to: date | None = None
    without_pan: bool = False

    def holds_on(self, day: date) -> bool:
        """Whether it was in force on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def _relieved(percent: str, source: str) -> Rate:
    return Rate(Decimal(percent), f"s. 197B, {source}", valid_from=RELIEF_FROM, valid_to=RELIEF_TO)


RATES: Sequence[Rate] = (
    Rate(Decimal("0.1"), "s. 194Q", valid_from=date(2021, 7, 1)),
    Rate(Decimal("0.1"), "s. 194-O", valid_from=LOWERED_ON),
    Rate(Decimal(1), "s. 194-O", valid_from=date(2020, 10, 1), valid_to=date(2024, 9, 30)),
    Rate(Decimal(1), "s. 194C, 194-IA"),
    Rate(Decimal(2), "s. 194C, 194J, 194-I"),
    Rate(Decimal(2), "s. 194H, 194-IB, 194M, 194G", valid_from=LOWERED_ON),
    Rate(Decimal(2), "s. 51 of the CGST Act", valid_from=date(2018, 10, 1)),
    Rate(Decimal(5), "s. 194H, 194-IB, 194G", valid_to=date(2024, 9, 30)),
    Rate(Decimal(5), "s. 194M", valid_from=date(2019, 9, 1), valid_to=date(2024, 9, 30)),
    Rate(Decimal(5), "s. 194D", valid_to=date(2025, 3, 31)),
    Rate(Decimal(5), "s. 206AB", valid_from=date(2021, 7, 1), valid_to=date(2025, 3, 31)),
    Rate(Decimal(5), "s. 206AA with s. 194Q or 194-O", valid_from=date(2020, 10, 1), without_pan=True),
    Rate(Decimal(10), "s. 194J, 194-I, 194A"),
    Rate(Decimal(10), "s. 194T", valid_from=date(2025, 4, 1)),
    Rate(Decimal(20), "s. 206AA", without_pan=True),
    _relieved("0.75", "194C, 194-O"),
    _relieved("1.5", "194C, 194J, 194-I"),
    _relieved("3.75", "194H, 194M"),
    _relieved("7.5", "194J, 194-I"),
)


HIGHEST = max(one.percent for one in RATES) / 100


def amounts(net: Decimal, gross: Decimal, on: date, *, has_pan: bool = False) -> Iterator[Decimal]:
    """Every amount that may have been kept back from a bill of `net` without and `gross` with GST, paid on `on`."""
    for rate in RATES:
        if rate.holds_on(on) and not (has_pan and rate.without_pan):
            yield net * rate.percent / 100
            yield gross * rate.percent / 100


def explains(short: Decimal, *, net: Decimal, gross: Decimal, on: date, has_pan: bool = False) -> bool:
    """Whether a payment that fell `short` by this much may be a payment after TDS."""
    if short > max(net, gross) * HIGHEST + ROUNDED_TO:
        return False
    kept = amounts(net, gross, on, has_pan=has_pan)
    return any(abs(short - one) <= min(ROUNDED_TO, one / 4 + 1) for one in kept if one > 0)
