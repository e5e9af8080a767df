"""Brings a backup back: everything is proven before anything is touched, and compared after, before it lasts."""

import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.runtime import cache_types, migrations
from app.runtime.auditing.records import COMMAND_LINE, Actor, Deed
from app.runtime.backups import archive, keys, script, target
from app.runtime.backups.archive import DATABASE, FILES
from app.runtime.backups.keys import KeyRing
from app.runtime.backups.loading import Load
from app.runtime.backups.manifest import Manifest
from app.runtime.backups.problems import RestoreFailed
from app.runtime.cache import CacheAway
from app.runtime.embedded import private_files
from app.runtime.embedded.demo import CARD
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back; `strange_keys` are settings whose key here is another than when the backup was made."""

    manifest: Manifest
    seconds: float
    strange_keys: list[str]


def restore(rt: Runtime, path: Path, *, is_forced: bool = False) -> Restored:
    """Puts the backup at `path` into the database and the object store of `rt`, then brings the schema up to date.

    is_forced : replace what is there. Without it, only an empty database is taken.
    Raises `Damaged`, `NoKey`, `NotABackup` or `Refused` before anything is touched; `RestoreFailed` after the database
    undid all of it (files that were put until then stay, and nothing names them).
    """
    began, ring = time.monotonic(), keys.reading(rt.settings)
    manifest = archive.examined(path, ring)
    migrations_known = target.require_known(manifest)
    server_version = target.require_room(rt.settings.server_url, manifest, is_forced=is_forced)
    if not manifest.has_app_tables:
        target.prepare(rt.settings.server_url)
    with Load(rt.settings.server_url, server_version, rt.settings.pg_dump_path) as load:
        load.feed(script.before(manifest, is_replacing=is_forced))
        _bring_back(rt, path, ring, load)
        load.feed(script.after(manifest))
        _compare_files(rt, manifest)
        load.commit()
    if not migrations_known:
        list(migrations.upgrade(rt.settings.server_url, local=manifest.has_app_tables))
    _settle(rt, path.name, manifest)
    here = keys.ids_of_others(rt.settings)
    strange = [name for name, id in manifest.keys.items() if keys.is_other(id, here.get(name))]
    return Restored(manifest, time.monotonic() - began, strange)


def _bring_back(rt: Runtime, path: Path, ring: KeyRing, load: Load) -> None:
    with archive.opened(path, ring) as parts:
        for name, content in parts:
            if name.startswith(DATABASE):
                load.feed(content)
            elif name.startswith(FILES):
                rt.storage.put(name.removeprefix(FILES), content)


def _compare_files(rt: Runtime, manifest: Manifest) -> None:
    """Reads every file back from where it lies now."""
    for key, piece in manifest.files.items():
        if archive.piece_of(rt.storage.get(key)) != piece:
            raise RestoreFailed(f"The file {key} did not arrive as it was; the database is as it was before.")


def _settle(rt: Runtime, name: str, manifest: Manifest) -> None:
    """Forgets answers about the former books, keeps the demo away from these, and writes the deed down."""
    with suppress(CacheAway):
        _clear(rt, cache_types.ALL)
    if rt.settings.is_database_embedded and not (rt.settings.data_dir / CARD).exists():
        private_files.write_json(rt.settings.data_dir / CARD, {})
    details = {"made_at": manifest.created_at.isoformat(), "rows": manifest.rows, "files": len(manifest.files)}
    deed = Deed("backup restored", by=Actor.named(COMMAND_LINE), subject_kind="backup", subject=name, details=details)
    with rt.db.transaction(Caller.service()) as tx:
        rt.audit.append(tx, deed)


def _clear(rt: Runtime, kinds: Iterable[cache_types.CacheType]) -> None:
    for kind in kinds:
        rt.cache.clear(kind)
