"""An erasure takes all that is kept about one, leaves everybody else's as it was, and goes on where it was stopped."""

from functools import partial
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine

from app.books import freshness
from app.intake.service import storing
from app.privacy.records import Deed, Request, State, StillAtWork
from app.privacy.repo import rows as repo_rows
from app.privacy.rules.tables import TABLES
from app.privacy.service import asking, erasing
from app.runtime import cache_types
from app.runtime.identity import Caller
from app.runtime.jobs import runner
from app.runtime.jobs.records import JobState
from app.runtime.runtime import Runtime
from app.runtime.sealing.columns import DOCUMENT_NAME
from app.runtime.storage import ObjectNotFound
from tests import shops
from tests.privacy import planted
from tests.privacy.conftest import Ask
from tests.privacy.planted import Shop

ERASED = {table.name for table in TABLES if table.business[0].deed is Deed.ERASED}
WITH_BUSINESS = ERASED - {"idempotency_keys", "job_lines"}


class Stopped(Exception):
    """The worker is gone."""


class TestBusiness:
    def test_nothing_of_it_is_left_but_what_is_kept_for_a_reason(
        self, apart: Runtime, migrated_url: str, mine: Shop, erasure: Ask
    ) -> None:
        values = {"business": mine.business, "user": mine.user}
        before = planted.left(migrated_url, "business_id = %(business)s", values, of=WITH_BUSINESS)
        assert set(before) == WITH_BUSINESS
        done = finished(apart, erasure(mine.owner, mine.business), mine.owner)
        assert planted.left(migrated_url, "business_id = %(business)s", values, of=WITH_BUSINESS) == {}
        assert planted.left(migrated_url, "user_id = %(user)s", values, of={"idempotency_keys"}) == {}
        assert done.receipt is not None
        kept = {one["table"]: one for one in done.receipt["kept"]}
        assert kept.keys() >= {"book_facts", "book_revisions", "ai_privacy_requests"}
        assert kept["book_facts"]["law"].startswith("CGST Act 2017, section 36")

    def test_another_business_is_left_byte_for_byte(
        self, apart: Runtime, migrated_url: str, mine: Shop, theirs: Shop, erasure: Ask
    ) -> None:
        asked = erasure(mine.owner, mine.business)
        before = planted.checksums(migrated_url, theirs)
        finished(apart, asked, mine.owner)
        assert planted.checksums(migrated_url, theirs) == before
        assert apart.storage.get(storing.place_of(theirs.document)).endswith(b"Mehta Stores")

    def test_files_and_cached_results_go_too(self, apart: Runtime, mine: Shop, theirs: Shop, erasure: Ask) -> None:
        for shop in (mine, theirs):
            apart.cache.store(cache_types.FRAUD_ANALYSIS, "v", shop.business, 1, value=b"alerts")
        apart.cache.store(cache_types.DOCUMENT_PROCESSING, "v", "digest", value=b"read")
        finished(apart, erasure(mine.owner, mine.business), mine.owner)
        for place in (storing.place_of(mine.document), f"uploads/{mine.business.hex}"):
            with pytest.raises(ObjectNotFound):
                apart.storage.get(place)
        assert [one.name for one in apart.storage.keys("audit-exports") if one.name.startswith(mine.business.hex)] == []
        assert len(list(apart.storage.keys("audit-exports"))) == 1
        assert apart.cache.fetch(cache_types.FRAUD_ANALYSIS, "v", mine.business, 1) is None
        assert apart.cache.fetch(cache_types.FRAUD_ANALYSIS, "v", theirs.business, 1) == b"alerts"
        assert apart.cache.fetch(cache_types.DOCUMENT_PROCESSING, "v", "digest") is None

    def test_damaged_value_goes_like_any_other(self, apart: Runtime, engine: Engine, mine: Shop, erasure: Ask) -> None:
        values = {"id": mine.document, "name": apart.seals.text("bill.pdf", DOCUMENT_NAME.place(uuid4()))}
        shops.execute(engine, "update document_extractions set file_name = :name where id = :id", values)
        finished(apart, erasure(mine.owner, mine.business), mine.owner)
        with pytest.raises(ObjectNotFound):
            apart.storage.get(storing.place_of(mine.document))

    def test_feedback_that_anybody_gave_on_its_alerts_goes_too(
        self, apart: Runtime, engine: Engine, mine: Shop, erasure: Ask
    ) -> None:
        query = (
            "select count(*) from feedback where entity_id in"
            " (select id::text from fraud_alerts where business_id = :b)"
        )
        assert shops.count(engine, query, {"b": mine.business}) == 1
        done = finished(apart, erasure(mine.owner, mine.business), mine.owner)
        assert done.found["feedback"] == {"erased": 2}

    def test_killed_half_way_it_goes_on_and_counts_each_row_once(
        self, apart: Runtime, migrated_url: str, mine: Shop, erasure: Ask
    ) -> None:
        asked = erasure(mine.owner, mine.business)

        def killed(share: float, note: str) -> None:
            if note.startswith("fraud_alerts"):
                raise Stopped

        with pytest.raises(Stopped):
            erasing.erase_job(apart, request_id=str(asked.id), now=apart.clock.now(), progress=killed)
        half = asking.one(apart, asked.id, caller=mine.owner, now=apart.clock.now())
        assert half.state is State.RUNNING
        assert half.found["document_extractions"]
        assert "jobs" not in half.found
        done = finished(apart, asked, mine.owner)
        assert done.found["document_extractions"] == half.found["document_extractions"]
        assert done.found["fraud_alerts"] == {"erased": 1}
        assert planted.left(migrated_url, "business_id = %(b)s", {"b": mine.business}, of=WITH_BUSINESS) == {}

    def test_twice_is_harmless(self, apart: Runtime, migrated_url: str, mine: Shop, erasure: Ask) -> None:
        first = finished(apart, erasure(mine.owner, mine.business), mine.owner)
        assert erasing.erase_job(apart, request_id=str(first.id), now=apart.clock.now(), progress=quiet)["is_done"]
        assert asking.one(apart, first.id, caller=mine.owner, now=apart.clock.now()) == first
        again = finished(apart, erasure(mine.owner, mine.business), mine.owner)
        assert again.id != first.id
        assert again.found == {}

    def test_nothing_comes_back_by_itself_at_night(
        self, apart: Runtime, engine: Engine, mine: Shop, erasure: Ask
    ) -> None:
        def is_in_the_round() -> bool:
            before, until = UUID(int=mine.business.int - 1), mine.business
            with apart.db.transaction(Caller.service()) as tx:
                return bool(freshness.fetch_page(tx, "fraud", after=before, until=until, limit=1))

        assert is_in_the_round()
        finished(apart, erasure(mine.owner, mine.business), mine.owner)
        assert not is_in_the_round()
        shops.execute(
            engine,
            "insert into ai_analysis_results (business_id, analysis_type, model_version, book_revision, result)"
            " values (:b, 'fraud', '1', 1, '{}')",
            {"b": mine.business},
        )
        assert is_in_the_round()

    def test_more_rows_than_a_batch_go(self, apart: Runtime, engine: Engine, mine: Shop, erasure: Ask) -> None:
        more = repo_rows.MOST * 2
        statement = (
            "insert into ai_analytics_events (business_id, event) select :b, 'asked' from generate_series(1, :n)"
        )
        shops.execute(engine, statement, {"b": mine.business, "n": more})
        done = finished(apart, erasure(mine.owner, mine.business), mine.owner)
        assert done.found["ai_analytics_events"] == {"erased": more + 1}


class TestJobs:
    def test_queued_ones_are_withdrawn(self, apart: Runtime, mine: Shop, erasure: Ask) -> None:
        with apart.db.transaction(Caller.service()) as tx:
            apart.jobs.enqueue(
                tx, "fraud.analyze", caller=Caller.service(), business_id=mine.business, payload={}, delay_seconds=600
            )
        done = finished(apart, erasure(mine.owner, mine.business), mine.owner)
        assert done.found["jobs"] == {"erased": 2}

    def test_running_ones_are_waited_for(self, apart: Runtime, engine: Engine, mine: Shop, erasure: Ask) -> None:
        values = {"id": uuid4(), "b": mine.business}
        statement = (
            "insert into jobs (id, name, business_id, state, lease_until) values (:id, 'x', :b, 'running', now())"
        )
        shops.execute(engine, statement, values)
        asked, said = erasure(mine.owner, mine.business), list[str]()
        erase = partial(erasing.erase_job, apart, request_id=str(asked.id), now=apart.clock.now())
        with pytest.raises(StillAtWork):
            erase(progress=quiet, patience_seconds=0)
        assert shops.count(engine, "select count(*) from fraud_alerts where business_id = :b", values) == 1

        def ending(share: float, note: str) -> None:
            said.append(note)
            if note.startswith("waiting"):
                shops.execute(engine, "update jobs set state = 'done' where id = :id", values)

        erase(progress=ending)
        assert said[0] == "waiting for 1 jobs to end"
        assert shops.count(engine, "select count(*) from fraud_alerts where business_id = :b", values) == 0

    def test_the_worker_carries_it_out(self, apart: Runtime, mine: Shop, erasure: Ask) -> None:
        asked = erasure(mine.owner, mine.business)
        assert asked.job_id
        assert runner.execute(apart, asked.job_id, erasing.erase_job) is JobState.DONE

    @pytest.mark.parametrize("of_user", [False, True], ids=["business", "user"])
    def test_export_is_waited_for_or_withdrawn(
        self, apart: Runtime, engine: Engine, mine: Shop, erasure: Ask, of_user: bool
    ) -> None:
        about, now = None if of_user else mine.business, apart.clock.now()
        export = asking.ask_for_export(apart, about, caller=mine.owner, now=now)
        shops.execute(engine, "update jobs set state = 'running' where id = :id", {"id": export.job_id})
        erase = partial(erasing.erase_job, apart, request_id=str(erasure(mine.owner, about).id), now=now)
        with pytest.raises(StillAtWork):
            erase(progress=quiet, patience_seconds=0)
        shops.execute(engine, "update jobs set state = 'queued' where id = :id", {"id": export.job_id})
        erase(progress=quiet)
        assert asking.one(apart, export.id, caller=mine.owner, now=now).state is State.FAILED


class TestUser:
    def test_no_row_names_him_any_more(self, apart: Runtime, migrated_url: str, mine: Shop, erasure: Ask) -> None:
        done = finished(apart, erasure(mine.owner, None), mine.owner)
        ours = {table.name for table in TABLES} - {"ai_user_consents"}
        named = planted.left(migrated_url, "t::text like %(user)s", {"user": f"%{mine.user}%"}, of=ours)
        assert named == {}
        assert done.found["fraud_alerts"] == {"anonymised": 1}
        assert done.found["idempotency_keys"] == {"erased": 1}

    def test_killed_near_the_end_it_goes_on_about_the_same_user(
        self, apart: Runtime, engine: Engine, migrated_url: str, mine: Shop, erasure: Ask
    ) -> None:
        agreed = (
            "insert into ai_user_consents (user_id, purpose, version, language, is_given)"
            " values (:user, 'analytics', 1, 'en', true)"
        )
        shops.execute(engine, agreed, {"user": mine.user})
        asked = erasure(mine.owner, None)

        def killed(share: float, note: str) -> None:
            if note.startswith("ai_privacy_requests"):
                raise Stopped

        with pytest.raises(Stopped):
            erasing.erase_job(apart, request_id=str(asked.id), now=apart.clock.now(), progress=killed)
        done = finished(apart, asked, mine.owner)
        assert done.found["ai_user_consents"] == {"anonymised": 1}
        ours = {table.name for table in TABLES} - {"ai_user_consents"}
        assert planted.left(migrated_url, "t::text like %(user)s", {"user": f"%{mine.user}%"}, of=ours) == {}

    def test_a_standing_no_is_remembered_and_honoured(
        self, apart: Runtime, migrated_url: str, mine: Shop, erasure: Ask
    ) -> None:
        done = finished(apart, erasure(mine.owner, None), mine.owner)
        values = {"user": mine.user}
        assert planted.left(migrated_url, "user_id = %(user)s", values, of={"ai_user_consents"}) == {
            "ai_user_consents": 1
        }
        assert done.receipt is not None
        assert [one["because"] for one in done.receipt["kept"]] == ["A no has to be known to be honoured."]

    def test_his_business_keeps_its_rows(self, apart: Runtime, engine: Engine, mine: Shop, erasure: Ask) -> None:
        finished(apart, erasure(mine.owner, None), mine.owner)
        for table in ("fraud_alerts", "document_extractions", "gstr2b_answers"):
            assert (
                shops.count(engine, f"select count(*) from {table} where business_id = :b", {"b": mine.business}) >= 1
            )

    def test_another_user_is_left_byte_for_byte(
        self, apart: Runtime, migrated_url: str, mine: Shop, theirs: Shop, erasure: Ask
    ) -> None:
        asked = erasure(mine.owner, None)
        before = planted.checksums(migrated_url, theirs)
        finished(apart, asked, mine.owner)
        after = planted.checksums(migrated_url, theirs)
        assert {name for name in before if before[name] != after[name]} == set()

    def test_the_trail_forgets_him_and_stays_whole(
        self, apart: Runtime, engine: Engine, mine: Shop, erasure: Ask
    ) -> None:
        finished(apart, erasure(mine.owner, None), mine.owner)
        query = "select count(*) from ai_audit_actors where user_id = :user"
        assert shops.count(engine, query, {"user": mine.user}) == 0


class TestReceipt:
    def test_is_signed_and_stands_in_the_trail(self, apart: Runtime, engine: Engine, mine: Shop, erasure: Ask) -> None:
        done = finished(apart, erasure(mine.owner, mine.business), mine.owner)
        assert done.is_genuine
        query = "select count(*) from ai_audit_logs where action = 'data erased' and details ->> 'receipt' = :hash"
        assert shops.count(engine, query, {"hash": done.receipt_sha256}) == 1

    def test_changed_one_is_found_out(self, apart: Runtime, engine: Engine, mine: Shop, erasure: Ask) -> None:
        done = finished(apart, erasure(mine.owner, mine.business), mine.owner)
        change = "update ai_privacy_requests set receipt = receipt || '{\"found\": {}}' where id = :id"
        shops.execute(engine, change, {"id": done.id})
        assert asking.one(apart, done.id, caller=mine.owner, now=apart.clock.now()).is_genuine is False

    def test_erased_user_still_finds_his_own(self, apart: Runtime, mine: Shop, erasure: Ask) -> None:
        done = finished(apart, erasure(mine.owner, None), mine.owner)
        assert done.requested_by != mine.user
        assert [one.id for one in asking.own(apart, caller=mine.owner, now=apart.clock.now())] == [done.id]


def finished(rt: Runtime, asked: Request, owner: Caller) -> Request:
    """The request after its work."""
    erasing.erase_job(rt, request_id=str(asked.id), now=rt.clock.now(), progress=quiet)
    done = asking.one(rt, asked.id, caller=owner, now=rt.clock.now())
    assert done.state is State.DONE
    return done


def quiet(share: float, note: str) -> None:
    """Progress that nobody watches."""
