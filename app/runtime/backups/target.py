"""Where a backup may go: what the database holds, and whether this release knows what the backup was made with."""

import psycopg

from app.runtime import migrations
from app.runtime.backups import programs, tables
from app.runtime.backups.manifest import Manifest
from app.runtime.backups.problems import Refused, RestoreFailed
from app.runtime.backups.snapshot import CONNECT_SECONDS
from app.runtime.migrations import wording

RELATIONS = """
select count(*) from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where n.nspname in ('public', 'auth') and c.relkind in ('r', 'p', 'v', 'm', 'S')
    and not exists (select from pg_catalog.pg_depend d where d.objid = c.oid and d.deptype = 'e')
"""
OURS = """
select count(*) from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'public' and c.relname = any(%s)
"""
HAS_AUTH = "select to_regnamespace('auth') is not null"
LOCAL_AUTH = "select exists (select from public.schema_migrations where name like 'local/%')"
LEDGER = "select to_regclass('public.schema_migrations') is not null"


def require_known(manifest: Manifest) -> bool:
    """Whether this release has no file of schema/ beyond those of the backup.

    Raises `Refused` for a backup whose schema this release does not know, or knows otherwise.
    """
    files = migrations.load(local=manifest.has_app_tables)
    known = {file.name: file.checksum for file in files}
    strange = [name for name, checksum in manifest.schema.items() if known.get(name) != checksum]
    if strange:
        raise Refused(
            f"The backup was made by another release ({manifest.app_version}): this one does not have"
            f" schema/{strange[0]} as it was then. Bring it back with that release. Nothing was changed."
        )
    return set(known) <= set(manifest.schema)


def require_room(database_url: str, manifest: Manifest, *, is_forced: bool) -> int:
    """The server's major version, when the backup may go there. Raises `Refused` or `RestoreFailed`."""
    try:
        with psycopg.connect(
            programs.plain(database_url), autocommit=True, prepare_threshold=None, connect_timeout=CONNECT_SECONDS
        ) as look:
            if manifest.has_app_tables and _is_supabase(look):
                raise Refused(
                    "The backup holds the app's own tables, and this database is a Supabase project's, which keeps"
                    " them itself. Bring it back into a plain PostgreSQL. Nothing was changed."
                )
            there = _there(look, manifest)
            version = look.info.server_version // 10_000
    except psycopg.Error as error:
        raise RestoreFailed(f"Nothing was changed: {wording.complaint(error)}.") from error
    if there and not is_forced:
        raise Refused(
            f"The database holds {there} tables already. Bring the backup back into an empty one, or replace"
            " everything in this one with --force. Nothing was changed."
        )
    return version


def prepare(database_url: str) -> None:
    """Beside the app's own tables: the functions that our tables stand on. Raises `RestoreFailed`."""
    try:
        list(migrations.upgrade(database_url, local=False))
    except migrations.SchemaError as error:
        raise RestoreFailed(str(error)) from error


def _there(look: tables.Look, manifest: Manifest) -> int:
    if manifest.has_app_tables:
        return int(look.execute(RELATIONS).fetchall()[0][0])
    return int(look.execute(OURS, (tables.ours(),)).fetchall()[0][0])


def _is_supabase(look: tables.Look) -> bool:
    if not _says(look, HAS_AUTH):
        return False
    return not (_says(look, LEDGER) and _says(look, LOCAL_AUTH))


def _says(look: tables.Look, question: str) -> bool:
    return look.execute(question.encode()).fetchone() == (True,)
