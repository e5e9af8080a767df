"""Whether a chain of rows is whole; if not, which row is the first bad one, and what was done to it.

A hash binds what a row says, its number and the row before. So whoever changes the database as its superuser has to
make all later hashes anew, and then the anchors that lie outside of the database speak against him.
"""

from collections.abc import Callable, Iterable, Mapping

from app.audit.records import End, Fault, Finding
from app.values.trail import GENESIS, Link, link

START = End(0, GENESIS)
PlaceOf = Callable[[str], int | None]
"""The number under which the row with a hash stands now; None when there is no such row."""
FARTHEST_SHIFT = 1000
"""Numbers by which a row is tried to have been moved: more of them missing is told as a change of the row itself."""


class Walk:
    """Goes along one chain, row by row, from `start` on.

    anchors : hashes that were vouched for, by number of row
    """

    def __init__(self, start: End, anchors: Mapping[int, str], place_of: PlaceOf) -> None:
        self.at = start
        self.rows = 0
        self._before = start
        self._anchors = anchors
        self._place_of = place_of

    def along(self, links: Iterable[Link]) -> Finding | None:
        """The first bad row of `links`, which come in the order of their numbers; None when all are sound."""
        for one in links:
            fault = self._fault(one)
            if fault:
                return fault
            self._before, self.at = self.at, End(one.seq, one.hash)
            self.rows += 1
        return None

    def end(self, head: End, last_seq: int) -> Finding | None:
        """What is wrong behind the last row.

        head : what the chain is said to end with; last_seq : the greatest number that any row has
        """
        if last_seq > head.seq:
            return Finding(head.seq + 1, Fault.INSERTED)
        if max([head.seq, *self._anchors]) > self.at.seq:
            return Finding(self.at.seq + 1, Fault.CUT_OFF)
        return None if head.hash == self.at.hash else Finding(head.seq, Fault.CHANGED)

    def _fault(self, one: Link) -> Finding | None:
        wanted = self.at.seq + 1
        if one.seq > wanted:
            return Finding(wanted, Fault.MISSING)
        if one.seq < wanted:
            return Finding(one.seq, Fault.INSERTED)
        if one.entry is not None and one.entry.content() != one.content:
            return Finding(one.seq, Fault.CHANGED)
        if one.prev_hash != self.at.hash:
            return self._torn(one)
        if one.hash != _hash(one, one.seq):
            return Finding(one.seq, Fault.CHANGED)
        if self._anchors.get(one.seq, one.hash) != one.hash:
            return Finding(one.seq, Fault.REWRITTEN)
        return None

    def _torn(self, one: Link) -> Finding:
        """What happened where a row does not hang on the one before it."""
        if one.prev_hash == self._before.hash and self.at != self._before:
            return Finding(self.at.seq, Fault.INSERTED)
        place = self._place_of(one.prev_hash)
        if place is not None:
            is_between = place < one.seq
            return Finding(place + 1 if is_between else one.seq, Fault.INSERTED if is_between else Fault.OUT_OF_ORDER)
        if one.hash == _hash(one, one.seq):
            return Finding(max(one.seq - 1, 1), Fault.CHANGED)  # sound by itself: the row before is another than it was
        moved = any(one.hash == _hash(one, one.seq + shift) for shift in range(1, FARTHEST_SHIFT))
        return Finding(one.seq, Fault.MISSING if moved else Fault.CHANGED)


def _hash(one: Link, seq: int) -> str:
    return link(one.chain, seq, content=one.content, prev=one.prev_hash)
