"""Purchase bills against GSTR-2B (CGST Act 2017, s.16(2)(aa); CGST Rules 2017, rule 36(4)): what each paper is.

Exact pairs that nothing competes with are taken first; what is left is compared where it shares a key, judged, and
paired so that the whole is best. What nobody pairs is missing on the other side.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from app.compliance.records.matching import Paper, Row, State
from app.compliance.rules.matching import amendments, assignment, candidates, scoring
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
    found = _certain(ours, theirs)
    known, taken = {position for position, _ in found}, {position for _, position in found}
    free = [position for position in range(len(ours)) if position not in known]
    left = [position for position in range(len(theirs)) if position not in taken]
    verdicts = _verdicts(ours, theirs, free, left)
    chosen = assignment.best({pair: _weight(one) for pair, one in verdicts.items()})
    return _rows(ours, theirs, found | {pair: verdicts[pair] for pair in chosen})


def _rows(
    ours: Sequence[Reading], theirs: Sequence[Reading], pairs: Mapping[assignment.Pair, Verdict]
) -> tuple[Row, ...]:
    """The pairs and lone bills in the order of the books, then the rows that nobody booked."""
    rows = [Row(State.MISSING_IN_2B, reading.paper) for reading in ours]
    for (position, other), said in pairs.items():
        rows[position] = Row(said.state, ours[position].paper, theirs[other].paper, said.differences)
    taken = {other for _, other in pairs}
    more = (reading.paper for position, reading in enumerate(theirs) if position not in taken)
    return (*rows, *(Row(State.MISSING_IN_BOOKS, None, paper) for paper in more))


def _certain(ours: Sequence[Reading], theirs: Sequence[Reading]) -> dict[assignment.Pair, Verdict]:
    """Exact pairs that stand in every best pairing: twins, and papers that are alone with their number on both sides.

    Only papers with one number can be exact, so no other pair would gain by parting these.
    """
    found = {pair: verdict for pair in _twins(ours, theirs) if (verdict := _exact(ours, theirs, pair))}
    in_books, in_2b = _by_number(ours), _by_number(theirs)
    for key, mine in in_books.items():
        others = in_2b.get(key, ())
        if len(mine) == len(others) == 1 and (verdict := _exact(ours, theirs, (mine[0], others[0]))):
            found[mine[0], others[0]] = verdict
    return found


def _twins(ours: Sequence[Reading], theirs: Sequence[Reading]) -> Iterator[assignment.Pair]:
    """Papers that differ in nothing that is compared, in their order."""
    waiting: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for position in reversed(range(len(theirs))):
        waiting[theirs[position].twin_key].append(position)
    for position, reading in enumerate(ours):
        if same := waiting.get(reading.twin_key):
            yield position, same.pop()


def _exact(ours: Sequence[Reading], theirs: Sequence[Reading], pair: assignment.Pair) -> Verdict | None:
    purchase, inward = ours[pair[0]], theirs[pair[1]]
    said = scoring.verdict(purchase, inward, is_only_one=False) if purchase.number.plain else None
    return said if said and said.grade is Grade.EXACT else None


def _by_number(readings: Sequence[Reading]) -> dict[tuple[str, ...], list[int]]:
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for position, reading in enumerate(readings):
        found[candidates.number_key(reading)].append(position)
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
