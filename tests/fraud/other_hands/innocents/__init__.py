"""What looks wrong and is not. Each case says, to somebody who reads, what explains it."""

from tests.fraud.other_hands.innocents import (
    adjusted,
    alike,
    deductions,
    in_lumps,
    papers,
    recurring,
    standing,
    unusual_days,
    unusual_parties,
    without_bill,
)
from tests.fraud.other_hands.innocents.kinds import Case

DOCUMENTS: tuple[Case, ...] = (*alike.CASES, *papers.CASES)
OTHERS: tuple[Case, ...] = (
    *recurring.CASES, *standing.CASES, *deductions.CASES, *adjusted.CASES, *in_lumps.CASES, *without_bill.CASES,
    *unusual_days.CASES, *unusual_parties.CASES,
)  # fmt: skip
OFTEN: tuple[Case, ...] = (*alike.CASES[:4], *deductions.CASES[:2], *in_lumps.CASES[:3])
"""Those that every business knows twice."""
