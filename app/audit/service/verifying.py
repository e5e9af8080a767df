"""Looks through chains row by row, and holds them against what was vouched for outside of the database."""

from collections.abc import Iterator, Sequence
from functools import partial
from uuid import UUID

from app.audit import repo
from app.audit.records import End, Fault, Finding, Verdict
from app.audit.rules.verifying import START, Walk
from app.audit.service import anchoring, reading
from app.runtime.auditing.archiving import anchor_message
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.values.trail import OWN_CHAIN

SERVICE = Caller.service()
MOST_AT_ONCE = 5000
"""Rows fetched at once: a tenth of a second of hashing."""


def all_chains(rt: Runtime) -> Iterator[Verdict]:
    """The verdict on each chain, the service's own first."""
    with rt.db.transaction(SERVICE) as tx:
        chains = repo.fetch_chains(tx)
    for one in chains:
        yield chain(rt, one)


def of_business(rt: Runtime, business_id: UUID | None, *, caller: Caller) -> Verdict:
    """The verdict on the last 90 days of a business, or of the service itself. Raises as `reading.admit`."""
    reading.admit(rt, business_id, caller=caller)
    return chain(rt, business_id or OWN_CHAIN, is_whole=False)


def chain(rt: Runtime, id: UUID, *, is_whole: bool = True) -> Verdict:
    """The verdict on one chain.

    is_whole : from its first row on, archived ones too; else from the newest anchor behind which rows were archived
    """
    vouched = anchoring.anchors_of(rt, id)
    with rt.db.transaction(SERVICE) as tx:
        head, last_seq = repo.fetch_head(tx, id)
        stored, first, misfit = repo.fetch_anchors(tx, id), repo.fetch_first(tx, id), repo.fetch_misfit(tx, id)
    forged = next((end.seq for end, signature in stored if not _is_ours(rt, id, end, signature)), None)
    borders = [end for end, _ in stored]
    start = _start(borders, first or 1, is_whole=is_whole)
    said = {end.seq: end.hash for end in borders} | dict(vouched.hashes)
    walk = Walk(start, {seq: hash for seq, hash in said.items() if seq > start.seq}, partial(_place, rt, id))
    finding = Finding(forged, Fault.FORGED_ANCHOR) if forged is not None else _walked(rt, id, walk, head)
    finding = finding or walk.end(head, last_seq) or (Finding(misfit, Fault.WRONG_USER) if misfit else None)
    anchored_seq = max((seq for seq in vouched.hashes if seq <= walk.at.seq), default=0)
    return Verdict(id, walk.rows, walk.at.seq, finding, anchored_seq, vouched.last_at)


def _walked(rt: Runtime, id: UUID, walk: Walk, head: End) -> Finding | None:
    while True:
        with rt.db.transaction(SERVICE) as tx:
            links = repo.fetch_links(tx, id, after=walk.at.seq, upto=head.seq, most=MOST_AT_ONCE)
        finding = walk.along(links)
        if finding or len(links) < MOST_AT_ONCE:
            return finding


def _start(borders: Sequence[End], first: int, *, is_whole: bool) -> End:
    """What the first row that is looked at hangs on: the beginning, or an anchor where what was before is gone."""
    if not is_whole and borders:
        return borders[-1]
    return next((end for end in borders if end.seq == first - 1), START)


def _is_ours(rt: Runtime, chain: UUID, end: End, signature: str) -> bool:
    return rt.audit.anchor_key.is_signed(anchor_message(chain, end.seq, end.hash), signature)


def _place(rt: Runtime, chain: UUID, hash: str) -> int | None:
    with rt.db.transaction(SERVICE) as tx:
        return repo.fetch_place(tx, chain, hash)
