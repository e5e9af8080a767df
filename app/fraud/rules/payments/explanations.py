"""Why an honest payment differs from its bill. A difference that has one of these reasons is never an alert.

In the order in which they are tried: rounding, TDS, bank and gateway charges, discounts and retention that a note
names, GST paid apart, credit notes, money that belongs to other bills of the same party (a bounded search over sums
in paise), advances.
"""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations

from app.books.records import Document, Payment
from app.fraud.rules.payments import tax_deducted

BANK_CHARGE = Decimal(120)
"""Rupees; NEFT, RTGS and cheque collection charges with GST stay below this at the large banks."""
CHARGE_BESIDE_TAX = Decimal(60)
"""Rupees; what a transfer costs when TDS was kept back as well: one charge of 50 and GST on it."""
GATEWAY_PERCENT = Decimal("2.5")
"""Card and gateway fees: 2 % and GST on it, rounded up."""
GATEWAY_MODES = frozenset({"card", "online", "gateway", "upi"})
SETTLED_PERCENT = Decimal("0.5")
"""Accounts settled in round figures lose up to this share of the bill."""
MOST_OPEN = 12
MOST_TOGETHER = 4

_ADVANCE = re.compile(r"\b(adv|token|bayana|deposit|booking|pro ?forma|earnest|peshgi|prepaid)", re.IGNORECASE)
_KEPT_BACK = re.compile(
    r"tds|discount|\bcd\b|reten?tion|retained|withh?eld|deduct|less |net of|set.?off|adjust|short|return", re.IGNORECASE
)
_ON_ACCOUNT = re.compile(
    r"on a/?c|on account|lump|against bills|several|multiple|old dues|opening|balance|settle", re.IGNORECASE
)


def says_advance(*notes: str | None) -> bool:
    """Whether a note speaks of money paid ahead."""
    return any(_ADVANCE.search(note) for note in notes if note)


def says_kept_back(*notes: str | None) -> bool:
    """Whether a note speaks of something deducted."""
    return any(_KEPT_BACK.search(note) for note in notes if note)


def says_on_account(*notes: str | None) -> bool:
    """Whether a note speaks of money for no bill in particular."""
    return any(_ON_ACCOUNT.search(note) for note in notes if note)


def is_rounding(expected: Decimal, actual: Decimal) -> bool:
    """Whether the difference comes from paying a round figure: below ten rupees, or a settlement in whole fifties."""
    gap = abs(expected - actual)
    if gap <= 1 or (gap < 10 and actual % 5 == 0):
        return True
    return actual % 50 == 0 and gap < 100 and gap <= expected * SETTLED_PERCENT / 100


def is_short_for_a_reason(document: Document, payments: Sequence[Payment], short: Decimal) -> bool:
    """Whether so much less than the bill may be all that was due, by TDS, charges, a note, or GST paid apart."""
    last = max(payment.paid_on for payment in payments)
    notes = [document.notes, *(payment.notes for payment in payments)]
    if tax_deducted.explains(short, net=document.subtotal, gross=document.total, on=last):
        return True
    if says_kept_back(*notes) and short <= document.total / 4:
        return True
    return _is_charge(document, payments, short, last) or abs(short - document.tax_amount) <= 1


def _is_charge(document: Document, payments: Sequence[Payment], short: Decimal, on: date) -> bool:
    if all(payment.mode == "cash" for payment in payments):
        return False
    if short <= min(BANK_CHARGE, document.total / 50):
        return True
    if any(payment.mode in GATEWAY_MODES for payment in payments) and short <= document.total * GATEWAY_PERCENT / 100:
        return True
    kept = tax_deducted.amounts(document.subtotal, document.total, on)
    beside = min(CHARGE_BESIDE_TAX, document.total / 100)
    return any(0 < short - amount <= beside for amount in kept)


def is_sum_of(amount: Decimal, open_amounts: Sequence[Decimal]) -> bool:
    """Whether `amount` is, to the rupee, what a few bills come to: up to four of twelve, or bills in a row.

    `open_amounts` stand in the order of the bills. The bounds keep chance agreements rare and the time short.
    """
    wanted = _paise(amount)
    amounts = [_paise(one) for one in open_amounts if one > 0]
    if _has_run(wanted, amounts):
        return True
    few = [one for one in amounts if one <= wanted + 100][-MOST_OPEN:]
    return any(
        abs(sum(chosen) - wanted) <= 100 for size in range(1, MOST_TOGETHER + 1) for chosen in combinations(few, size)
    )


def _has_run(wanted: int, amounts: Sequence[int]) -> bool:
    start = total = 0
    for amount in amounts:
        total += amount
        while total > wanted + 100:
            total -= amounts[start]
            start += 1
        if total and abs(total - wanted) <= 100:
            return True
    return False


def _paise(amount: Decimal) -> int:
    return int(amount * 100)
