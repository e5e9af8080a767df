"""Whether two papers are the same document, how surely, and what they tell differently.

The grade says how surely, and what counts is in this order: number and amounts, the number written differently, one
of them with another GSTIN, the number alone, a shortened or mistyped number with equal amounts. Dates decide between
equals only. Equal amounts alone make no pair: a supplier's bills often come to the same.
"""

from dataclasses import dataclass
from enum import IntEnum

from app.compliance.records.matching import Difference, State
from app.compliance.rules.matching import dates, differences, slips, suppliers
from app.compliance.rules.matching.numbers import Likeness, likeness
from app.compliance.rules.matching.reading import (
    RUPEE,
    Reading,
    days_apart,
    has_equal_amounts,
    has_equal_totals,
    paise_apart,
)
from app.compliance.rules.matching.slips import Slip

MOST_PAISE, MOST_DAYS = 5 * RUPEE, 4_000


class Grade(IntEnum):
    """How surely two papers are one, the surer the greater."""

    OWN_NUMBER = 0
    POSSIBLE_SLIP = 1
    SHORT_NUMBER = 2
    SLIP = 3
    OTHER_SUPPLIER = 4
    SAME_NUMBER = 5
    SAME_TOTAL = 6
    OTHER_COMPANY = 7
    ALIKE = 8
    SAME = 9
    EXACT = 10


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of two papers. `nearness` tells pairs of one grade apart: amounts first, then dates."""

    grade: Grade
    nearness: int
    state: State
    differences: tuple[Difference, ...]


def verdict(purchase: Reading, inward: Reading, *, is_only_one: bool) -> Verdict | None:
    """What the two papers are to each other; None when they are not one document.

    is_only_one : whether no other paper of this supplier has these amounts, on either side.
    """
    if purchase.family is not inward.family:
        return None
    grade = _grade(purchase, inward, is_only_one=is_only_one)
    if grade is None:
        return None
    told = differences.between(purchase, inward)
    state = _state(grade, told)
    if grade is Grade.SAME and state is State.EXACT:
        grade = Grade.EXACT
    return Verdict(grade, _nearness(purchase, inward), state, told)


def _grade(purchase: Reading, inward: Reading, *, is_only_one: bool) -> Grade | None:
    found = likeness(purchase.number, inward.number)
    if not dates.is_one_year(purchase, inward):
        return None
    is_number = found >= Likeness.ALIKE
    if not suppliers.is_same(purchase, inward):
        is_meant = is_number and has_equal_totals(purchase, inward) and suppliers.is_mistaken(purchase, inward)
        return Grade.OTHER_SUPPLIER if is_meant else None
    if is_number:
        return _grade_of_number(purchase, inward, found)
    if purchase.paper.kind is not inward.paper.kind:
        return None
    if not _has_equal_sides(purchase, inward):
        is_one_day = purchase.issued_on == inward.issued_on
        return Grade.SHORT_NUMBER if found is Likeness.SHORTENED and is_one_day else None
    if not dates.is_near(purchase, inward):
        return Grade.SLIP if _is_written_otherwise(purchase, inward, found) else None
    return _grade_of_slip(purchase, inward, found, is_only_one=is_only_one)


def _grade_of_number(purchase: Reading, inward: Reading, found: Likeness) -> Grade | None:
    if purchase.paper.kind is not inward.paper.kind:
        return Grade.SAME_NUMBER if has_equal_totals(purchase, inward) else None
    if not has_equal_amounts(purchase, inward):
        return Grade.SAME_TOTAL if has_equal_totals(purchase, inward) else Grade.SAME_NUMBER
    if differences.is_told_otherwise(purchase.company, inward.company):
        return Grade.OTHER_COMPANY
    return Grade.SAME if found is Likeness.EQUAL else Grade.ALIKE


def _is_written_otherwise(purchase: Reading, inward: Reading, found: Likeness) -> bool:
    """Whether it is one number with a part of the series left out, or with letters for digits, whatever the dates.

    A serial of one or two digits is too common to go by alone.
    """
    is_shortened = found is Likeness.SHORTENED and len(purchase.number.serial) >= slips.FEWEST_DIGITS
    return is_shortened or slips.looks_the_same(purchase.number, inward.number)


def _grade_of_slip(purchase: Reading, inward: Reading, found: Likeness, *, is_only_one: bool) -> Grade | None:
    """For equal amounts and near dates. A possible slip must be the only paper with these amounts."""
    slip = slips.slip(purchase.number, inward.number)
    if found is Likeness.SHORTENED or slip is Slip.SURE:
        return Grade.SLIP
    if not is_only_one:
        return None
    if slip is Slip.POSSIBLE:
        return Grade.POSSIBLE_SLIP
    is_same_day = purchase.issued_on == inward.issued_on
    return Grade.OWN_NUMBER if is_same_day and _is_own_number(purchase, inward) else None


def _is_own_number(purchase: Reading, inward: Reading) -> bool:
    """Whether the books bear no number, or one of another series on a bill of telling value: a voucher's own."""
    if not purchase.number.plain:
        return True
    return purchase.is_telling and purchase.number.shape != inward.number.shape


def _has_equal_sides(purchase: Reading, inward: Reading) -> bool:
    """Whether all but the number is the same."""
    return has_equal_amounts(purchase, inward) and not any(
        differences.is_told_otherwise(one, other)
        for one, other in (
            (purchase.company, inward.company),
            (purchase.place_of_supply, inward.place_of_supply),
            (purchase.reverse_charge, inward.reverse_charge),
        )
    )


def _state(grade: Grade, told: tuple[Difference, ...]) -> State:
    named = {difference.field for difference in told}
    if grade is Grade.OWN_NUMBER or named & differences.HARD:
        return State.MISMATCH
    return State.SUGGESTED if "bill_no" in named else State.EXACT


def _nearness(purchase: Reading, inward: Reading) -> int:
    paise = MOST_PAISE - min(paise_apart(purchase, inward), MOST_PAISE)
    days = MOST_DAYS - min(days_apart(purchase, inward), MOST_DAYS)
    return paise * (MOST_DAYS + 1) + days
