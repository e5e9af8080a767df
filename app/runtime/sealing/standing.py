"""How things stand with the keys: which are known, how old, and what each of them has sealed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text

from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.runtime.sealing import reindexing, rows, stored_files
from app.runtime.sealing.columns import ALL

LONGEST = timedelta(days=90)
"""A key that seals longer should be followed by another (NIST SP 800-57 part 1, 5.3.6, asks for a bounded period of use
and leaves its length to the owner; 90 days is the service's own, as for its other secrets)."""
KEYS = text("select key_id, first_used_at, retired_at from public.sealing_keys order by first_used_at desc, key_id")


@dataclass(frozen=True, slots=True)
class Known:
    """A key as the database knows it."""

    key_id: str
    first_used_at: datetime
    retired_at: datetime | None
    is_held: bool
    is_first: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """`sealed` counts values by column (or `files`) and key, under `rows.READABLE` those that no key sealed."""

    keys: Sequence[Known]
    sealed: Mapping[str, Sequence[rows.Count]]
    unindexed: int
    age: timedelta

    @property
    def is_old(self) -> bool:
        """Whether the sealing key should be followed by another."""
        return self.age >= LONGEST

    @property
    def totals(self) -> Mapping[str, int]:
        """Values by key."""
        found: dict[str, int] = {}
        for counts in self.sealed.values():
            for one in counts:
                found[one.key_id] = found.get(one.key_id, 0) + one.rows
        return found


def standing(rt: Runtime, *, now: datetime) -> Standing:
    """What the database and the files hold, by key. Raises `KeyRefused` where a key is missing."""
    rt.seals.prove()
    ring = rt.seals.ring
    with rt.db.transaction(Caller.service(), timeout_seconds=300) as tx:
        keys = [
            Known(row.key_id, row.first_used_at, row.retired_at, row.key_id in ring.ids, row.key_id == ring.first)
            for row in tx.execute(KEYS)
        ]
        sealed = {column.title: rows.count(tx, column) for column in ALL}
        unindexed = reindexing.count(tx, rt.seals)
    sealed["files"] = stored_files.count(rt)
    since = next((key.first_used_at for key in keys if key.is_first), now)
    return Standing(keys, sealed, unindexed, now - since)
