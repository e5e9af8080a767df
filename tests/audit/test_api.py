"""The owner of a business sees its trail, an admin all of them, everybody else nothing."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from app.audit.service import exporting
from app.runtime.auditing import Actor, Deed
from app.runtime.identity import Caller
from app.runtime.jobs import runner
from app.runtime.jobs.records import JobState
from app.runtime.runtime import Runtime
from app.values.trail import link
from tests import shops, signed_in
from tests.audit.conftest import ROWS
from tests.runtime.auditing import trails
from tests.runtime.jobs import workbench
from tests.signed_in import Reply

NOBODYS = UUID(int=7)
PATHS = ("events", "verify", f"export/{NOBODYS}")
Ask = Callable[..., Reply]


class TestRights:
    @pytest.mark.parametrize("path", PATHS)
    def test_stranger_finds_no_business(
        self, ask: Ask, caller: Callable[..., Caller], business_id: UUID, path: str
    ) -> None:
        assert ask(caller(), path, business_id=business_id).status_code == 404

    @pytest.mark.parametrize("path", PATHS)
    def test_member_is_told_that_only_the_owner_may(
        self, ask: Ask, engine: Engine, caller: Callable[..., Caller], business_id: UUID, path: str
    ) -> None:
        member = caller()
        shops.execute(engine, "insert into auth.users (id) values (:id)", {"id": member.user_id})
        shops.execute(
            engine,
            "insert into user_profiles (id, business_id) values (:id, :business)",
            {"id": member.user_id, "business": business_id},
        )
        reply = ask(member, path, business_id=business_id)
        assert (reply.status_code, reply.json["code"]) == (403, "owner_only")

    @pytest.mark.parametrize("path", PATHS)
    def test_everything_is_for_admins(self, ask: Ask, caller: Callable[..., Caller], owner: Caller, path: str) -> None:
        assert ask(owner, path).json["code"] == "business_missing"
        found = ask(caller(is_admin=True), path)
        assert found.status_code == (404 if "export" in path else 200)

    def test_no_file_is_written_for_a_stranger(
        self, post: Ask, engine: Engine, caller: Callable[..., Caller], business_id: UUID
    ) -> None:
        assert post(caller(), "export", business_id=str(business_id)).status_code == 404
        query = "select count(*) from jobs where payload ->> 'place' = :business"
        assert shops.count(engine, query, {"business": str(business_id)}) == 0

    def test_admin_may_ask_for_what_a_business_has_left_behind(
        self, rt: Runtime, post: Ask, caller: Callable[..., Caller]
    ) -> None:
        admin = caller(is_admin=True)
        for gone in (str(uuid4()), None):
            job_id = UUID(post(admin, "export", business_id=gone).json["job_id"])
            assert runner.execute(rt, job_id, exporting.export_job) is JobState.DONE


class TestEvents:
    def test_are_the_newest_first_page_by_page(self, ask: Ask, owner: Caller, business_id: UUID) -> None:
        seen: list[int] = []
        more: dict[str, Any] = {}
        for _ in range(3):
            page = ask(owner, "events", business_id=business_id, action="fraud alert answered", limit=2, **more).json
            seen += [event["details"]["number"] for event in page["events"]]
            more = {"after": page["next"]}
        assert seen == list(range(ROWS, 0, -1))
        assert page["next"] is None

    def test_are_found_by_who_what_and_when(
        self, rt: Runtime, ask: Ask, caller: Callable[..., Caller], owner: Caller, business_id: UUID
    ) -> None:
        other, moment = caller(), rt.clock.now().isoformat()
        trails.append(rt, Deed("flag changed", Actor.of(other), business_id, is_refused=True))

        def found(**by: object) -> int:
            return len(ask(owner, "events", business_id=business_id, **by).json["events"])

        assert found(user_id=other.user_id) == found(action="flag changed") == found(is_refused="true") == 1
        assert found(since=moment, action="flag changed") == 1
        assert found(until=moment, user_id=owner.user_id, action="fraud alert answered") == ROWS
        assert found(user_id=uuid4()) == found(since=moment, until=moment) == 0

    def test_name_the_own_people_and_no_admin(
        self, rt: Runtime, ask: Ask, caller: Callable[..., Caller], owner: Caller, business_id: UUID
    ) -> None:
        admin = caller(is_admin=True)
        trails.append(rt, Deed("insights looked at by an admin", Actor.of(admin), business_id))
        newest, *others = ask(owner, "events", business_id=business_id, limit=3).json["events"]
        assert (newest["actor_kind"], newest["user_id"]) == ("admin", None)
        assert {event["user_id"] for event in others} == {str(owner.user_id)}
        newest = ask(admin, "events", business_id=business_id, limit=1).json["events"][0]
        assert newest["user_id"] == str(admin.user_id)

    @pytest.mark.parametrize("word", ["x", "WzEsMiwzXQ", "bnVsbA", "e30", "W10", "é"])
    def test_know_their_own_places_alone(self, ask: Ask, owner: Caller, business_id: UUID, word: str) -> None:
        assert ask(owner, "events", business_id=business_id, after=word).status_code == 422

    def test_of_another_business_are_not_reached_by_its_place(
        self, rt: Runtime, ask: Ask, engine: Engine, caller: Callable[..., Caller], owner: Caller, business_id: UUID
    ) -> None:
        other = caller()
        theirs = shops.opened(engine, other.user_id)
        trails.append(rt, Deed("books read", Actor.of(other), theirs), Deed("books read", Actor.of(other), theirs))
        place = ask(other, "events", business_id=theirs, limit=1).json["next"]
        events = ask(owner, "events", business_id=business_id, after=place).json["events"]
        assert {event["business_id"] for event in events} <= {str(business_id)}


class TestVerify:
    def test_says_that_the_trail_is_whole_or_which_row_is_not(
        self, ask: Ask, engine: Engine, owner: Caller, business_id: UUID
    ) -> None:
        found = ask(owner, "verify", business_id=business_id).json
        assert (found["is_whole"], found["finding"]) == (True, None)
        trails.tamper(
            engine, "update ai_audit_logs set subject = '9' where chain = :chain and seq = 2", chain=business_id
        )
        found = ask(owner, "verify", business_id=business_id).json
        assert (found["is_whole"], found["finding"]) == (False, {"seq": 2, "fault": "changed"})
        assert found["message"].startswith("Row 2 of business")


class TestExport:
    def test_can_be_followed_with_nothing_but_sha256(self, exported: Callable[..., zipfile.ZipFile]) -> None:
        packed = exported(format="jsonl")
        proof, table = json.loads(packed.read("proof.json")), packed.read("events.jsonl")
        prev = proof["after"]
        for line in table.splitlines():
            event = json.loads(line)
            prev = link(UUID(proof["chain"]), event["seq"], content=event["content"], prev=prev)
            assert event["hash"] == prev
        assert (proof["end"], proof["rows"]) == (prev, len(table.splitlines()))
        assert proof["events_sha256"] == hashlib.sha256(table).hexdigest()

    def test_has_no_cell_that_a_spreadsheet_would_work_out(
        self, rt: Runtime, business_id: UUID, exported: Callable[..., zipfile.ZipFile]
    ) -> None:
        for text in ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"):
            trails.append(rt, Deed("flag changed", business_id=business_id, subject_kind="flag", subject=text))
        rows = list(csv.DictReader(io.StringIO(exported(format="csv").read("events.csv").decode(), newline="")))
        assert len(rows) >= ROWS + 6
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row.values())
        assert {row["subject"] for row in rows} >= {"'=1+1", "'@SUM(A1)"}

    def test_newest_files_of_a_business_are_kept_and_no_more(self, apart: Runtime, business_id: UUID) -> None:
        def written(place: UUID | None) -> str:
            id, named = uuid4(), str(place) if place else None
            exporting.export_job(apart, place=named, file_id=str(id), since=None, until=None, format="csv")
            return id.hex

        own, first, *others = written(None), *(written(business_id) for _ in range(exporting.MOST_KEPT + 1))
        names = " ".join(one.name for one in apart.storage.keys(exporting.KIND))
        assert first not in names
        assert all(one in names for one in (own, *others))

    def test_of_another_business_is_not_there(
        self, ask: Ask, post: Ask, engine: Engine, caller: Callable[..., Caller], owner: Caller, business_id: UUID
    ) -> None:
        file_id = post(owner, "export", business_id=str(business_id)).json["file_id"]
        other = caller()
        theirs = shops.opened(engine, other.user_id)
        assert ask(other, f"export/{file_id}", business_id=theirs).json["code"] == "export_not_found"


@pytest.fixture
def ask(rt: Runtime, client: FlaskClient) -> Ask:
    def asked(who: Caller, path: str, **query: object) -> Reply:
        return signed_in.person(rt, client, who).get(f"/audit/{path}?{urlencode(query)}")

    return asked


@pytest.fixture
def post(rt: Runtime, client: FlaskClient) -> Ask:
    def asked(who: Caller, path: str, **body: object) -> Reply:
        return signed_in.person(rt, client, who).post(f"/audit/{path}", body)

    return asked


@pytest.fixture
def exported(
    rt: Runtime, client: FlaskClient, post: Ask, owner: Caller, business_id: UUID
) -> Callable[..., zipfile.ZipFile]:
    def made(**options: object) -> zipfile.ZipFile:
        job_id = UUID(post(owner, "export", business_id=str(business_id), **options).json["job_id"])
        assert runner.execute(rt, job_id, exporting.export_job) is JobState.DONE
        href = (workbench.job(rt, job_id).result or {})["href"]
        reply = signed_in.person(rt, client, owner).get(href.removeprefix("/api/v1"))
        return zipfile.ZipFile(io.BytesIO(reply.data))

    return made
