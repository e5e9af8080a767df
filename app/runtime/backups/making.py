"""Makes a backup: a snapshot of the database and the files behind its rows, encrypted on their way to the disk."""

import logging
import socket
import time
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from sqlalchemy.exc import DBAPIError

from app.runtime.auditing.records import COMMAND_LINE, Actor, Deed
from app.runtime.backups import archive, files, keys, noted, snapshot, tables
from app.runtime.backups.archive import ArchiveWriter
from app.runtime.backups.chunks import SealedWriter
from app.runtime.backups.keys import KeyRing
from app.runtime.backups.manifest import Manifest
from app.runtime.backups.offsite import Offsite
from app.runtime.backups.problems import BackupFailed, BackupRunning, Damaged
from app.runtime.backups.shelf import Shelf, name_at, written
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.runtime.settings import Settings
from app.values.errors import Problem, Unavailable

log = logging.getLogger("ai_backend.backups")
NOT_YET = (DBAPIError, Unavailable)
"""Before an upgrade the table or the trail may not be there yet; the backup stands all the same."""
SIZE = "select pg_database_size(current_database())"


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that stands there, read back and found whole."""

    name: str
    size_bytes: int
    seconds: float
    manifest: Manifest
    is_sent: bool


def make(rt: Runtime, *, now: datetime, by: str = COMMAND_LINE) -> Made:
    """A new backup in BACKUP_DIR, copied to BACKUP_URL where that is set; written down for every process to see.

    Raises `BackupRunning`, or, which is written down as well, `NoKey` or `BackupFailed`; nothing of it is left then.
    """
    try:
        made = _made(rt, now=now)
    except BackupRunning:
        raise
    except Problem as problem:
        _note_failure(rt, problem.message, now=now)
        raise
    _note(rt, made, begun_at=now, by=by)
    return made


def place(settings: Settings) -> str:
    """Where backups come to lie, for people: the bucket, or the folder and the machine that it is on."""
    return settings.backup_url or f"{settings.backups} on {socket.gethostname()}"


def _made(rt: Runtime, *, now: datetime) -> Made:
    began = time.monotonic()
    ring, shelf, name = keys.writing(rt.settings), Shelf(rt.settings.backups), name_at(now)
    with shelf.sole_use():
        if name in shelf.names():
            raise BackupFailed(f"{name} was made within this very second. Nothing was changed.")
        with snapshot.held(rt.settings.server_url) as moment:
            shelf.require_space(_database_bytes(moment) + files.size_bytes(rt.storage))
            with shelf.draft(name) as (path, file):
                manifest = _write(rt, moment, file, ring, now=now)
                written(file)
                if archive.examined(path, ring) != manifest:
                    raise Damaged
            if rt.settings.backup_url:
                Offsite(rt.settings).send(shelf.path(name))
        size_bytes, is_sent = shelf.path(name).stat().st_size, bool(rt.settings.backup_url)
        return Made(name, size_bytes, time.monotonic() - began, manifest, is_sent)


def _write(rt: Runtime, moment: snapshot.Snapshot, file: BinaryIO, ring: KeyRing, *, now: datetime) -> Manifest:
    about = {"created_at": now.isoformat(), "app_version": rt.settings.app_version}
    sealed = SealedWriter(file, ring, about)
    parts = ArchiveWriter(sealed)
    schema = tables.applied(moment.look)
    only = None if tables.has_app_tables(list(schema)) else tables.ours()
    for piece in snapshot.dumped(moment, only=only, programs_in=rt.settings.pg_dump_path):
        parts.add_sql(piece)
    for key, content in files.kept(rt.storage):
        parts.add_file(key, content)
    manifest = Manifest(
        created_at=now,
        app_version=rt.settings.app_version,
        server_version=moment.server_version,
        has_app_tables=only is None,
        schema=schema,
        roles=tables.roles(moment.look) if only is None else [],
        tables=tables.contents(moment.look, only=only),
        audit_head=tables.audit_head(moment.look),
        database=parts.database,
        files=parts.files,
        published=tables.published(moment.look, only=only or ()),
        keys=keys.ids_of_others(rt.settings),
        missing_models=[one for one in tables.models(moment.look) if f"models/{one}" not in parts.files],
    )
    parts.finish(manifest)
    return manifest


def _database_bytes(moment: snapshot.Snapshot) -> int:
    return int(moment.look.execute(SIZE).fetchall()[0][0])


def _note(rt: Runtime, made: Made, *, begun_at: datetime, by: str) -> None:
    details = {"size_bytes": made.size_bytes, "rows": made.manifest.rows, "files": len(made.manifest.files)}
    deed = Deed("backup made", by=Actor.named(by), subject_kind="backup", subject=made.name, details=details)
    try:
        with rt.db.transaction(Caller.service()) as tx:
            noted.note_made(tx, made.name, place(rt.settings), begun_at=begun_at, size_bytes=made.size_bytes)
            rt.audit.append(tx, deed)
    except NOT_YET:
        log.warning("the database could not take that a backup was made", exc_info=True)


def _note_failure(rt: Runtime, why: str, *, now: datetime) -> None:
    log.error("no backup was made", extra={"reason": why})
    try:
        with rt.db.transaction(Caller.service()) as tx:
            noted.note_failed(tx, why, at=now)
    except NOT_YET:
        log.warning("the database could not take that no backup was made", exc_info=True)
