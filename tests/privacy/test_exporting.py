"""An export holds what is kept about one, for its asker alone and for a week."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import Engine

from app.books.records import BusinessNotFound
from app.privacy.records import Deed, ExportGone, ExportUnfinished, Request, RequestNotFound, State
from app.privacy.rules.tables import TABLES
from app.privacy.service import asking, exporting
from app.runtime.identity import Caller
from app.runtime.jobs import runner
from app.runtime.jobs.records import JobState
from app.runtime.runtime import Runtime
from app.runtime.sealing.columns import DOCUMENT_NAME
from tests import shops
from tests.privacy.planted import Shop
from tests.privacy.test_erasing import quiet

OF_BUSINESS = {table.name for table in TABLES if any(one.where for one in table.business)}
OF_USER = {table.name for table in TABLES if any(one.where for one in table.user)} - {
    *("feature_flag_changes", "document_deeds", "ml_model_refusals", "ai_audit_actors"),
}


class TestBusiness:
    def test_holds_every_table_and_the_documents(self, apart: Runtime, mine: Shop, theirs: Shop) -> None:
        packed = fetched(apart, exported(apart, mine), mine.owner)
        assert set(tables(packed)) == OF_BUSINESS
        assert theirs.business.hex not in everything(packed).replace("-", "")
        document = f"documents/{mine.document}-bill.pdf"
        assert len([name for name in packed.namelist() if name.startswith("documents/")]) == 2
        assert packed.read(document) == b"%PDF of Sai  Electricals"
        assert (
            "tables/fraud_alerts.jsonl: alerts and your answers to them (1 rows)" in packed.read("README.txt").decode()
        )

    def test_lines_are_the_rows(self, apart: Runtime, mine: Shop) -> None:
        [alert] = tables(fetched(apart, exported(apart, mine), mine.owner))["fraud_alerts"]
        assert alert["business_id"] == str(mine.business)
        assert (alert["message"], alert["status"]) == ("Twice?", "confirmed")

    def test_damaged_value_keeps_nobody_from_all_the_others(self, apart: Runtime, engine: Engine, mine: Shop) -> None:
        damaged(apart, engine, mine)
        packed = fetched(apart, exported(apart, mine), mine.owner)
        names = {row["id"]: row["file_name"] for row in tables(packed)["document_extractions"]}
        assert names.pop(str(mine.document)) is None
        assert set(names.values()) == {"bill.pdf"}
        assert packed.read(f"documents/{mine.document}-document") == b"%PDF of Sai  Electricals"

    def test_nothing_that_an_erasure_takes_is_missing(self) -> None:
        erased = {table.name for table in TABLES if any(one.deed is Deed.ERASED for one in table.business)}
        assert erased <= OF_BUSINESS


class TestUser:
    def test_holds_what_names_him(self, apart: Runtime, mine: Shop) -> None:
        packed = fetched(apart, exported(apart, mine, of_user=True), mine.owner)
        assert {name for name, rows in tables(packed).items() if rows} >= OF_USER - {"job_lines", "ai_privacy_settings"}
        assert [name for name in packed.namelist() if name.startswith("documents/")] == []

    def test_who_left_is_given_no_row_of_the_business(
        self, apart: Runtime, engine: Engine, mine: Shop, caller: Callable[..., Caller]
    ) -> None:
        hand_over(engine, mine, caller())
        found = tables(fetched(apart, exported(apart, mine, of_user=True), mine.owner))
        of_the_business = {name for name, rows in found.items() if any(row.get("business_id") for row in rows)}
        assert of_the_business <= {"ai_analytics_events", "feedback", "insight_deeds"}
        assert found["feedback"]


class TestFile:
    def test_is_its_askers_alone(self, apart: Runtime, mine: Shop, theirs: Shop, caller: Callable[..., Caller]) -> None:
        done, now = exported(apart, mine), apart.clock.now()
        for other in (theirs.owner, caller(is_admin=True)):
            with pytest.raises(RequestNotFound):
                exporting.fetch(apart, done.id, caller=other, now=now)

    def test_of_a_business_is_not_for_who_owned_it_once(
        self, apart: Runtime, engine: Engine, mine: Shop, caller: Callable[..., Caller]
    ) -> None:
        done = exported(apart, mine)
        hand_over(engine, mine, caller())
        with pytest.raises(BusinessNotFound):
            exporting.fetch(apart, done.id, caller=mine.owner, now=apart.clock.now())

    def test_is_kept_for_a_week(self, apart: Runtime, mine: Shop) -> None:
        done, now = exported(apart, mine), apart.clock.now()
        assert next(exporting.fetch(apart, done.id, caller=mine.owner, now=now + timedelta(days=6)))
        with pytest.raises(ExportGone):
            exporting.fetch(apart, done.id, caller=mine.owner, now=now + timedelta(days=8))

    def test_is_not_there_before_the_job_has_ended(self, apart: Runtime, mine: Shop) -> None:
        asked = asking.ask_for_export(apart, mine.business, caller=mine.owner, now=apart.clock.now())
        with pytest.raises(ExportUnfinished):
            exporting.fetch(apart, asked.id, caller=mine.owner, now=apart.clock.now())

    def test_receipt_names_its_hash(self, apart: Runtime, mine: Shop) -> None:
        done = exported(apart, mine)
        assert done.receipt is not None
        assert done.is_genuine
        assert done.receipt["documents"] == 2
        assert len(done.receipt["sha256"]) == 64

    def test_newer_one_takes_its_place(self, apart: Runtime, mine: Shop, theirs: Shop) -> None:
        first, of_user, of_others = exported(apart, mine), exported(apart, mine, of_user=True), exported(apart, theirs)
        second, now = exported(apart, mine), apart.clock.now()
        with pytest.raises(ExportGone):
            exporting.fetch(apart, first.id, caller=mine.owner, now=now)
        for kept, owner in ((second, mine.owner), (of_user, mine.owner), (of_others, theirs.owner)):
            assert next(exporting.fetch(apart, kept.id, caller=owner, now=now))

    def test_asking_twice_writes_one(self, apart: Runtime, mine: Shop) -> None:
        now = apart.clock.now()
        first, second = (asking.ask_for_export(apart, None, caller=mine.owner, now=now) for _ in range(2))
        assert (first.id, first.job_id) == (second.id, second.job_id)


def hand_over(engine: Engine, shop: Shop, to: Caller) -> None:
    """The business is another's from here on."""
    shops.execute(engine, "insert into auth.users (id) values (:id)", {"id": to.user_id})
    values = {"id": to.user_id, "business": shop.business}
    shops.execute(engine, "update businesses set user_id = :id where id = :business", values)


def damaged(rt: Runtime, engine: Engine, shop: Shop) -> None:
    """The name of the shop's document was sealed for another one: it does not open."""
    values = {"id": shop.document, "name": rt.seals.text("bill.pdf", DOCUMENT_NAME.place(uuid4()))}
    shops.execute(engine, "update document_extractions set file_name = :name where id = :id", values)


def exported(rt: Runtime, shop: Shop, *, of_user: bool = False) -> Request:
    """The request after its work."""
    now = rt.clock.now()
    asked = asking.ask_for_export(rt, None if of_user else shop.business, caller=shop.owner, now=now)
    assert asked.job_id
    assert runner.execute(rt, asked.job_id, exporting.export_job) is JobState.DONE
    exporting.export_job(rt, request_id=str(asked.id), now=now, progress=quiet)
    done = asking.one(rt, asked.id, caller=shop.owner, now=now)
    assert done.state is State.DONE
    return done


def fetched(rt: Runtime, done: Request, owner: Caller) -> zipfile.ZipFile:
    """The zip as its asker gets it."""
    pieces = exporting.fetch(rt, done.id, caller=owner, now=rt.clock.now())
    return zipfile.ZipFile(io.BytesIO(b"".join(pieces)))


def tables(packed: zipfile.ZipFile) -> dict[str, list[dict[str, object]]]:
    """The rows of each table."""
    return {
        name.removeprefix("tables/").removesuffix(".jsonl"): [json.loads(row) for row in packed.read(name).splitlines()]
        for name in packed.namelist()
        if name.startswith("tables/")
    }


def everything(packed: zipfile.ZipFile) -> str:
    """All that is in it, as text."""
    return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
