"""`flask status`, `flask db check` and `flask cache`: one look, and what it says when something is not well."""

import time
from contextlib import closing
from dataclasses import replace
from uuid import uuid4

import psycopg
import pytest
from flask import Flask

from app.factory import create_app
from app.runtime import cache_types, migrations
from app.runtime.runtime import Runtime
from app.runtime.settings import Settings

NOWHERE = "postgresql://nobody:x@127.0.0.1:1/none"


class TestStatus:
    def test_names_every_part_and_the_jobs(self, app: Flask) -> None:
        code, said = _run(app, "status")
        assert code in (0, 1)
        assert "ok   database: answers" in said
        assert "waits: urgent " in said

    def test_says_that_it_cannot_answer(self, settings: Settings) -> None:
        code, said = _run(create_app(replace(settings, database_url=NOWHERE)), "status")
        assert (code, said.splitlines()[0].split(",")[0]) == (2, "unhealthy")
        assert "DOWN database:" in said
        assert "jobs: Your books cannot be reached" in said


class TestDatabase:
    def test_a_database_as_it_should_be_is_well(self, migrated_url: str) -> None:
        schema = next(line for line in migrations.standing(migrated_url) if line.text.startswith("schema"))
        assert schema.is_well
        assert " tables there" in schema.text

    def test_what_is_missing_is_named(self, fresh_database: str) -> None:
        list(migrations.upgrade(fresh_database, local=True))
        with psycopg.connect(fresh_database) as connection:
            connection.execute("drop table insight_deeds")
            connection.execute("delete from schema_migrations where name = '0020_insight_deeds.sql'")
            connection.execute("drop table document_deeds")
        told = [line.text for line in migrations.standing(fresh_database) if not line.is_well]
        assert told == ["schema: not applied: 0020_insight_deeds.sql", "schema: missing: public.document_deeds"]

    def test_who_waits_for_a_lock_is_seen(self, fresh_database: str) -> None:
        with psycopg.connect(fresh_database) as holder, closing(psycopg.connect(fresh_database)) as waiter:
            holder.execute("create table held ()")
            holder.commit()
            holder.execute("lock table held")
            waiter.pgconn.send_query(b"select * from held")
            told = _locked(fresh_database)
        assert told[:1] == ["sessions that wait for another one's lock: 1"]
        assert told[1].startswith("tables: one is locked")

    def test_a_database_that_is_away_is_told_in_a_line(self, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DATABASE_URL", NOWHERE)
        code, said = _run(app, "db", "check")
        assert (code, said.startswith("Error: the database cannot be reached")) == (1, True)


class TestCache:
    def test_one_type_is_forgotten_and_the_others_stay(self, app: Flask, rt: Runtime) -> None:
        mine, other = uuid4().hex, uuid4().hex
        rt.cache.store(cache_types.GST_REGISTER, mine, value=b"1")
        rt.cache.store(cache_types.USER_CONTEXT, other, value=b"1")
        code, said = _run(app, "cache", "clear", "--type", "gst_register")
        assert (code, "results are forgotten." in said) == (0, True)
        assert rt.cache.fetch(cache_types.GST_REGISTER, mine) is None
        assert rt.cache.fetch(cache_types.USER_CONTEXT, other) == b"1"

    @pytest.mark.parametrize("words", [(), ("--type", "everything"), ("--type", "insights", "--all")])
    def test_nonsense_is_refused_in_words(self, app: Flask, words: tuple[str, ...]) -> None:
        code, said = _run(app, "cache", "clear", *words)
        assert (code, "Error: " in said) == (2, True)

    def test_a_cache_that_is_away_is_told_in_a_line(self, settings: Settings) -> None:
        away = create_app(replace(settings, redis_url="redis://127.0.0.1:1/0"))
        code, said = _run(away, "cache", "count")
        assert (code, said[:33]) == (1, "Error: What we remember cannot be")


def _locked(url: str) -> list[str]:
    """What is said of locks, once the waiting session has begun to wait."""
    for _ in range(200):
        unwell = [line.text for line in migrations.standing(url) if not line.is_well]
        told = [text for text in unwell if "lock" in text]
        if len(told) > 1:
            return told
        time.sleep(0.05)
    return []


def _run(app: Flask, *words: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=words)
    return result.exit_code, result.output
