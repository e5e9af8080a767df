"""Everything that is sealed, sealed by the first key: what another key sealed, and what was there before any.

Runs while the service serves. Each value is replaced only if it is still what was read, so no change of anybody's is
lost; a run that breaks off is gone on with by the next, since what is done no longer needs doing. Rows go in short
transactions. When nothing is left that a former key sealed, it is retired: processes need it no longer.
"""

import logging
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection, text

from app.runtime.auditing.records import Actor, Deed
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.runtime.sealing import reindexing, rows, stored_files
from app.runtime.sealing.columns import ALL, Column
from app.runtime.sealing.problems import SealBroken

log = logging.getLogger("ai_backend.sealing")
AT_ONCE = 50
"""Rows of one transaction: books are locked for the milliseconds that so many take."""
SERVICE = Caller.service()
NIGHTLY_SECONDS = 40.0
"""Below MODEL_TIMEOUT_SECONDS, at which a chore of the worker is stopped; the next night goes on."""
PASS_EVERY = timedelta(days=7)
"""So often a night looks at every row, for what was written readably by a release before this one, or by hand."""
STATE = text("""
    select (select whole_at from public.sealing_keys where key_id = :first) as whole_at,
        exists (select from public.sealing_keys where key_id <> :first and retired_at is null) as has_former
""")
WHOLE = text("update public.sealing_keys set whole_at = :now where key_id = :first")
RETIRE = text("""
    update public.sealing_keys set retired_at = :now
    where key_id <> :first and retired_at is null and key_id <> all (:used) returning key_id
""")
Key = Mapping[str, Any]
Each = Callable[[Connection, Key], bool]
Progress = Callable[[str, int], None]


@dataclass
class Rotation:
    """What a run did: values sealed anew, values that do not open, keys retired, and whether it came to the end."""

    sealed: int = 0
    broken: int = 0
    retired: Sequence[str] = ()
    is_whole: bool = True
    until: float = field(default=float("inf"), repr=False)

    @property
    def is_late(self) -> bool:
        """Whether the time for it is over."""
        return time.monotonic() > self.until


def rotate(
    rt: Runtime,
    *,
    now: datetime,
    by: str = "the night",
    seconds: float | None = None,
    progress: Progress = lambda title, left: None,
) -> Rotation:
    """Seals everything by the first key, within `seconds` if given; `progress` hears of each column with its rows.

    Raises `KeyRefused` where a key is missing.
    """
    rt.seals.prove()
    run = Rotation(until=time.monotonic() + seconds if seconds else float("inf"))
    for column in ALL:
        pending = partial(rows.fetch_pending, column=column, key_id=rt.seals.ring.first)
        memory: dict[str, Any] = {}
        _all_rows(rt, run, column.title, pending, partial(_column_row, rt, column, memory), progress)
    index = partial(reindexing.fetch_pending, seals=rt.seals)
    _all_rows(rt, run, "indexes", index, lambda tx, key: reindexing.index_anew(tx, rt.seals, key), progress)
    _files(rt, run, progress)
    if run.is_whole:
        run.retired = _finish(rt, run, Actor.named(by), now)
    return run


def rotate_nightly(rt: Runtime) -> None:
    """Goes on with a rotation, and looks once a week at everything."""
    now = rt.clock.now()
    rt.seals.prove()
    with rt.db.transaction(SERVICE) as tx:
        state = tx.execute(STATE, {"first": rt.seals.ring.first}).one()
    if state.has_former or state.whole_at is None or now - state.whole_at > PASS_EVERY:
        run = rotate(rt, now=now, seconds=NIGHTLY_SECONDS)
        log.info("sealed anew", extra={"sealed": run.sealed, "broken": run.broken, "is_whole": run.is_whole})


def _column_row(rt: Runtime, column: Column, memory: dict[str, Any], tx: Connection, key: Key) -> bool:
    return rows.seal_anew(tx, rt.seals, column, key, memory)


def _all_rows(
    rt: Runtime,
    run: Rotation,
    title: str,
    pending: Callable[[Connection], Sequence[Key]],
    each: Each,
    progress: Progress,
) -> None:
    """Every pending row, until none is left but those that do not open."""
    sealed, broken = 1, 0
    while sealed and not run.is_late:
        with rt.db.transaction(SERVICE, timeout_seconds=300) as tx:
            found = pending(tx)
        if len(found) <= broken:
            break
        progress(title, len(found))
        sealed, broken = _some_rows(rt, run, title, found, each)
        run.sealed += sealed
    run.broken += broken
    run.is_whole = run.is_whole and not run.is_late


def _some_rows(rt: Runtime, run: Rotation, title: str, found: Sequence[Key], each: Each) -> tuple[int, int]:
    """How many of the rows were sealed, and how many do not open."""
    sealed = broken = 0
    for start in range(0, len(found), AT_ONCE):
        if run.is_late:
            break
        with rt.db.transaction(SERVICE, timeout_seconds=30) as tx:
            for key in found[start : start + AT_ONCE]:
                try:
                    sealed += each(tx, key)
                except SealBroken:
                    broken += 1
                    log.error("something sealed does not open", extra={"column": title, "row": str(key)})
    return sealed, broken


def _files(rt: Runtime, run: Rotation, progress: Progress) -> None:
    progress("files", 0)
    for key in stored_files.fetch_pending(rt, rt.seals.ring.first):
        if run.is_late:
            run.is_whole = False
            return
        try:
            run.sealed += stored_files.seal_anew(rt, key)
        except SealBroken:
            run.broken += 1


def _finish(rt: Runtime, run: Rotation, by: Actor, now: datetime) -> Sequence[str]:
    """Notes that all is sealed by the first key; the ids of former keys that nothing needs any more."""
    first = rt.seals.ring.first
    with rt.db.transaction(SERVICE, timeout_seconds=300) as tx:
        used = {found.key_id for found in _counts(rt, tx)}
        tx.execute(WHOLE, {"first": first, "now": now})
        retired = list(tx.execute(RETIRE, {"first": first, "used": list(used), "now": now}).scalars())
        if run.sealed or retired:
            told = {"key_id": first, "sealed": run.sealed, "broken": run.broken, "retired": ", ".join(retired)}
            rt.audit.append(tx, Deed("everything sealed by the first key", by, details=told))
    return retired


def _counts(rt: Runtime, tx: Connection) -> Iterable[rows.Count]:
    for column in ALL:
        yield from rows.count(tx, column)
    yield from stored_files.count(rt)
