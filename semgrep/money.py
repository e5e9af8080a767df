"""Each line says whether its rule speaks up (ruleid) or is silent (ok)."""

from decimal import Decimal


def added(bill, share):
    # ruleid: money-as-float
    first = float(bill.total_amount)
    # ruleid: money-as-float
    second = float(bill.balance())
    # ruleid: money-as-float
    third = float(paid_amount)
    # ok: money-as-float
    fourth = Decimal(bill.total_amount)
    # ok: money-as-float
    fifth = float(share)
    return first, second, third, fourth, fifth
