"""More money than the document asks for: explained first, then doubted.

Reasons in the order in which they are tried: what a note names, TCS, bills of the same firm that lack as much now or
in the next months, money that went back, interest for paying late. What stays is doubted the more, the larger the gap.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal

from app.fraud.records import Rule
from app.fraud.rules.payments import explanations, remarks, sums, tax_collected
from app.fraud.rules.payments.dealings import Dealing

Doubt = tuple[Rule, float]
GAPS: Sequence[tuple[Decimal, float]] = (
    (Decimal("0.2"), 0.93),
    (Decimal("0.03"), 0.9),
    (Decimal("0.015"), 0.84),
    (Decimal("0.006"), 0.72),
)
LEAST_CHANCE = 0.55
ROUND = 1000
"""Rupees; a payment in whole thousands is as often on account as for one bill."""


def doubt(dealing: Dealing) -> Doubt | None:
    """The rule that speaks against the excess, and how surely; nothing where it is explained."""
    over = dealing.gap
    if any(explains(dealing, over) for explains in REASONS):
        return None
    chance = next((sure for least, sure in GAPS if over >= dealing.document.total * least), LEAST_CHANCE)
    return Rule.OVERPAID, chance * _lowered(dealing, over)


def is_explained_alone(dealing: Dealing) -> bool:
    """Whether the excess has a reason that needs no other document of the same side, interest for paying late too."""
    return any(explains(dealing, dealing.gap) for explains in ALONE) or explanations.is_interest(dealing)


def _lowered(dealing: Dealing, over: Decimal) -> float:
    """One over all, less for each explanation that nearly fits."""
    lowered = 0.72 if dealing.links_loosely else 1.0
    if remarks.is_explained(*(one.notes for one in dealing.payments)):
        lowered *= 0.6
    if explanations.is_interest(dealing):
        lowered *= 0.6
    elif over % 50 == 0 and dealing.document.total % 50 != 0 and over <= dealing.document.total / 20:
        lowered *= 0.72
    if all(one.amount % ROUND == 0 for one in dealing.payments) and _wanted(dealing) >= over:
        lowered *= 0.6
    return lowered


def _wanted(dealing: Dealing) -> Decimal:
    return sum((amount for amount in dealing.open_besides if amount > 0), Decimal(0))


def _is_noted(dealing: Dealing, over: Decimal) -> bool:
    notes = [one.notes for one in dealing.payments]
    return over > 0 and (remarks.says_advance(*notes) or remarks.says_more(*notes))


def _is_tax(dealing: Dealing, over: Decimal) -> bool:
    own = dealing.document
    return tax_collected.explains(over, net=own.subtotal, gross=own.total, on=dealing.paid_on)


def _is_carried(dealing: Dealing, over: Decimal) -> bool:
    """Whether other bills lack as much, to the rupee, or bills that were called paid lack most of it together."""
    return sums.is_sum_of(over, dealing.open_besides) or dealing.is_met_loosely(over)


def _went_back(dealing: Dealing, over: Decimal) -> bool:
    return sums.is_sum_of(over, dealing.given_back)


ALONE: Sequence[Callable[[Dealing, Decimal], bool]] = (_is_noted, _is_tax, _went_back)
REASONS: Sequence[Callable[[Dealing, Decimal], bool]] = (*ALONE, _is_carried)
