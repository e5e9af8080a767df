"""The calls of privacy: who may ask, the second word, and what is answered."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from app.privacy.records import NothingToConfirm
from app.privacy.service import asking, erasing
from app.runtime.identity import Caller
from app.runtime.jobs import runner
from app.runtime.jobs.records import JobState
from app.runtime.runtime import Runtime
from tests import shops, signed_in
from tests.signed_in import Reply

Say = Callable[..., Reply]


@pytest.fixture
def owner(caller: Callable[..., Caller]) -> Caller:
    return caller()


@pytest.fixture
def business(engine: Engine, owner: Caller) -> UUID:
    return shops.opened(engine, owner.user_id)


@pytest.fixture
def say(rt: Runtime, client: FlaskClient) -> Say:
    """One call of a person: `say(caller, "POST /delete", body)`."""

    def said(who: Caller, call: str, body: Any = None, **headers: str) -> Reply:
        method, path = call.split()
        token = {"Authorization": f"Bearer {signed_in.token(rt, who)}"} | headers
        found = client.open(f"/api/v1/privacy{path}", method=method, json=body, headers=token)
        return Reply(found.status_code, found.get_json(silent=True), found.data)

    return said


def of(business: UUID, **more: str) -> dict[str, str]:
    return {"subject": "business", "business_id": str(business)} | more


class TestRights:
    @pytest.mark.parametrize("call", ["POST /export", "POST /delete"])
    def test_stranger_and_admin_find_no_business(
        self, say: Say, caller: Callable[..., Caller], business: UUID, call: str
    ) -> None:
        for other in (caller(), caller(is_admin=True)):
            assert say(other, call, of(business)).status_code == 404

    @pytest.mark.parametrize("call", ["POST /export", "POST /delete", "PUT /settings"])
    def test_member_is_told_that_only_the_owner_may(
        self, say: Say, engine: Engine, caller: Callable[..., Caller], business: UUID, call: str
    ) -> None:
        member = caller()
        shops.execute(engine, "insert into auth.users (id) values (:id)", {"id": member.user_id})
        joined = "insert into user_profiles (id, business_id) values (:id, :business)"
        shops.execute(engine, joined, {"id": member.user_id, "business": business})
        wanted = {"business_id": str(business), "anonymize_data": True, "data_sharing_enabled": True}
        found = say(member, call, wanted if "settings" in call else of(business))
        assert (found.status_code, found.json["code"]) == (403, "privacy_owner_only")
        assert say(member, f"GET /settings?business_id={business}").json["data_sharing_enabled"] is True

    def test_anothers_request_is_not_found(self, say: Say, caller: Callable[..., Caller], owner: Caller) -> None:
        asked = say(owner, "POST /export", {"subject": "user"}).json
        for path in (f"/requests/{asked['id']}", f"/requests/{asked['id']}/file"):
            assert say(caller(), f"GET {path}").status_code == 404
        assert say(caller(), "GET /requests").json == {"requests": []}
        assert say(owner, f"GET /requests/{asked['id']}/file").json["code"] == "export_unfinished"

    @pytest.mark.parametrize("body", [{"subject": "business"}, {"subject": "user", "business_id": shops.NOBODYS}, {}])
    def test_subject_and_business_have_to_fit(self, say: Say, owner: Caller, body: dict[str, str]) -> None:
        assert say(owner, "POST /delete", body).status_code == 422


class TestSecondWord:
    def test_nothing_is_erased_without_it(self, say: Say, engine: Engine, owner: Caller, business: UUID) -> None:
        keep_insight(engine, business)
        first = say(owner, "POST /delete", of(business)).json
        assert (first["state"], first["confirmation"]) == ("unconfirmed", "ERASE Sai Electricals")
        assert first["found"]["insight_looks"] == {"erased": 1}
        wrong = say(owner, "POST /delete", of(business, confirmation="yes"))
        assert (wrong.status_code, wrong.json["code"]) == (422, "confirmation_wrong")
        assert shops.count(engine, "select count(*) from insight_looks where business_id = :b", {"b": business}) == 1

    @pytest.mark.parametrize("how", ["phrase", "number"])
    def test_phrase_or_number_erases(
        self, rt: Runtime, say: Say, engine: Engine, owner: Caller, business: UUID, how: str
    ) -> None:
        keep_insight(engine, business)
        first = say(owner, "POST /delete", of(business)).json
        word = " erase  sai ELECTRICALS " if how == "phrase" else first["id"]
        second = say(owner, "POST /delete", of(business, confirmation=word))
        assert (second.status_code, second.json["id"], second.json["state"]) == (202, first["id"], "queued")
        carry_out(rt, owner, first["id"])
        done = say(owner, f"GET /requests/{first['id']}").json
        assert (done["state"], done["is_genuine"]) == ("done", True)
        assert done["receipt"]["found"] == {"insight_looks": {"erased": 1}}
        again = say(owner, "POST /delete", of(business, confirmation=word)).json
        assert (again["id"], again["state"]) == (first["id"], "done")

    def test_user_types_his_own(self, say: Say, owner: Caller) -> None:
        assert say(owner, "POST /delete", {"subject": "user"}).json["confirmation"] == "ERASE MY DATA"

    def test_asking_again_is_the_same_request(self, say: Say, owner: Caller, business: UUID) -> None:
        first, again = (say(owner, "POST /delete", of(business)).json for _ in range(2))
        assert first == again
        other = say(owner, "POST /delete", {"subject": "user"}).json
        assert other["id"] != first["id"]

    def test_repeat_with_a_key_is_answered_alike(self, say: Say, owner: Caller, business: UUID) -> None:
        key = {"Idempotency-Key": uuid4().hex}
        first, again = (say(owner, "POST /delete", of(business), **key).data for _ in range(2))
        assert first == again

    def test_confirmation_of_nothing_is_not_found(self, say: Say, owner: Caller, business: UUID) -> None:
        found = say(owner, "POST /delete", of(business, confirmation="ERASE Sai Electricals"))
        assert (found.status_code, found.json["code"]) == (404, "nothing_to_confirm")

    def test_day_later_it_is_asked_anew(self, rt: Runtime, engine: Engine, owner: Caller, business: UUID) -> None:
        now = rt.clock.now()
        first = asking.ask_for_erasure(rt, business, caller=owner, now=now - timedelta(hours=25))
        assert asking.one(rt, first.id, caller=owner, now=now).state == "expired"
        assert asking.ask_for_erasure(rt, business, caller=owner, now=now).id != first.id

    def test_failed_one_may_be_confirmed_again(
        self, rt: Runtime, say: Say, engine: Engine, owner: Caller, business: UUID
    ) -> None:
        first = say(owner, "POST /delete", of(business)).json
        word = of(business, confirmation=first["id"])
        say(owner, "POST /delete", word)
        shops.execute(
            engine, "update jobs set state = 'dead' where payload ->> 'request_id' = :id", {"id": first["id"]}
        )
        assert say(owner, f"GET /requests/{first['id']}").json["state"] == "failed"
        assert say(owner, "POST /delete", word).json["state"] == "queued"
        carry_out(rt, owner, first["id"])
        assert say(owner, f"GET /requests/{first['id']}").json["state"] == "done"

    @pytest.mark.parametrize("kind", ["export", "delete"])
    def test_open_one_of_a_former_owner_is_the_present_ones(
        self, say: Say, engine: Engine, owner: Caller, caller: Callable[..., Caller], business: UUID, kind: str
    ) -> None:
        first, heir = say(owner, f"POST /{kind}", of(business)).json, caller()
        if kind == "delete":
            say(owner, "POST /delete", of(business, confirmation=first["id"]))
        values = {"heir": heir.user_id, "business": business}
        shops.execute(engine, "insert into auth.users (id) values (:heir)", values)
        shops.execute(engine, "update businesses set user_id = :heir where id = :business", values)
        again = say(heir, f"POST /{kind}", of(business))
        assert (again.status_code, again.json["id"], again.json["state"]) == (202, first["id"], "queued")
        assert say(heir, f"GET /requests/{first['id']}").status_code == 200
        assert say(owner, f"GET /requests/{first['id']}").status_code == 404

    def test_request_whose_job_is_forgotten_has_failed_and_may_be_repeated(
        self, say: Say, engine: Engine, owner: Caller, business: UUID
    ) -> None:
        first = say(owner, "POST /export", of(business)).json
        shops.execute(engine, "delete from jobs where payload ->> 'request_id' = :id", {"id": first["id"]})
        assert say(owner, f"GET /requests/{first['id']}").json["state"] == "failed"
        assert say(owner, "POST /export", of(business)).json["state"] == "queued"

    def test_one_that_ended_long_ago_is_no_answer_to_a_new_word(
        self, rt: Runtime, say: Say, owner: Caller, business: UUID
    ) -> None:
        first = say(owner, "POST /delete", of(business)).json
        say(owner, "POST /delete", of(business, confirmation=first["id"]))
        carry_out(rt, owner, first["id"])
        again = partial(asking.confirm_erasure, rt, business, confirmation=first["id"], caller=owner)
        assert again(now=rt.clock.now()).state == "done"
        with pytest.raises(NothingToConfirm):
            again(now=rt.clock.now() + timedelta(hours=25))


def keep_insight(engine: Engine, business: UUID) -> None:
    shops.execute(engine, "insert into insight_looks values (:b, '2026-04-01')", {"b": business})


def carry_out(rt: Runtime, owner: Caller, request_id: str) -> None:
    """Runs the job of the request as the worker does."""
    job_id = asking.one(rt, UUID(request_id), caller=owner, now=rt.clock.now()).job_id
    assert job_id
    assert runner.execute(rt, job_id, erasing.erase_job) is JobState.DONE
