"""Making a backup: what is in it, one moment of it all, and what is left when it cannot be finished."""

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import psycopg
import pytest

from app.factory import create_app
from app.runtime.backups import archive, keeping, keys, making, restoring
from app.runtime.backups.making import Made
from app.runtime.backups.problems import BackupFailed, NoKey
from app.runtime.backups.shelf import Shelf
from app.runtime.runtime import Runtime
from scripts.waiting import until
from tests.runtime.backups.conftest import FILES, KEY, ask, changed
from tests.runtime.backups.test_shelf import files_of_at_most

MOMENTS = (datetime(2031, 1, 1, tzinfo=UTC) + timedelta(days=days) for days in count())
WRITES = (
    "with one as (insert into businesses (id, user_id, name, category)"
    " select gen_random_uuid(), user_id, 'one more', '' from businesses limit 1 returning id)"
    " insert into book_facts (business_id, subject_kind, subject_id, facts) select id, 'employee', id, '{}' from one"
)
"""A row of two tables at a time: half of a pair would show two moments."""

ALL_TABLES = (
    "select count(*) from pg_class where relkind = 'r'"
    " and relnamespace in ('public'::regnamespace, 'auth'::regnamespace)"
)
HALVES = (
    "select count(*) from businesses b where name = 'one more'"
    " and not exists (select from book_facts f where f.subject_id = b.id)"
)

WAITING = (
    "select count(*) from pg_stat_activity where application_name = 'pg_dump' and wait_event_type = 'Lock'"
    " and datname = current_database()"
)


class TestContent:
    def test_every_table_is_counted_and_every_file_is_in_it(self, shop: Runtime, made: Made) -> None:
        assert len(made.manifest.tables) == ask(shop, ALL_TABLES)
        assert made.manifest.tables["public.businesses"].rows == 2
        assert set(made.manifest.files) == set(FILES)
        assert made.manifest.audit_head is not None
        assert made.manifest.has_app_tables

    def test_no_key_is_in_it(self, shop: Runtime, made: Made) -> None:
        with archive.opened(path(shop, made), keys.reading(shop.settings)) as parts:
            whole = b"".join(content for _, content in parts)
        assert KEY.encode() not in whole
        for file in keys.KEPT.values():
            kept = shop.settings.data_dir / file
            assert not kept.is_file() or kept.read_bytes().strip() not in whole

    def test_nothing_of_it_can_be_read_without_the_key(self, shop: Runtime, made: Made) -> None:
        content = path(shop, made).read_bytes()
        assert not any(word in content for word in (b"businesses", b"a bill", b"COPY"))
        with pytest.raises(NoKey):
            keeping.verified(replace(shop.settings, backup_key="another-key-0123456789-0123456789-01"))

    def test_it_is_written_down(self, shop: Runtime, made: Made) -> None:
        assert ask(shop, f"select count(*) from ai_audit_logs where action = 'backup made' and subject = '{made.name}'")

    def test_production_needs_a_key_of_its_own(self, shop: Runtime) -> None:
        with pytest.raises(NoKey, match="openssl rand -hex 32"):
            keys.writing(replace(shop.settings, backup_key="", environment="production"))


class TestMoment:
    def test_is_one_while_others_write(self, shop: Runtime, elsewhere: Runtime) -> None:
        enough, written = threading.Event(), [0]

        def write() -> None:
            with psycopg.connect(shop.settings.database_url, autocommit=True) as connection:
                while not enough.is_set():
                    connection.execute(WRITES.encode())
                    written[0] += 1

        writer = threading.Thread(target=write)
        writer.start()
        until(lambda: written[0] > 5)
        before = written[0]
        try:
            made = making.make(shop, now=next(MOMENTS))
            assert written[0] > before
        finally:
            enough.set()
            writer.join()
        restoring.restore(elsewhere, path(shop, made))
        assert ask(elsewhere, HALVES) == 0
        ask(shop, "delete from businesses where name = 'one more' returning 1")


class TestFailure:
    def test_full_disk_leaves_nothing_and_keeps_older_ones(self, shop: Runtime, made: Made) -> None:
        kept = left(shop)
        with files_of_at_most(made.size_bytes // 2), pytest.raises(BackupFailed, match="could not be written"):
            making.make(shop, now=next(MOMENTS))
        assert left(shop) == kept

    def test_database_that_is_away_leaves_nothing(self, shop: Runtime, made: Made) -> None:
        kept = left(shop)
        url = "postgresql://nobody:hidden-word@127.0.0.1:1/none"
        refused = pytest.raises(BackupFailed, match="the database cannot be reached")
        with changed(shop, database_url=url) as away, refused as told:
            making.make(away, now=next(MOMENTS))
        assert "hidden-word" not in str(told.value)
        assert left(shop) == kept

    def test_past_a_pooler_goes_to_the_server(self, shop: Runtime) -> None:
        nowhere, direct = "postgresql://nobody@127.0.0.1:1/none", shop.settings.database_url
        with changed(shop, database_url=nowhere, database_direct_url=direct) as pooled:
            made = making.make(pooled, now=next(MOMENTS))
        assert keeping.verified(shop.settings, made.name) == (made.name, made.manifest)

    def test_database_without_a_schema_is_told(self, elsewhere: Runtime) -> None:
        with pytest.raises(BackupFailed, match="flask db upgrade"):
            making.make(elsewhere, now=next(MOMENTS))

    def test_pg_dump_that_is_too_old_leaves_nothing(self, shop: Runtime, tmp_path: Path) -> None:
        program = tmp_path / "pg_dump"
        program.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6'\n")
        program.chmod(0o755)
        kept = left(shop)
        refused = pytest.raises(BackupFailed, match=r"too old or missing \(found: 9\)")
        with changed(shop, pg_dump_path=tmp_path) as other, refused:
            making.make(other, now=next(MOMENTS))
        assert left(shop) == kept

    def test_one_before_an_upgrade_needs_no_audit_trail(self, shop: Runtime, made: Made, elsewhere: Runtime) -> None:
        restoring.restore(elsewhere, path(shop, made))
        ask(elsewhere, "drop function public.ai_audit_append cascade")
        before = making.make(elsewhere, now=next(MOMENTS))
        assert keeping.verified(elsewhere.settings) == (before.name, before.manifest)

    def test_second_one_of_the_same_second_takes_no_others_name(self, shop: Runtime, made: Made) -> None:
        with pytest.raises(BackupFailed, match="within this very second"):
            making.make(shop, now=made.manifest.created_at)

    def test_killed_one_leaves_what_the_next_clears(self, shop: Runtime, made: Made, repository: Path) -> None:
        names = Shelf(shop.settings.backups).names()
        with psycopg.connect(shop.settings.database_url) as holder:
            holder.execute("lock table jobs in access exclusive mode")  # pg_dump waits for it, with a begun file
            with subprocess.Popen(command("create"), cwd=repository, env=environ(shop)) as process:
                until(lambda: bool(ask(shop, WAITING)))
                assert any(name.endswith(".unfinished") for name in left(shop))
                process.send_signal(signal.SIGKILL)
        assert Shelf(shop.settings.backups).names() == names
        assert making.make(shop, now=next(MOMENTS)).name in left(shop)
        assert not any(name.endswith(".unfinished") for name in left(shop))


class TestCommands:
    def test_each_says_what_it_did(self, shop: Runtime, made: Made) -> None:
        runner = create_app(runtime=shop).test_cli_runner()
        for words, code, said in (
            ("create", 0, "rows in"),
            ("list", 0, f"{made.name}  "),
            (f"verify {made.name}", 0, f"{made.name} is sound:"),
            ("verify nothing", 1, "flask backup list"),
            ("prune", 0, "0 deleted"),
            (f"restore {made.name}", 1, "with --force"),
        ):
            done = runner.invoke(args=["backup", *words.split()])
            assert (done.exit_code, said in done.output) == (code, True), done.output


def path(rt: Runtime, made: Made) -> Path:
    return rt.settings.backups / made.name


def left(rt: Runtime) -> list[str]:
    return sorted(found.name for found in rt.settings.backups.iterdir())


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "flask", "--app", "wsgi", "backup", *words]


def environ(rt: Runtime) -> dict[str, str]:
    given = {"DATABASE_URL": rt.settings.database_url, "REDIS_URL": rt.settings.redis_url, "BACKUP_KEY": KEY}
    return os.environ | given | {"DATA_DIR": str(rt.settings.data_dir), "ENVIRONMENT": "test"}
