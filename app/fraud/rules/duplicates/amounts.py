"""How the amounts of two documents stand to each other, in paise.

The ways in which one amount is written twice: to the rupee, without GST, after tax deducted at source (rates of the
Income-tax Act 1961, chapter XVII-B, in use since 2017), with digits exchanged or lost, with freight added.
"""

from enum import StrEnum

from app.fraud.rules.duplicates import goods, renumbering
from app.fraud.rules.duplicates.entries import Entry

RUPEE = 100
"""Paise."""
TDS_PER_10_000 = (10, 75, 100, 150, 200, 375, 500, 750, 1000)
"""0.1, 0.75, 1, 1.5, 2, 3.75, 5, 7.5 and 10 %: any date's rate may be behind an amount that somebody typed."""
NEAR_PER_100, APART_PER_100 = 1, 6
REPRICED_PER_100 = 20
"""Where the same goods in the same quantities are billed at other prices."""
LEAST_DIGITS = 4
"""One wrong digit in a smaller amount makes any other amount."""


class AmountRelation(StrEnum):
    """How two amounts stand to each other."""

    EQUAL = "equal"
    WITHOUT_GST = "without_gst"
    LESS_TDS = "less_tds"
    TYPO = "typo"
    NEAR = "near"
    APART = "apart"
    DIFFERENT = "different"


def relation(one: Entry, other: Entry) -> AmountRelation:
    """How the totals stand to each other, to the rupee; the order does not matter."""
    small, large = (one, other) if one.total <= other.total else (other, one)
    gap = large.total - small.total
    if gap <= RUPEE:
        return AmountRelation.EQUAL
    if large.total > large.net and not small.document.tax_amount and abs(large.net - small.total) <= RUPEE:
        return AmountRelation.WITHOUT_GST
    if _is_less_tds(large, gap):
        return AmountRelation.LESS_TDS
    if is_typo(small.total, large.total) or _is_slip_in_a_line(one, other):
        return AmountRelation.TYPO
    if gap * 100 <= large.total * NEAR_PER_100:
        return AmountRelation.NEAR
    if gap * 100 <= large.total * APART_PER_100 or (
        gap * 100 <= large.total * REPRICED_PER_100 and goods.are_repriced(one, other)
    ):
        return AmountRelation.APART
    return AmountRelation.DIFFERENT


def is_typo(one: int, other: int) -> bool:
    """Whether one is the other with two digits exchanged, one wrong or lost, or the decimal point elsewhere."""
    if other in (one * 10, one * 100) or one in (other * 10, other * 100):
        return True
    a, b = str(one // RUPEE), str(other // RUPEE)
    if abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < LEAST_DIGITS - 1:
        return False
    return renumbering.is_exchange(a, b) or (max(len(a), len(b)) >= LEAST_DIGITS and renumbering.is_one_off(a, b))


def _is_slip_in_a_line(one: Entry, other: Entry) -> bool:
    """Whether the same goods are listed, all for the same amounts but one."""
    if len(one.lines) != len(other.lines) or len(one.lines) < 2:
        return False
    pairs = list(zip(one.lines, other.lines, strict=True))
    return all(a[0] == b[0] for a, b in pairs) and sum(a[1] != b[1] for a, b in pairs) == 1


def _is_less_tds(large: Entry, gap: int) -> bool:
    return any(
        abs(base * rate - gap * 10_000) <= RUPEE * 10_000
        for base in {large.net, large.total}
        for rate in TDS_PER_10_000
    )
