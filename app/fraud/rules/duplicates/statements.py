"""Monthly statements that were booked over the bills they list: runs of bills that add up to a later paper."""

from collections.abc import Iterator, Sequence

from app.fraud.rules.duplicates.entries import Entry
from app.fraud.rules.duplicates.parting import Parts, are_on_a_grid
from app.fraud.rules.duplicates.shelf import shape

WITHIN_DAYS = 12
"""So soon after its last bill a statement is dated, unless it is for a whole calendar month."""
LEAST_BILLS, LONGEST_RUN = 2, 35
"""A statement covers two bills or more of a month or less."""
FEW = 3
"""So few bills at list prices make up another by chance."""


def runs(whole: Entry, before: Sequence[Entry]) -> Iterator[Parts]:
    """The runs of bills without a gap that end soon before `whole` and add up to it."""
    ordered = sorted(before, key=lambda one: (one.day, one.document.id))
    ends: dict[int, int] = {0: 0}
    total = 0
    for end, one in enumerate(ordered, 1):
        total += one.total
        start = next((ends[total - whole.total + off] for off in (0, -1, 1) if total - whole.total + off in ends), None)
        if start is not None and end - start >= LEAST_BILLS:
            run = tuple(ordered[start:end])
            is_short = one.day - run[0].day <= LONGEST_RUN
            is_near = whole.day - one.day <= WITHIN_DAYS or _is_month(ordered, start, end)
            if (
                is_short
                and is_near
                and _is_all(ordered, start, end)
                and (len(run) > FEW or not are_on_a_grid(whole, run))
            ):
                yield run
        ends.setdefault(total, end)


def is_of_another_kind(whole: Entry, parts: Parts) -> bool:
    """Whether `whole` has no number, or one that does not look like those of its parts."""
    if whole.number.is_missing:
        return not all(one.number.is_missing for one in parts)
    return shape(whole) not in {shape(one) for one in parts}


def _is_month(ordered: Sequence[Entry], start: int, end: int) -> bool:
    """Whether the run is all of one calendar month."""
    beside = [ordered[at] for at in (start - 1, end) if 0 <= at < len(ordered)]
    months = {one.document.issued_on.replace(day=1) for one in ordered[start:end]}
    return len(months) == 1 and not months & {one.document.issued_on.replace(day=1) for one in beside}


def _is_all(ordered: Sequence[Entry], start: int, end: int) -> bool:
    """Whether the run leaves out no bill of the days and of the month at which it begins and ends."""
    first, last = ordered[start], ordered[end - 1]
    before = ordered[start - 1] if start else None
    after = ordered[end] if end < len(ordered) else None
    begins_new = before is None or before.document.issued_on.month != first.document.issued_on.month
    amounts = {one.total for one in ordered[start:end]}
    is_cut_clean = (before is None or before.day < first.day) and (after is None or after.day > last.day)
    return is_cut_clean and (begins_new or len(amounts) > 2)
