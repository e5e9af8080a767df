"""The page of who did what."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine

from app.runtime.auditing import Actor, Deed
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests.console.browser_visits import Visitor
from tests.runtime.auditing import trails


class TestAudit:
    def test_shows_who_did_what_and_that_the_trail_is_whole(
        self, admin: Visitor, business_id: UUID, shopkeeper: Caller
    ) -> None:
        page = admin.get(f"/audit?business={business_id}").text
        assert "Fraud alert answered" in page and "<code>alert-1</code>" in page
        assert f"user <code>{str(shopkeeper.user_id)[:8]}" in page
        assert "rows of business" in page and "are as they were written" in page

    def test_says_which_row_was_tampered_with(self, admin: Visitor, engine: Engine, business_id: UUID) -> None:
        trails.tamper(engine, "update ai_audit_logs set subject = '' where chain = :chain", chain=business_id)
        page = admin.get(f"/audit?business={business_id}").text
        assert f"Row 1 of business {business_id} is not what it was when it was written." in page

    def test_shows_refusals_alone_when_asked(self, admin: Visitor, business_id: UUID) -> None:
        page = admin.get(f"/audit?business={business_id}&refused=1").text
        assert "Model file refused" in page and "Fraud alert answered" not in page

    def test_goes_on_to_older_rows(self, rt: Runtime, admin: Visitor) -> None:
        business_id = uuid4()
        trails.append(rt, *[Deed("books read", business_id=business_id)] * 60)
        page = admin.get(f"/audit?business={business_id}").text
        older = page.partition("after=")[2].partition('"')[0]
        assert "· row 1<" not in page
        assert admin.get(f"/audit?business={business_id}&after={older}").text.count("Books read") == 10

    @pytest.mark.parametrize("after", ["x", "W10", "%00", "%F0%9F%98%80"])
    def test_takes_an_address_that_somebody_changed(self, admin: Visitor, after: str) -> None:
        assert admin.get(f"/audit?after={after}").status_code in (200, 404)

    def test_shows_a_forgotten_user_as_such(
        self, rt: Runtime, admin: Visitor, business_id: UUID, shopkeeper: Caller
    ) -> None:
        assert shopkeeper.user_id
        with rt.db.transaction(Caller.service()) as tx:
            rt.audit.forget(tx, shopkeeper.user_id)
        page = admin.get(f"/audit?business={business_id}").text
        assert "user forgotten" in page and str(shopkeeper.user_id)[:8] not in page

    def test_is_written_down_itself(self, rt: Runtime, admin: Visitor, engine: Engine, business_id: UUID) -> None:
        admin.get(f"/audit?business={business_id}")
        rt.audit.flush()
        newest = trails.rows(engine, business_id)[-1]
        assert (newest["action"], newest["actor_kind"], newest["subject"]) == ("admin call", "admin", "/admin/audit")


@pytest.fixture
def shopkeeper(caller: Callable[..., Caller]) -> Caller:
    return caller()


@pytest.fixture
def business_id(rt: Runtime, shopkeeper: Caller) -> UUID:
    """A business with one deed and one refusal."""
    made, by = uuid4(), Actor.of(shopkeeper)
    refused = Deed("model file refused", by, made, is_refused=True)
    trails.append(rt, Deed("fraud alert answered", by, made, "alert", "alert-1"), refused)
    return made
