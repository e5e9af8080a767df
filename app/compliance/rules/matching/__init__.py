"""Purchase bills against GSTR-2B (CGST Act 2017, s.16(2)(aa); CGST Rules 2017, rule 36(4)): what each paper is.

Exact pairs that nothing competes with are taken first; what is left is compared where it shares a key, judged, and
paired so that the whole is best. What nobody pairs is missing on the other side.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from app.compliance.records.matching import Paper, Row, State
from app.compliance.rules.matching import amendments, assignment, candidates, scoring
from app.compliance.rules.matching.cheapest import Pair
from app.compliance.rules.matching.reading import Reading, read
from app.compliance.rules.matching.scoring import Grade, Verdict

VERSION = "4"
"""Grows with each change that pairs papers otherwise, so that what was found before is matched again."""

Classes = Sequence[Sequence[int]]
"""Positions of papers, those together that are the same in all but their id: any of them will do."""


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
    return _rows(ours, theirs, found | _paired(ours, theirs, free, left))


def _rows(ours: Sequence[Reading], theirs: Sequence[Reading], pairs: Mapping[Pair, Verdict]) -> tuple[Row, ...]:
    """The pairs and lone bills in the order of the books, then the rows that nobody booked."""
    rows = [Row(State.MISSING_IN_2B, reading.paper) for reading in ours]
    for (position, other), said in pairs.items():
        rows[position] = Row(said.state, ours[position].paper, theirs[other].paper, said.differences)
    taken = {other for _, other in pairs}
    more = (reading.paper for position, reading in enumerate(theirs) if position not in taken)
    return (*rows, *(Row(State.MISSING_IN_BOOKS, None, paper) for paper in more))


def _certain(ours: Sequence[Reading], theirs: Sequence[Reading]) -> dict[Pair, Verdict]:
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


def _twins(ours: Sequence[Reading], theirs: Sequence[Reading]) -> Iterator[Pair]:
    """Papers that differ in nothing that is compared, in their order."""
    waiting: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for position in reversed(range(len(theirs))):
        waiting[theirs[position].twin_key].append(position)
    for position, reading in enumerate(ours):
        if same := waiting.get(reading.twin_key):
            yield position, same.pop()


def _exact(ours: Sequence[Reading], theirs: Sequence[Reading], pair: Pair) -> Verdict | None:
    purchase, inward = ours[pair[0]], theirs[pair[1]]
    said = scoring.verdict(purchase, inward, is_only_one=False) if purchase.number.plain else None
    return said if said and said.grade is Grade.EXACT else None


def _by_number(readings: Sequence[Reading]) -> dict[tuple[str, ...], list[int]]:
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for position, reading in enumerate(readings):
        found[candidates.number_key(reading)].append(position)
    return found


def _paired(
    ours: Sequence[Reading], theirs: Sequence[Reading], free: Sequence[int], left: Sequence[int]
) -> dict[Pair, Verdict]:
    """The best pairing of what no exact pair took, by positions."""
    books, portal = _classes(ours, free), _classes(theirs, left)
    verdicts = _verdicts(ours, theirs, books, portal)
    ranks = {pair: (verdict.grade.value, verdict.nearness) for pair, verdict in verdicts.items()}
    chosen = assignment.best(ranks, list(map(len, books)), list(map(len, portal)))
    next_bill, next_row = list(map(iter, books)), list(map(iter, portal))
    return {
        (next(next_bill[bill]), next(next_row[row])): verdicts[bill, row]
        for (bill, row), number in chosen.items()
        for _ in range(number)
    }


def _classes(readings: Sequence[Reading], positions: Sequence[int]) -> Classes:
    same: dict[Paper, list[int]] = defaultdict(list)
    for position in positions:
        same[replace(readings[position].paper, id="")].append(position)
    return list(same.values())


def _verdicts(
    ours: Sequence[Reading], theirs: Sequence[Reading], books: Classes, portal: Classes
) -> dict[Pair, Verdict]:
    """What is said of each two classes that are worth comparing, by their places in `books` and `portal`."""
    amounts = candidates.Amounts(ours, theirs)
    bills, rows = [ours[same[0]] for same in books], [theirs[same[0]] for same in portal]
    found: dict[Pair, Verdict] = {}
    for one, other in candidates.pairs(bills, rows):
        is_only_one = amounts.are_only_in(bills[one], rows[other])
        said = scoring.verdict(bills[one], rows[other], is_only_one=is_only_one)
        if said is not None:
            found[one, other] = said
    return found
