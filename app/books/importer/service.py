"""Imports books, all of them or nothing: reads, judges every row, then writes what differs in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from app.books.importer import from_csv, from_json, owners, reading, store
from app.books.importer.columns import SHEETS
from app.books.importer.faults import BadBooks
from app.books.importer.staged import Staged
from app.runtime.auditing import Actor, ActorKind, Deed
from app.runtime.identity import Caller
from app.runtime.memory import uncollected
from app.runtime.runtime import Runtime

NOBODY = UUID(int=0)
JOB = "background.books-imported"
"""Asked for after an import, for each business: whoever looks through books does so when nothing else waits."""
LOOK_AFTER_SECONDS = 20.0
"""Who imports mostly asks at once themselves: their own question finds the workers free, and nothing is done twice."""
LONGEST_STATEMENT_SECONDS = 600.0
FOREIGN_KEY_VIOLATION = "23503"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did. `changed` counts rows that are new or different now; `skipped` names fields nobody reads."""

    businesses: tuple[tuple[UUID, str], ...]
    documents: int
    payments: int
    changed: int
    skipped: Mapping[str, tuple[str, ...]]


def silent(step: str, rows: int) -> None:
    """Progress that nobody watches."""


def import_path(
    rt: Runtime,
    path: Path,
    *,
    owner_id: UUID | None = None,
    target: from_csv.Target | None = None,
    progress: store.Progress = silent,
) -> Imported:
    """Import a books JSON, or a folder of CSVs. Without `owner_id`, known businesses stay whose they are.

    Raises `BadBooks` with every fault and its line, `Unreadable`, `ForeignRows`, `OwnerNeeded`, `OwnerUnknown`.
    """
    progress(f"reading {path.name}", 0)
    default_id = _default_owner(rt)
    with uncollected():
        staged = _staged(path, owner_id or default_id or NOBODY, target or from_csv.Target())
        return _save(rt, staged, owner_id, default_id, progress)


def import_content(
    rt: Runtime, content: Mapping[str, Any], *, owner_id: UUID | None = None, progress: store.Progress = silent
) -> Imported:
    """Import a books JSON that is already parsed. Raises as `import_path`."""
    default_id = _default_owner(rt)
    staged = from_json.staged(content, owner_id=owner_id or default_id or NOBODY)
    return _save(rt, staged, owner_id, default_id, progress)


def _staged(path: Path, owner_id: UUID, target: from_csv.Target) -> Staged:
    if path.is_dir():
        return from_csv.staged(_files(path), owner_id=owner_id, target=target)
    return reading.staged(path, owner_id=owner_id)


def _save(
    rt: Runtime, staged: Staged, owner_id: UUID | None, default_id: UUID | None, progress: store.Progress
) -> Imported:
    if staged.faults:
        raise BadBooks(staged.faults)
    try:
        with rt.db.transaction(Caller.service(), timeout_seconds=LONGEST_STATEMENT_SECONDS) as tx:
            owners.assign(tx, staged, owner_id, default_id=default_id)
            changed = store.save(tx, staged, progress=progress)
            if changed:
                _tell(rt, tx, staged)
            _write_down(rt, tx, staged, changed=changed)
    except IntegrityError as error:
        if getattr(error.orig, "sqlstate", None) != FOREIGN_KEY_VIOLATION:
            raise
        raise owners.OwnerUnknown(
            f"There is no user {owner_id or default_id}: they sign up in the app first."
        ) from error
    rows = staged.rows
    notes = sum(fact.kind in ("credit_note", "debit_note") for fact in staged.facts)
    return Imported(
        businesses=tuple((row["id"], row["name"]) for row in rows["businesses"]),
        documents=len(rows["invoices"]) + notes,
        payments=len(rows["payments"]),
        changed=changed,
        skipped={kind: tuple(sorted(fields)) for kind, fields in staged.skipped.items() if fields},
    )


def _write_down(rt: Runtime, tx: Connection, staged: Staged, *, changed: int) -> None:
    for row in staged.rows["businesses"]:
        by = Actor(ActorKind.OPERATOR)
        rt.audit.append(tx, Deed("books imported", by, row["id"], details={"changed": changed}))


def _tell(rt: Runtime, tx: Connection, staged: Staged) -> None:
    """Lets the workers know, once the import is committed, that these books are new or different."""
    for row in staged.rows["businesses"]:
        rt.jobs.enqueue(
            tx,
            JOB,
            caller=Caller.service(),
            business_id=row["id"],
            payload={},
            key=f"{JOB}:{row['id']}",
            delay_seconds=LOOK_AFTER_SECONDS,
        )


def _default_owner(rt: Runtime) -> UUID | None:
    return owners.DEVELOPMENT_OWNER if rt.settings.environment in ("development", "test") else None


def _files(folder: Path) -> dict[str, str]:
    files = {name: reading.text(folder / name) for name in SHEETS if (folder / name).is_file()}
    if not files:
        raise reading.Unreadable(f"{folder} holds none of {', '.join(SHEETS)}.")
    return files
