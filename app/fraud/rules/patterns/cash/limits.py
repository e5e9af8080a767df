"""The limits of the income tax law on cash, as dated data with their sections.

Each limit was compared with the section's text as amended; the Income-tax Act 2025 carries them on from 2026-04-01,
in its sections 36 (expenses) and 185 to 188 (chapter XII, "Mode of payment in certain cases").
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit in rupees, with the law and the days on which it holds (both included)."""

    rupees: Decimal
    law: str
    valid_from: date
    valid_to: date | None = None


PAID: Sequence[Limit] = (
    Limit(Decimal(20000), "Section 40A(3), Income-tax Act 1961", date(2009, 4, 1), date(2017, 3, 31)),
    Limit(Decimal(10000), "Section 40A(3), Income-tax Act 1961", date(2017, 4, 1), date(2026, 3, 31)),
    Limit(Decimal(10000), "Section 36, Income-tax Act 2025 (before: 40A(3))", date(2026, 4, 1)),
)
"""An expense paid in cash to one person on one day above the limit is not allowed as an expense."""
PAID_TO_CARRIERS: Sequence[Limit] = (
    Limit(Decimal(35000), "Section 40A(3A), Income-tax Act 1961", date(2009, 10, 1), date(2026, 3, 31)),
    Limit(Decimal(35000), "Section 36, Income-tax Act 2025 (before: 40A(3A))", date(2026, 4, 1)),
)
"""The same for those who ply, hire or lease goods carriages."""
RECEIVED: Sequence[Limit] = (
    Limit(Decimal(200000), "Section 269ST, Income-tax Act 1961", date(2017, 4, 1), date(2026, 3, 31)),
    Limit(Decimal(200000), "Section 186, Income-tax Act 2025 (before: 269ST)", date(2026, 4, 1)),
)
"""Cash from this sum on, from one person on a day or for one transaction or event, brings a penalty of the same amount
(section 271DA of the 1961 Act)."""
LOANS_TAKEN: Sequence[Limit] = (
    Limit(Decimal(20000), "Section 269SS, Income-tax Act 1961", date(1989, 4, 1), date(2026, 3, 31)),
    Limit(Decimal(20000), "Section 185, Income-tax Act 2025 (before: 269SS)", date(2026, 4, 1)),
)
LOANS_REPAID: Sequence[Limit] = (
    Limit(Decimal(20000), "Section 269T, Income-tax Act 1961", date(1989, 4, 1), date(2026, 3, 31)),
    Limit(Decimal(20000), "Section 188, Income-tax Act 2025 (before: 269T)", date(2026, 4, 1)),
)
"""A loan or deposit from this sum on may neither be taken nor be repaid in cash."""


def limit_on(limits: Sequence[Limit], day: date) -> Limit | None:
    """The limit in force on `day`, if there is one."""
    return next((one for one in limits if one.valid_from <= day and (not one.valid_to or day <= one.valid_to)), None)
