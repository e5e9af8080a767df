"""Bringing a backup back: elsewhere, twice, beside the app's tables; and what is refused before anything is touched."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from app.runtime import migrations
from app.runtime.backups import archive, keys, making, restoring, script, snapshot, tables, target
from app.runtime.backups.loading import Load
from app.runtime.backups.making import Made
from app.runtime.backups.manifest import Content, Manifest
from app.runtime.backups.problems import Damaged, NoKey, Refused, RestoreFailed
from app.runtime.runtime import Runtime
from tests.runtime.backups.conftest import FILES, ask, changed, database, process

POLICIES = "select count(*) from pg_policies"
RIGHTS = (
    "select string_agg(acl::text, ' ' order by oid)"
    " from (select oid, unnest(relacl) as acl from pg_class where relname = 'jobs') a"
)
PUBLISHED = "select string_agg(tablename, ' ' order by tablename) from pg_publication_tables"


class TestElsewhere:
    def test_everything_is_as_it_was(self, shop: Runtime, made: Made, elsewhere: Runtime) -> None:
        restored = restoring.restore(elsewhere, path(shop, made))
        assert contents(elsewhere, but="ai_audit") == contents_of(made.manifest, but="ai_audit")
        assert {key: elsewhere.storage.get(key) for key in made.manifest.files} == FILES
        for question in (POLICIES, RIGHTS, PUBLISHED):
            assert ask(elsewhere, question) == ask(shop, question) is not None
        assert restored.seconds < 300

    def test_audit_trail_goes_on_where_it_ended(self, shop: Runtime, made: Made, elsewhere: Runtime) -> None:
        restoring.restore(elsewhere, path(shop, made))
        last = "select action from ai_audit_logs where chain = '00000000-0000-0000-0000-000000000000' order by seq desc"
        assert ask(elsewhere, last) == "backup restored"
        torn = (
            "select count(*) from ai_audit_logs l where seq > 1 and not exists (select from ai_audit_logs p"
            " where p.chain = l.chain and p.seq = l.seq - 1 and p.hash = l.prev_hash)"
        )
        assert ask(elsewhere, torn) == 0

    def test_a_second_time_needs_force_and_then_does_the_same(
        self, shop: Runtime, made: Made, elsewhere: Runtime
    ) -> None:
        restoring.restore(elsewhere, path(shop, made))
        ask(elsewhere, "delete from jobs returning 1")
        with pytest.raises(Refused, match="with --force"):
            restoring.restore(elsewhere, path(shop, made))
        assert ask(elsewhere, "select count(*) from jobs") == 0
        restoring.restore(elsewhere, path(shop, made), is_forced=True)
        assert contents(elsewhere, but="ai_audit") == contents_of(made.manifest, but="ai_audit")

    def test_what_comes_back_can_be_backed_up(self, shop: Runtime, made: Made, elsewhere: Runtime) -> None:
        restoring.restore(elsewhere, path(shop, made))
        again = making.make(elsewhere, now=elsewhere.clock.now()).manifest
        assert contents_of(again, but="ai_audit") == contents_of(made.manifest, but="ai_audit")
        assert again.files == made.manifest.files

    def test_other_keys_here_are_named(self, shop: Runtime, made: Made, elsewhere: Runtime) -> None:
        signing = "signs-models-0123456789-0123456789-0"
        (shop.settings.data_dir / "model_signing.key").write_text(signing)
        later = making.make(shop, now=shop.clock.now().replace(year=2032))
        assert restoring.restore(elsewhere, path(shop, later)).strange_keys == ["MODEL_SIGNING_KEY"]
        with changed(elsewhere, model_signing_key=signing) as same:
            assert restoring.restore(same, path(shop, later), is_forced=True).strange_keys == []


class TestRefusal:
    def test_wrong_key_touches_nothing(self, shop: Runtime, made: Made, elsewhere: Runtime) -> None:
        refused = pytest.raises(NoKey, match="Nothing was changed")
        with changed(elsewhere, backup_key="another-key-0123456789-0123456789-01") as other, refused:
            restoring.restore(other, path(shop, made))
        assert is_untouched(elsewhere)

    @pytest.mark.parametrize("damage", ["bit", "end", "nothing left"])
    def test_damaged_file_touches_nothing(
        self, shop: Runtime, made: Made, elsewhere: Runtime, tmp_path: Path, damage: str
    ) -> None:
        content = bytearray(path(shop, made).read_bytes())
        if damage == "bit":
            content[len(content) // 2] ^= 4
        bad = tmp_path / "bad.backup"
        bad.write_bytes({"bit": content, "end": content[:-1], "nothing left": content[:400]}[damage])
        with pytest.raises(Damaged):
            restoring.restore(elsewhere, bad)
        assert is_untouched(elsewhere)

    def test_schema_of_a_later_release_is_not_guessed_at(self, made: Made) -> None:
        later = replace(made.manifest, schema={**made.manifest.schema, "9999_later.sql": "0" * 64})
        with pytest.raises(Refused, match=r"9999_later\.sql"):
            target.require_known(later)

    def test_rows_that_differ_undo_everything(self, shop: Runtime, made: Made, elsewhere: Runtime) -> None:
        """The comparison is part of the transaction: here it expects a row that the dump does not have."""
        other = replace(made.manifest, tables={**made.manifest.tables, "public.jobs": Content(99, "0")})
        with pytest.raises(RestoreFailed, match=r"public\.jobs came back with .* rows instead of 99"):
            load(shop, made, elsewhere, other)
        assert is_untouched(elsewhere)

    def test_another_end_of_the_audit_trail_undoes_everything(
        self, shop: Runtime, made: Made, elsewhere: Runtime
    ) -> None:
        with pytest.raises(RestoreFailed, match="audit trail"):
            load(shop, made, elsewhere, replace(made.manifest, audit_head="0" * 64))
        assert is_untouched(elsewhere)

    def test_process_that_dies_half_way_leaves_the_database_as_it_was(
        self, shop: Runtime, made: Made, elsewhere: Runtime
    ) -> None:
        with Load(elsewhere.settings.database_url, 18, None) as half:
            half.feed(b"create table public.half (id int);\n")
            assert half._process.stdin is not None
            half._process.stdin.close()  # as the kernel does for a killed process
            assert half._process.wait() == 0
        assert is_untouched(elsewhere)


class TestBesideTheAppsTables:
    """A Supabase project: the app's tables are its own, and only ours are backed up and brought back."""

    def test_only_ours_are_in_it_and_come_back(self, project: Runtime) -> None:
        made = making.make(project, now=project.clock.now())
        assert not made.manifest.has_app_tables
        assert {name.removeprefix("public.") for name in made.manifest.tables} < set(tables.ours())
        before = [ask(project, question) for question in (POLICIES, RIGHTS, PUBLISHED)]
        ask(project, "delete from jobs returning 1")
        ask(project, "update businesses set name = 'changed since' returning 1")
        with pytest.raises(Refused, match="with --force"):
            restoring.restore(project, path(project, made))
        restoring.restore(project, path(project, made), is_forced=True)
        kept = contents(project, but="ai_audit")
        assert {name: kept[name] for name in contents_of(made.manifest, but="ai_audit")} == contents_of(
            made.manifest, but="ai_audit"
        )
        assert [ask(project, question) for question in (POLICIES, RIGHTS, PUBLISHED)] == before
        assert ask(project, "select count(*) from businesses where name = 'changed since'") == 2

    def test_backup_with_the_apps_tables_is_refused_there(self, shop: Runtime, made: Made, project: Runtime) -> None:
        with pytest.raises(Refused, match="Supabase project"):
            restoring.restore(project, path(shop, made), is_forced=True)

    def test_our_tables_are_all_that_the_files_of_schema_make(self, shop: Runtime, made: Made) -> None:
        local = {name for file in migrations.load(local=True) if file.is_local for name in made_by(file.sql)}
        everything = {name.removeprefix("public.") for name in made.manifest.tables if name.startswith("public.")}
        assert everything - set(tables.ours()) == local


def made_by(sql: str) -> set[str]:
    return {table for table, _ in tables.RELATION.findall(sql) if table}


def load(shop: Runtime, made: Made, elsewhere: Runtime, manifest: Manifest) -> None:
    """Brings the dump of `made` back, and compares it with what `manifest` expects."""
    with Load(elsewhere.settings.database_url, 18, None) as running:
        running.feed(script.before(manifest, is_replacing=False))
        with archive.opened(path(shop, made), keys.reading(shop.settings)) as parts:
            for name, content in parts:
                if name.startswith(archive.DATABASE):
                    running.feed(content)
        running.feed(script.after(manifest))
        running.commit()


def contents(rt: Runtime, *, but: str) -> dict[str, Content]:
    with snapshot.held(rt.settings.database_url) as moment:
        found = tables.contents(moment.look, only=None)
    return {name: content for name, content in found.items() if but not in name}


def contents_of(manifest: Manifest, *, but: str) -> dict[str, Content]:
    return {name: content for name, content in manifest.tables.items() if but not in name}


def is_untouched(rt: Runtime) -> bool:
    nothing = ask(rt, "select count(*) from pg_class where relnamespace = 'public'::regnamespace") == 0
    return bool(nothing and not list(rt.storage.keys("models")))


def path(rt: Runtime, made: Made) -> Path:
    return rt.settings.backups / made.name


@pytest.fixture
def project(shop: Runtime, made: Made, postgres_url: str, tmp_path: Path) -> Iterator[Runtime]:
    """The same businesses in a database whose ledger knows no local files, as in a Supabase project."""
    with database(postgres_url) as url, process(tmp_path / "project", url) as rt:
        restoring.restore(rt, path(shop, made))
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("delete from schema_migrations where name like 'local/%'")
        yield rt
