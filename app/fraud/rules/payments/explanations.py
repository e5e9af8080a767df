"""Small honest reasons why a payment differs from its bill: rounding, bank and gateway charges, interest, discounts."""

from collections.abc import Sequence
from decimal import Decimal

from app.books.records import Document, Payment
from app.fraud.rules.payments import tax_deducted
from app.fraud.rules.payments.dealings import Dealing

PAISE = Decimal("0.05")
TAXES = (Decimal(1), Decimal("1.18"))
BANK_CHARGE = Decimal(120)
"""Rupees; NEFT, RTGS and cheque collection charges with GST stay below this at the large banks."""
CHARGES = tuple(
    Decimal(fee) * tax for fee in ("2", "2.5", "4", "5", "10", "15", "20", "25", "30", "40", "50") for tax in TAXES
)
"""Rupees; what transfers cost, with and without GST, looked for beside TDS: any other sum would explain too much."""
LARGEST_BESIDE = Decimal("0.01")
"""Of the bill; a charge beside TDS is smaller."""
GATEWAY_PERCENT = Decimal("2.97")
"""Card and gateway fees: up to 2.5 % and GST on it, rounded up."""
GATEWAY_MODES = frozenset({"card", "online", "gateway", "upi", "wallet", "pos", "razorpay", "paytm", "phonepe"})
SETTLED_PERCENT = Decimal("0.5")
"""Accounts settled in round figures lose up to this share of the bill."""
INTEREST_PERCENT = Decimal(2)
"""A month; 18 to 24 % a year is what invoices ask of those who pay late."""
DISCOUNTS = tuple(Decimal(one) / 2 for one in range(2, 11))
"""Per cent, 1 to 5 by halves: what trades let off for prompt payment."""


def is_rounding(expected: Decimal, actual: Decimal) -> bool:
    """Whether the difference comes from paying a round figure: below ten rupees, or a settlement in whole fifties."""
    gap = abs(expected - actual)
    if gap <= 1 or (gap < 10 and actual % 5 == 0):
        return True
    return actual % 50 == 0 and gap < 100 and gap <= expected * SETTLED_PERCENT / 100


def is_charge(document: Document, payments: Sequence[Payment], short: Decimal, *, has_pan: bool) -> bool:
    """Whether a bank or a gateway kept so much, on its own or beside TDS."""
    if all(payment.mode == "cash" for payment in payments):
        return False
    if short <= min(BANK_CHARGE, document.total / 50):
        return True
    if any(payment.mode in GATEWAY_MODES for payment in payments) and short <= document.total * GATEWAY_PERCENT / 100:
        return True
    if short > max(document.subtotal, document.total) * (tax_deducted.HIGHEST + LARGEST_BESIDE):
        return False
    kept = tax_deducted.amounts(document.subtotal, document.total, payments[-1].paid_on, has_pan=has_pan)
    beside = [charge for charge in CHARGES if charge <= document.total * LARGEST_BESIDE]
    return any(abs(short - amount - charge) <= 1 for amount in kept for charge in beside)


def is_odd_charge(short: Decimal) -> bool:
    """Whether it is small enough for a bank's charge, but none that banks ask for."""
    return 0 < short <= BANK_CHARGE and all(abs(short - charge) > PAISE for charge in CHARGES)


def is_usual_discount(document: Document, short: Decimal) -> bool:
    """Whether it is, to the rupee, a whole or half per cent of the bill as trades let off."""
    bases = (document.total, document.subtotal)
    return any(abs(short - base * percent / 100) <= 1 for percent in DISCOUNTS for base in bases)


def is_interest(dealing: Dealing) -> bool:
    """Whether the excess may be interest: paid late, by no more than `INTEREST_PERCENT` a month."""
    own = dealing.document
    days_late = (dealing.paid_on - (own.due_on or own.issued_on)).days
    return days_late >= 15 and dealing.gap <= own.total * INTEREST_PERCENT / 100 * (days_late // 30 + 1)
