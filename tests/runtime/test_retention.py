"""What has aged is deleted, and nothing else."""

import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Engine, text

from app.runtime.identity import Caller
from app.runtime.jobs.records import JobNotFound
from app.runtime.retention import cleaning, kinds
from app.runtime.retention.cleaning import clean_up
from app.runtime.retention.kinds import Kind
from app.runtime.runtime import Runtime
from app.runtime.storage import FolderStore
from tests import shops
from tests.model_registry import tiny
from tests.runtime.jobs.workbench import asked, change, job
from tests.schema import rows
from tests.schema.test_policies import APP_TABLES, USER_ROWS

CASES = [
    ("state = 'done', finished_at = now() - interval '91 days'", True),
    ("state = 'failed', finished_at = now() - interval '91 days'", True),
    ("state = 'done', finished_at = now() - interval '89 days'", False),
    ("state = 'dead', finished_at = now() - interval '91 days'", False),
    ("state = 'queued', created_at = now() - interval '91 days'", False),
]

KINDS = [("uploads", 1), ("quarantine", 30), ("unfinished", 1), ("documents", 30), ("pages", 30)]
ALERT = text(
    "insert into fraud_alerts (id, business_id, alert_type, fingerprint, message, confidence_score, status,"
    " model_version, book_revision, detected_at, last_seen_at) values (gen_random_uuid(), :business,"
    " 'duplicate_invoice', gen_random_uuid()::text, 'Twice?', 0.8, :status, '1', 1, now(),"
    " now() - make_interval(days => :days)) returning id"
)

TO_FIT = {
    "state in ('done', 'failed')": "state = 'done'",
    "outcome is null": "outcome = null",
    "outcome is not null": "outcome = 'true'",
    "status = 'resolved'": "status = 'resolved'",
    "status not in ('open', 'resolved', 'confirmed')": "status = 'dismissed'",
    "status = 'confirmed'": "status = 'confirmed'",
    "state = 'done'": "state = 'done', receipt = '{}'",
    "state = 'unconfirmed'": "state = 'unconfirmed'",
}
"""What makes a row one of the kind: an assignment for each condition."""
KEYS = {
    "idempotency_keys": "key",
    "ml_model_observations": "subject",
    "ml_model_loads": "process",
    "gstr2b_answers": "row_id",
    "service_points": "at",
    "service_calls": "call",
    "service_processes": "process",
    "service_reports": "begins_on",
    "service_table_looks": "name",
}
"""By which column a row is found again, where it is not `id`."""
MODEL = (
    "with m as (insert into ml_models (name, version, label, kind) values (gen_random_uuid()::text, 1, '1', 'skops')"
)
OF_NO_BUSINESS = {
    "idempotency_keys": "insert into idempotency_keys (user_id, key, method_path, body_sha256)"
    " values (%(user)s, gen_random_uuid()::text, 'p', 's')",
    "feature_flag_events": USER_ROWS["feature_flag_events"].replace("%s", "%(user)s"),
    "ml_model_refusals": "insert into ml_model_refusals (name, filename, sha256, size_bytes, code, reason, actor)"
    " values ('fraud', 'f', '0', 1, 'c', 'r', 'a')",
    "ml_model_loads": f"{MODEL} returning id) insert into ml_model_loads (process, name, model_id)"
    " select gen_random_uuid()::text, 'fraud', id from m",
    "service_points": "insert into service_points (at) values (clock_timestamp())",
    "service_calls": "insert into service_calls (day, call) values (now(), gen_random_uuid()::text)",
    "service_processes": "insert into service_processes (process, kind, version, started_at, seen_at)"
    " values (gen_random_uuid()::text, 'web', '1', now(), now())",
    "service_reports": "insert into service_reports (period, begins_on, ends_before, figures, sections, written_at)"
    " select 'week', day, day + 7, '{}', '[]', now() from"
    " (select '1901-01-01'::date + floor(random() * 30000)::int as day) days",
    "service_table_looks": "insert into service_table_looks (looked_at, name, total_bytes, live_rows, dead_rows)"
    " values (now(), gen_random_uuid()::text, 0, 0, 0)",
}


class TestKinds:
    def test_every_table_of_ours_has_a_decision(self, engine: Engine) -> None:
        tables = "select tablename from pg_tables where schemaname = 'public'"
        with engine.connect() as connection:
            known = set(connection.execute(text(tables)).scalars()) - APP_TABLES
        decided = [{kind.table for kind in kinds.KINDS}, kinds.GO_WITH, kinds.ARCHIVED, kinds.STAY]
        assert sum(len(some) for some in decided) == len(set().union(*decided))
        assert set().union(*decided) == known

    @pytest.mark.parametrize("is_old", [True, False], ids=["old", "young"])
    def test_rows_of_every_kind_live_their_days(
        self, rt: Runtime, engine: Engine, caller: Callable[..., Caller], is_old: bool
    ) -> None:
        owner = caller().user_id
        values = {"business": shops.opened(engine, owner), "user": owner}
        made = {kind: aged(engine, kind, values, days=kind.days + (1 if is_old else -1)) for kind in kinds.KINDS}
        clean_up(rt)
        left = {kind: is_left(engine, kind.table, place) for kind, place in made.items()}
        assert {(kind.table, kind.only) for kind, is_there in left.items() if is_there is is_old} == set()

    def test_rows_go_with_what_they_belong_to(self, engine: Engine) -> None:
        query = (
            "select conrelid::regclass::text, confrelid::regclass::text from pg_constraint"
            " where contype = 'f' and confdeltype = 'c'"
        )
        with engine.connect() as connection:
            cascades = {(child, parent) for child, parent in connection.execute(text(query))}
        assert set(kinds.GO_WITH.items()) <= cascades

    def test_operator_may_choose_another_age(self, rt: Runtime, engine: Engine, caller: Callable[..., Caller]) -> None:
        owner = caller().user_id
        values = {"business": shops.opened(engine, owner), "user": owner}
        kind = next(one for one in kinds.KINDS if one.table == "ai_analysis_results")
        place = aged(engine, kind, values, days=31)
        clean_up(replace(rt, settings=replace(rt.settings, retention_days=(("ai_analysis_results", 30),))))
        assert not is_left(engine, kind.table, place)

    def test_row_that_somebody_holds_is_passed_over(
        self, rt: Runtime, engine: Engine, caller: Callable[..., Caller]
    ) -> None:
        owner = caller().user_id
        values = {"business": shops.opened(engine, owner), "user": owner}
        kind = next(one for one in kinds.KINDS if one.table == "ai_analysis_results")
        held, free = (aged(engine, kind, values, days=91) for _ in range(2))
        with engine.begin() as connection:
            connection.execute(text(f"select from {kind.table} where id = :id for update"), {"id": held})
            clean_up(rt)
        assert is_left(engine, kind.table, held)
        assert not is_left(engine, kind.table, free)
        clean_up(rt)
        assert not is_left(engine, kind.table, held)

    def test_more_rows_than_a_batch_go(
        self, rt: Runtime, engine: Engine, caller: Callable[..., Caller], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(cleaning, "MOST_AT_ONCE", 2)
        owner = caller().user_id
        values = {"business": shops.opened(engine, owner), "user": owner}
        kind = next(one for one in kinds.KINDS if one.table == "ai_analysis_results")
        places = [aged(engine, kind, values, days=91) for _ in range(5)]
        assert clean_up(rt)[kind.table] >= 5
        assert not any(is_left(engine, kind.table, place) for place in places)


def aged(engine: Engine, kind: Kind, values: dict[str, UUID | None], *, days: int) -> str:
    """A row of the kind that is so old; by what it is found again."""
    insert, key = OF_NO_BUSINESS.get(kind.table) or rows.NEW[kind.table], KEYS.get(kind.table, "id")
    fitting = f"{TO_FIT[kind.only]}, " if kind.only in TO_FIT else ""
    with engine.begin() as connection, closing(connection.connection.cursor()) as cursor:
        cursor.execute(f"select {key}::text from {kind.table}")
        told = {"days": days, "before": [one for (one,) in cursor.fetchall()]}
        cursor.execute(insert, values)
        cursor.execute(
            f"update {kind.table} set {fitting}{kind.moment} = now() - make_interval(days => %(days)s)"
            f" where {key}::text <> all (%(before)s) returning {key}::text",
            told,
        )
        return str(cursor.fetchall()[0][0])


def is_left(engine: Engine, table: str, place: str) -> bool:
    """Whether the row is still there."""
    return (
        shops.count(engine, f"select count(*) from {table} where {KEYS.get(table, 'id')}::text = :p", {"p": place}) > 0
    )


class TestCleanUp:
    @pytest.mark.parametrize(("assignment", "is_deleted"), CASES)
    def test_finished_jobs_live_ninety_days(
        self, rt: Runtime, engine: Engine, assignment: str, is_deleted: bool
    ) -> None:
        job_id = asked(rt)
        change(engine, job_id, assignment)
        clean_up(rt)
        assert self.is_gone(rt, job_id) is is_deleted

    @pytest.mark.parametrize(
        ("status", "days", "is_deleted"),
        [
            ("resolved", 364, False),
            ("resolved", 366, True),
            ("dismissed", 729, False),
            ("dismissed", 731, True),
            ("not_sure", 731, True),
            ("confirmed", 731, False),
            ("confirmed", 8 * 365 + 1, True),
            ("open", 4000, False),
        ],
    )
    def test_confirmed_alerts_outlive_dismissed_ones(
        self, rt: Runtime, engine: Engine, caller: Callable[..., Caller], status: str, days: int, is_deleted: bool
    ) -> None:
        with engine.begin() as connection:
            found = {"business": shops.opened(engine, caller().user_id), "status": status, "days": days}
            id = connection.execute(ALERT, found).scalar_one()
        clean_up(rt)
        with engine.connect() as connection:
            left = connection.execute(text("select count(*) from fraud_alerts where id = :id"), {"id": id})
            assert (left.scalar_one() == 0) is is_deleted

    def test_kept_answers_live_a_day(self, rt: Runtime, engine: Engine) -> None:
        with engine.begin() as connection:
            for key, hours in (("old", 25), ("young", 23)):
                connection.execute(
                    text(
                        "insert into idempotency_keys (user_id, key, method_path, body_sha256, created_at)"
                        " values (gen_random_uuid(), :key, 'retention', '', now() - make_interval(hours => :hours))"
                    ),
                    {"key": key, "hours": hours},
                )
        assert clean_up(rt)["idempotency_keys"] >= 1
        with engine.connect() as connection:
            kept = connection.execute(text("select key from idempotency_keys where method_path = 'retention'"))
            assert set(kept.scalars()) == {"young"}

    def test_predictions_live_a_year_and_labels_two(
        self, rt: Runtime, engine: Engine, caller: Callable[..., Caller]
    ) -> None:
        business_id = shops.opened(engine, caller().user_id)
        version = tiny.registered(rt, tiny.name())
        for days, outcome in ((366, "null"), (364, "null"), (731, "true"), (729, "true")):
            shops.execute(
                engine,
                "insert into ml_model_observations (model_id, subject, business_id, role, probability, inputs,"
                " predicted_at, outcome) values (:model_id, gen_random_uuid(), :business_id, 'production', 0.5, '[]',"
                " now() - make_interval(days => :days), cast(nullif(:outcome, 'null') as jsonb))",
                {"model_id": version.id, "business_id": business_id, "days": days, "outcome": outcome},
            )
        assert clean_up(rt)["ml_model_observations"] == 2
        query = "select count(*) from ml_model_observations where model_id = :id"
        assert shops.count(engine, query, {"id": version.id}) == 2

    @pytest.mark.parametrize(("kind", "days"), KINDS)
    def test_files_that_nobody_fetched_live_their_days(self, rt: Runtime, tmp_path: Path, kind: str, days: int) -> None:
        apart = replace(rt, storage=FolderStore(tmp_path))
        for name, hours in (("old", 1), ("young", -1)):
            apart.storage.put(f"{kind}/{name}", b"1")
            moment = (rt.clock.now() - timedelta(days=days, hours=hours)).timestamp()
            os.utime(tmp_path / kind / name, (moment, moment))
        assert clean_up(apart)[kind] == 1
        assert apart.storage.get(f"{kind}/young") == b"1"

    def test_twice_is_harmless(self, rt: Runtime) -> None:
        clean_up(rt)
        assert set(clean_up(rt).values()) <= {0}

    @staticmethod
    def is_gone(rt: Runtime, job_id: UUID) -> bool:
        try:
            job(rt, job_id)
        except JobNotFound:
            return True
        return False
