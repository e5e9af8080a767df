"""Writes the audit trail: a deed's row commits with the deed, or neither does.

Rows are appended at the very end of a transaction, sorted by chain. So the lock on the head of a chain is held for the
length of a commit, nobody waits for another lock while holding it, and no two transactions wait for each other.
"""

import json
from collections.abc import Hashable, Iterable, Sequence
from functools import cached_property, partial
from typing import Any
from uuid import UUID

from psycopg import sql
from sqlalchemy import Connection, text

from app.runtime.auditing import keys
from app.runtime.auditing.notices import Notices
from app.runtime.auditing.records import Deed
from app.runtime.auditing.repeats import Repeats
from app.runtime.clock import Clock
from app.runtime.db import BEFORE_COMMIT, Database, after_commit, before_commit
from app.runtime.identity import Caller
from app.runtime.observe import context, logs
from app.runtime.observe.redaction import redacted
from app.runtime.settings import Settings
from app.values.trail import OWN_CHAIN, Entry, sha256

BE_SERVICE = text("select set_config('role', 'service_role', true)")
APPEND = sql.SQL("select set_config('role', 'service_role', true); select public.ai_audit_append({rows})")
"""One round trip: the rows go as a literal, since two statements take no parameters."""
FORGET = text("delete from ai_audit_actors where user_id = :user")
LONGEST_TEXT = 120
"""Characters of a detail; ids, codes, routes and names of models are shorter, and what somebody wrote is not kept."""

Written = tuple[Entry, UUID | None]
"""A row, and the user whose keyed hash it still lacks."""


class Audit:
    """The trail of one process."""

    def __init__(self, db: Database, clock: Clock, settings: Settings) -> None:
        self._db = db
        self._clock = clock
        self._settings = settings
        self._notices = Notices[Written](self._write_apart)
        self._repeats = Repeats()

    def append(self, tx: Connection, deed: Deed) -> None:
        """Writes the deed down when `tx` commits, and tells the log files after that."""
        hooks = tx.info.setdefault(BEFORE_COMMIT, [])
        batch = next((hook for hook in hooks if isinstance(hook, _Batch)), None)
        if batch is None:
            batch = _Batch()
            before_commit(tx, batch)
        batch.rows.append(self._row(deed))
        after_commit(tx, partial(_tell, deed))

    def note(self, deed: Deed, *, unless_within_seconds: float = 0, same: Hashable = None) -> None:
        """Writes down soon what no transaction belongs to: a read, a refusal. Never waits, never fails.

        unless_within_seconds : the deed is left out when one with the same `same` came so lately
        """
        if unless_within_seconds and not self._repeats.is_first(same, within_seconds=unless_within_seconds):
            return
        self._notices.put(self._row(deed))

    def flush(self) -> bool:
        """Writes what was noted and still waits; whether nothing is left."""
        return self._notices.flush()

    def forget(self, tx: Connection, user_id: UUID) -> None:
        """Makes every row of the user nobody's: the chains stay whole, and no key says any more whose rows they are.

        What the user does later begins anew, so the deed of forgetting itself names nobody. From here on the
        transaction has the rights of the service.
        """
        tx.execute(BE_SERVICE)
        tx.execute(FORGET, {"user": user_id})

    def fingerprint(self, text: str) -> str:
        """A keyed hash of what must not be readable in the trail: an address, what somebody wrote."""
        return keys.fingerprint(self._key, text)

    @cached_property
    def anchor_key(self) -> keys.AnchorKey:
        """What signs the heads of chains."""
        return keys.AnchorKey(self._key)

    @cached_property
    def _key(self) -> str:
        return keys.key_of(self._settings)

    def _row(self, deed: Deed) -> Written:
        details = {name: _detail(value) for name, value in deed.details.items() if value is not None}
        if deed.reason:
            details["reason_hash"] = self.fingerprint(deed.reason)
        entry = Entry(
            business_id=deed.business_id,
            created_at=self._clock.now(),
            action=deed.action,
            actor_kind=deed.by.kind.value,
            actor=None,
            is_refused=deed.is_refused,
            subject_kind=deed.subject_kind,
            subject=str(_detail(deed.subject)),
            details=details,
            request_id=context.current_request_id(),
        )
        return entry, deed.by.user_id

    def _write_apart(self, rows: Sequence[Written]) -> None:
        with self._db.transaction(Caller.service()) as tx:
            _write(tx, rows)


class _Batch:
    """The rows of one transaction, written when it is about to commit."""

    def __init__(self) -> None:
        self.rows: list[Written] = []

    def __call__(self, tx: Connection) -> None:
        _write(tx, self.rows)


def _write(tx: Connection, rows: Iterable[Written]) -> None:
    ordered = sorted(rows, key=lambda row: row[0].business_id or OWN_CHAIN)
    told = json.dumps([_told(entry, user_id) for entry, user_id in ordered])
    tx.exec_driver_sql(APPEND.format(rows=told).as_string(), execution_options={"no_parameters": True})


def _told(entry: Entry, user_id: UUID | None) -> dict[str, Any]:
    fields = entry.fields()
    return fields | {"fields": sha256(fields), "user_id": str(user_id) if user_id else None}


def _detail(value: object) -> str | int | bool:
    if isinstance(value, bool | int):
        return value
    shown = redacted(", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value))
    shown = shown.replace("\x00", "").encode("utf-8", "replace").decode()
    return shown if len(shown) <= LONGEST_TEXT else f"sha256:{keys.sha256(shown)}"


def _tell(deed: Deed) -> None:
    about: dict[str, Any] = {f"{deed.subject_kind}_id": deed.subject} if deed.subject_kind else {}
    by = deed.by.user_id or deed.by.kind.value
    logs.audit(deed.action, **{**about, "business_id": deed.business_id, "by": by, **deed.details})
