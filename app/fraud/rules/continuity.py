"""Which stored alert a finding goes on with, so that an alert keeps its id while its evidence stands.

An alert is born with an id made of its ground and what it names. Later the same suspicion may name a document more (a
third copy of a bill) or one less: it is then told by what it has in common with the stored alerts of the same ground.
More than half of the smaller of the two must be common; {A, B} and {A, C} are two suspicions.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from app.fraud.records import Finding, Kept, born_id

MOST_NAMING = 100
"""A document that more alerts name, such as one that everything is booked on, tells none of them from the others."""

Match = tuple[float, int, Kept, str]


def ids(business_id: UUID, findings: Iterable[Finding], kept: Sequence[Kept]) -> Mapping[str, UUID]:
    """The id of each finding's alert, by the finding's fingerprint; no two get the same.

    Linear in what the findings and the stored alerts name. The best match comes first: the largest common share, then
    the most in common, then the oldest alert. What matches nothing is born anew.
    """
    found = {one.fingerprint: one for one in findings}
    goes_on: dict[str, UUID] = {}
    taken: set[UUID] = set()
    for _, _, known, fingerprint in sorted(_matches(found, kept), key=_best_first):
        if fingerprint not in goes_on and known.id not in taken:
            goes_on[fingerprint] = known.id
            taken.add(known.id)
    taken.update(one.id for one in kept)
    for fingerprint in sorted(found.keys() - goes_on.keys()):
        goes_on[fingerprint] = _born(business_id, fingerprint, taken)
        taken.add(goes_on[fingerprint])
    return goes_on


def born_as(business_id: UUID, fingerprint: str, id: UUID) -> str:
    """The fingerprint under which the alert `id` of a finding with `fingerprint` was born: numbered from the second."""
    return next(one for one in _names(fingerprint) if born_id(business_id, one) == id)


def _matches(found: Mapping[str, Finding], kept: Sequence[Kept]) -> Iterator[Match]:
    """What names the very same goes on alone; only what is left on both sides is compared by what is common."""
    same: dict[tuple[str, frozenset[UUID]], Kept] = {}
    for known in sorted(kept, key=lambda one: (one.detected_at, one.id), reverse=True):
        same[known.ground, known.named] = known
    grown: dict[str, Finding] = {}
    for fingerprint, finding in found.items():
        equal = same.pop((finding.ground, finding.named), None)
        if equal:
            yield 1.0, len(finding.named), equal, fingerprint
        else:
            grown[fingerprint] = finding
    yield from _overlaps(grown, list(same.values()))


def _overlaps(found: Mapping[str, Finding], kept: Sequence[Kept]) -> Iterator[Match]:
    naming: dict[tuple[str, UUID], list[Kept]] = defaultdict(list)
    for known in kept:
        for one in known.named:
            naming[known.ground, one].append(known)
    by_id = {known.id: known for known in kept}
    for fingerprint, finding in found.items():
        near = (naming.get((finding.ground, one), ()) for one in finding.named)
        common = Counter(known.id for crowd in near if len(crowd) <= MOST_NAMING for known in crowd)
        for id, count in common.items():
            known = by_id[id]
            if count * 2 > min(len(finding.named), len(known.named)):
                yield count / len(finding.named | known.named), count, known, fingerprint


def _best_first(match: Match) -> tuple[float, int, float, str, str]:
    share, count, known, fingerprint = match
    return -share, -count, known.detected_at.timestamp(), str(known.id), fingerprint


def _born(business_id: UUID, fingerprint: str, taken: set[UUID]) -> UUID:
    return next(id for id in (born_id(business_id, one) for one in _names(fingerprint)) if id not in taken)


def _names(fingerprint: str) -> Iterator[str]:
    yield fingerprint
    number = 1
    while True:
        number += 1
        yield f"{fingerprint}#{number}"
