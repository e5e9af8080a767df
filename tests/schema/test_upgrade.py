"""The runner: each file once, whole or not at all, whoever else runs at the same moment."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import psycopg
import pytest

from app.runtime import migrations
from app.runtime.migrations import SchemaError
from tests.schema.tenants import value

RUNNERS = 4
SNAPSHOT = """
select 'column', table_name || '.' || column_name, data_type || is_nullable || coalesce(column_default, '')
    from information_schema.columns where table_schema in ('public', 'auth')
union all select 'policy', tablename || '.' || policyname, coalesce(qual, '') || coalesce(with_check, '')
    from pg_policies
union all select 'trigger', tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid)
    from pg_trigger where not tgisinternal
union all select 'index', indexname, indexdef from pg_indexes where schemaname = 'public'
union all select 'right', oid::regclass::text, relacl::text from pg_class where relnamespace = 'public'::regnamespace
union all select 'applied', name, sha256 || applied_at from schema_migrations
order by 1, 2, 3
"""


class TestTheWholeSchema:
    def test_applied_again_changes_nothing(self, empty_url: str) -> None:
        list(migrations.upgrade(empty_url, local=True))
        before = _rows(empty_url, SNAPSHOT)
        assert len(list(migrations.upgrade(empty_url, local=True))) == 1
        assert _rows(empty_url, SNAPSHOT) == before

    def test_stays_the_same_when_its_files_are_run_by_hand(self, empty_url: str) -> None:
        list(migrations.upgrade(empty_url, local=True))
        before = _rows(empty_url, SNAPSHOT)
        with psycopg.connect(empty_url, autocommit=True) as connection:
            for migration in migrations.load(local=True):
                connection.execute(migration.sql.encode())
        assert _rows(empty_url, SNAPSHOT) == before

    def test_is_built_once_by_four_runners_at_the_same_moment(self, empty_url: str) -> None:
        applied = _at_once(empty_url, migrations.SCHEMA_FOLDER)
        assert applied == Counter(f"applied {migration.name}" for migration in migrations.load(local=True))

    def test_names_every_file_of_its_folder(self) -> None:
        folder = migrations.SCHEMA_FOLDER
        assert {one.name for one in migrations.load(local=True)} == {
            str(path.relative_to(folder)) for path in folder.rglob("*.sql")
        }

    def test_without_the_apps_tables_says_how_to_get_them(self, empty_url: str) -> None:
        with pytest.raises(SchemaError, match=r"app's tables are not in this database.*flask db upgrade --local"):
            list(migrations.upgrade(empty_url))
        assert _rows(empty_url, "select name from schema_migrations") == []


class TestOneFile:
    def test_that_changed_after_it_was_applied_is_refused(self, empty_url: str, folder: Path) -> None:
        _write(folder, "0001_a.sql", "create table a (n int);")
        list(migrations.upgrade(empty_url, folder))
        _write(folder, "0001_a.sql", "create table a (n bigint);")
        _write(folder, "0002_b.sql", "create table b (n int);")
        with pytest.raises(SchemaError, match=r"schema/0001_a\.sql was changed after it had been applied"):
            list(migrations.upgrade(empty_url, folder))
        assert _tables(empty_url) == {"a"}
        assert [line.split()[0] for line in migrations.status(empty_url, folder)] == ["CHANGED", "pending"]

    def test_that_fails_leaves_nothing_and_keeps_what_came_before(self, empty_url: str, folder: Path) -> None:
        _write(folder, "0001_a.sql", "create table a (n int);")
        _write(folder, "0002_b.sql", "create table b (n int);\n\nselect missing from a;")
        with pytest.raises(SchemaError, match=r'^schema/0002_b\.sql: column "missing" does not exist \(line 3\)$'):
            list(migrations.upgrade(empty_url, folder))
        assert _tables(empty_url) == {"a"}

    def test_without_transaction_runs_statement_by_statement(self, empty_url: str, folder: Path) -> None:
        _write_concurrent(folder)
        list(migrations.upgrade(empty_url, folder))
        assert _rows(empty_url, "select indexname from pg_indexes where tablename = 'a' order by 1") == [
            ("a_m",),
            ("a_n",),
        ]

    def test_without_transaction_is_also_applied_by_one_of_four(self, empty_url: str, folder: Path) -> None:
        _write_concurrent(folder)
        assert set(_at_once(empty_url, folder).values()) == {1}

    def test_that_the_manifest_names_must_be_there(self, empty_url: str, folder: Path) -> None:
        _write(folder, "0001_a.sql", "select 1;")
        (folder / "0001_a.sql").unlink()
        with pytest.raises(SchemaError, match=r"0001_a\.sql cannot be read: No such file"):
            list(migrations.upgrade(empty_url, folder))

    def test_of_another_release_is_left_alone(self, empty_url: str, folder: Path) -> None:
        _write(folder, "0001_a.sql", "select 1;")
        list(migrations.upgrade(empty_url, folder))
        (folder / "manifest.txt").write_text("")
        assert list(migrations.upgrade(empty_url, folder)) == ["schema: 0 files applied, 0 were there"]
        assert list(migrations.status(empty_url, folder)) == ["unknown  0001_a.sql  (applied by another release)"]

    def test_under_local_is_applied_only_when_asked(self, empty_url: str, folder: Path) -> None:
        (folder / "local").mkdir()
        _write(folder, "local/0001_a.sql", "create table a (n int);")
        list(migrations.upgrade(empty_url, folder))
        assert list(migrations.status(empty_url, folder)) == ["local    local/0001_a.sql"]
        list(migrations.upgrade(empty_url, folder, local=True))
        assert _tables(empty_url) == {"a"}

    def test_does_not_wait_long_for_a_table_in_use(
        self, empty_url: str, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("app.runtime.migrations.runner.LIMITS", "select set_config('lock_timeout', '50ms', true)")
        _write(folder, "0001_a.sql", "create table a (n int);")
        list(migrations.upgrade(empty_url, folder))
        _write(folder, "0002_b.sql", "alter table a add m int;")
        with psycopg.connect(empty_url) as busy:
            busy.execute("select from a")
            with pytest.raises(SchemaError, match=r"^schema/0002_b\.sql: a table stayed in use too long"):
                list(migrations.upgrade(empty_url, folder))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "manifest.txt").write_text("")
    return tmp_path


def _write(folder: Path, name: str, sql: str) -> None:
    (folder / name).write_text(sql)
    manifest = folder / "manifest.txt"
    if name not in manifest.read_text().splitlines():
        manifest.write_text(f"{manifest.read_text()}{name}\n")


def _write_concurrent(folder: Path) -> None:
    _write(folder, "0001_a.sql", "create table a (n int, m int);")
    _write(
        folder,
        "0002_index.sql",
        f"{migrations.NO_TRANSACTION}\ncreate index concurrently if not exists a_n on a (n);\n"
        "create index concurrently if not exists a_m on a (m);\n",
    )


def _at_once(url: str, folder: Path) -> Counter[str]:
    """How often each file was applied when several runners started together."""
    start = Barrier(RUNNERS)

    def run(_: int) -> list[str]:
        start.wait()
        return list(migrations.upgrade(url, folder, local=True))[:-1]

    with ThreadPoolExecutor(RUNNERS) as pool:
        return Counter(line for lines in pool.map(run, range(RUNNERS)) for line in lines)


def _rows(url: str, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(query.encode()).fetchall()


def _tables(url: str) -> set[str]:
    with psycopg.connect(url) as connection:
        assert value(connection, "select count(*) from schema_migrations") >= 0
        found = connection.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
    return {name for (name,) in found} - {"schema_migrations"}
