"""Which documents are one together: pairs grow into groups only while everything known within a group holds together.

Two groups become one over their best pair, unless the pairs between them that were compared speak against it on the
whole: of an innocent repeat that happens to look like one of two copies, none is pulled in.
"""

from collections.abc import Sequence
from uuid import UUID

from app.fraud.rules.duplicates.pairing import Judged

Chances = dict[tuple[UUID, UUID], float]


def groups(found: Sequence[Judged], *, joined_from: float) -> list[list[Judged]]:
    """The pairs from `joined_from` on, by the group of documents that they make; pairs that fit no group are left out.

    found : all pairs that were compared, the unlikely ones too.
    """
    chances = {_key(one.pair.one.id, one.pair.other.id): one.chance for one in found}
    likely = [one for one in found if one.chance >= joined_from]
    members: dict[UUID, list[UUID]] = {}
    for one in sorted(likely, key=lambda one: (-one.chance, one.pair.one.id, one.pair.other.id)):
        a, b = (members.setdefault(paper.id, [paper.id]) for paper in (one.pair.one, one.pair.other))
        if a is not b and _hold_together(a, b, chances, joined_from):
            a.extend(b)
            members.update(dict.fromkeys(b, a))
    by_group: dict[int, list[Judged]] = {}
    for one in likely:
        group = members[one.pair.one.id]
        if group is members[one.pair.other.id]:
            by_group.setdefault(id(group), []).append(one)
    return list(by_group.values())


def _hold_together(a: Sequence[UUID], b: Sequence[UUID], chances: Chances, joined_from: float) -> bool:
    known = [chances[key] for key in (_key(x, y) for x in a for y in b) if key in chances]
    return sum(known) >= joined_from * len(known)


def _key(one: UUID, other: UUID) -> tuple[UUID, UUID]:
    return (one, other) if one < other else (other, one)
