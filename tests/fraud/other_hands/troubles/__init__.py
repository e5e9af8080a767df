"""What is wrong in the books, by the four types of alert that should name it."""

from tests.fraud.other_hands.troubles import (
    cash_and_credit,
    dealings,
    disguises,
    entered_twice,
    lumps,
    not_owed,
    other_copies,
    paid_wrongly,
    two_papers,
    vendors,
)
from tests.fraud.other_hands.troubles.kinds import Case, Copies

BILLS: tuple[Copies, ...] = (*entered_twice.BOTH, *entered_twice.BILLS, *two_papers.CASES, *other_copies.BILLS)
INVOICES: tuple[Copies, ...] = (*entered_twice.BOTH, *other_copies.INVOICES)
PAYMENTS: tuple[Case, ...] = (*paid_wrongly.CASES, *not_owed.CASES, *lumps.CASES)
PATTERNS: tuple[Case, ...] = (*vendors.CASES, *disguises.CASES, *cash_and_credit.CASES, *dealings.CASES)
