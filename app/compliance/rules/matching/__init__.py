"""Purchase bills against GSTR-2B (CGST Act 2017, s.16(2)(aa); CGST Rules 2017, rule 36(4)): what each paper is.

Papers that differ in nothing are paired first; what is left is compared where it shares a key, judged, and paired so
that the whole is best. What nobody pairs is missing on the other side.
"""

from collections import defaultdict
from collections.abc import Sequence

from app.compliance.records.matching import Paper, Row, State
from app.compliance.rules.matching import amendments, assignment, candidates, scoring, suppliers
from app.compliance.rules.matching.reading import Reading, read
from app.compliance.rules.matching.scoring import MOST_DAYS, MOST_PAISE, Grade, Verdict

VERSION = "1"
"""Grows with each change that pairs papers otherwise, so that what was found before is matched again."""

_MOST_NEARNESS = (MOST_PAISE + 1) * (MOST_DAYS + 1)
_STEP: int = _MOST_NEARNESS * 2 * assignment.MOST_IN_GROUP
"""One pair of a grade weighs more than all pairs of the grades below, and a grade more than any nearness."""
_POWERS: tuple[int, ...] = tuple(_STEP ** (grade.value + 1) for grade in Grade)


def reconciled(purchases: Sequence[Paper], inward: Sequence[Paper]) -> tuple[Row, ...]:
    """Every paper of both sides in one row: pairs and lone purchases in the order of the books, then what 2B has more.

    Rows of 2B that an amended row replaces are left out. The order of the papers makes no difference to who is paired,
    but between papers that differ in nothing.
    """
    ours, theirs = [read(paper) for paper in purchases], amendments.in_force([read(paper) for paper in inward])
    found = _twins(ours, theirs)
    taken = set(found.values())
    free = [position for position in range(len(ours)) if position not in found]
    left = [position for position in range(len(theirs)) if position not in taken]
    verdicts = _verdicts(ours, theirs, free, left)
    by_position = {one: Row(State.EXACT, ours[one].paper, theirs[other].paper) for one, other in found.items()}
    for position, other in assignment.best({pair: _weight(one) for pair, one in verdicts.items()}):
        said = verdicts[position, other]
        by_position[position] = Row(said.state, ours[position].paper, theirs[other].paper, said.differences)
        taken.add(other)
    lone = (Row(State.MISSING_IN_2B, reading.paper) for reading in ours)
    matched = tuple(by_position.get(position, row) for position, row in enumerate(lone))
    more = (reading.paper for position, reading in enumerate(theirs) if position not in taken)
    return matched + tuple(Row(State.MISSING_IN_BOOKS, None, paper) for paper in more)


def _twins(ours: Sequence[Reading], theirs: Sequence[Reading]) -> dict[int, int]:
    """Papers that differ in nothing that is compared; without a number or a supplier they are left to scoring."""
    waiting: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for position in reversed(range(len(theirs))):
        waiting[theirs[position].twin_key].append(position)
    found: dict[int, int] = {}
    for position, reading in enumerate(ours):
        same = waiting.get(reading.twin_key)
        if same and reading.number.plain and suppliers.is_same(reading, reading):
            found[position] = same.pop()
    return found


def _verdicts(
    ours: Sequence[Reading], theirs: Sequence[Reading], free: Sequence[int], left: Sequence[int]
) -> dict[assignment.Pair, Verdict]:
    """What is said of each two papers that are worth comparing, by their positions."""
    amounts = candidates.Amounts(ours, theirs)
    found: dict[assignment.Pair, Verdict] = {}
    for one, other in candidates.pairs([ours[at] for at in free], [theirs[at] for at in left]):
        purchase, inward = ours[free[one]], theirs[left[other]]
        is_only_one = amounts.are_only_in(purchase, inward)
        said = scoring.verdict(purchase, inward, is_only_one=is_only_one)
        if said is not None:
            found[free[one], left[other]] = said
    return found


def _weight(verdict: Verdict) -> int:
    return _POWERS[verdict.grade] + verdict.nearness
