"""What has aged is deleted, and nothing else."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Engine, text

from app.runtime.identity import Caller
from app.runtime.jobs.records import JobNotFound
from app.runtime.retention import clean_up
from app.runtime.runtime import Runtime
from app.runtime.storage import FolderStore
from tests import shops
from tests.model_registry import tiny
from tests.runtime.jobs.workbench import asked, change, job

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
