"""What a request leaves in the audit trail."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, RowMapping

from app.factory import create_app
from app.runtime.auditing import Audit
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests import shops, signed_in
from tests.runtime.auditing import trails


class TestRequests:
    def test_read_of_a_business_is_one_row_however_often_it_is_repeated(
        self, rt: Runtime, engine: Engine, client: FlaskClient, owner: Caller, business_id: UUID
    ) -> None:
        for _ in range(3):
            assert read(rt, client, owner, business_id) == 200
        (row,) = told(rt, engine, business_id)
        assert (row["action"], row["actor_kind"], row["is_refused"]) == ("books read", "user", False)
        assert row["subject"] == "/api/v1/insights/<uuid:business_id>/preferences"
        assert row["request_id"] and row["details"] == {"method": "GET", "status": 200}

    def test_change_is_told_each_time_beside_its_deed(
        self, rt: Runtime, engine: Engine, client: FlaskClient, owner: Caller, business_id: UUID
    ) -> None:
        for floor in (1000, 2000):
            assert client.put(address(business_id), json={"cash_floor": floor}, headers=token(rt, owner)).json
        actions = sorted(row["action"] for row in told(rt, engine, business_id))
        assert actions == ["books asked about"] * 2 + ["insight preferences changed"] * 2

    @pytest.mark.parametrize("is_known", [True, False])
    def test_stranger_is_written_down_with_what_he_asked_for(
        self, rt: Runtime, engine: Engine, client: FlaskClient, caller: Callable[..., Caller], is_known: bool
    ) -> None:
        wanted = shops.opened(engine, caller().user_id) if is_known else uuid4()
        assert read(rt, client, caller(), wanted) == 404
        (row,) = [row for row in told(rt, engine, None) if row["details"].get("asked_for") == str(wanted)]
        assert (row["action"], row["is_refused"], row["actor_kind"]) == ("call refused", True, "user")
        assert told(rt, engine, wanted) == []

    def test_bad_token_leaves_no_address_that_can_be_read(
        self, rt: Runtime, engine: Engine, client: FlaskClient, business_id: UUID
    ) -> None:
        client.environ_base["REMOTE_ADDR"] = "203.0.113.77"
        reply = client.get(address(business_id), headers={"Authorization": "Bearer eyJ.no.token"})
        assert reply.status_code == 401
        row = next(row for row in reversed(told(rt, engine, None)) if row["actor_kind"] == "nobody")
        assert row["action"] == "call without a trusted token refused"
        assert row["details"]["address_hash"] == rt.audit.fingerprint("203.0.113.77")
        assert "203.0.113.77" not in str(dict(row))

    def test_admin_is_written_down_as_one(
        self, rt: Runtime, engine: Engine, client: FlaskClient, caller: Callable[..., Caller]
    ) -> None:
        for is_admin, status in ((True, 200), (False, 403)):
            answer = client.get("/health/detailed", headers=token(rt, caller(is_admin=is_admin)))
            assert answer.status_code == status
        calls = [row for row in told(rt, engine, None) if row["subject"] == "/health/detailed"]
        assert {(row["actor_kind"], row["is_refused"]) for row in calls} >= {("admin", False), ("user", True)}

    def test_answer_is_given_when_its_row_cannot_be_made(self, rt: Runtime, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        settings = replace(rt.settings, data_dir=tmp_path / "file" / "no folder")
        broken = replace(rt, audit=Audit(rt.db, rt.clock, settings))
        with pytest.raises(NotADirectoryError):
            broken.audit.fingerprint("203.0.113.77")
        assert create_app(runtime=broken).test_client().get("/api/v1/flags").status_code == 401


def address(business_id: UUID) -> str:
    return f"/api/v1/insights/{business_id}/preferences"


def token(rt: Runtime, who: Caller) -> dict[str, str]:
    return {"Authorization": f"Bearer {signed_in.token(rt, who)}"}


def read(rt: Runtime, client: FlaskClient, who: Caller, business_id: UUID) -> int:
    return client.get(address(business_id), headers=token(rt, who)).status_code


def told(rt: Runtime, engine: Engine, business_id: UUID | None) -> Sequence[RowMapping]:
    assert rt.audit.flush()
    return trails.rows(engine, business_id)


@pytest.fixture
def owner(caller: Callable[..., Caller]) -> Caller:
    return caller()


@pytest.fixture
def business_id(engine: Engine, owner: Caller) -> UUID:
    return shops.opened(engine, owner.user_id)
