"""Who may see which business."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine

from app.books import access
from app.books.records import BusinessNotFound
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests import shops

NewCaller = Callable[..., Caller]


class TestReach:
    def test_owner_and_member_reach_their_business(
        self, rt: Runtime, engine: Engine, owner: Caller, business: UUID, caller: NewCaller
    ) -> None:
        member = caller()
        _join(engine, member, business)
        for person in (owner, member):
            with rt.db.transaction(person) as tx:
                assert access.reach(tx, person, business).business_id == business

    def test_for_anybody_else_it_does_not_exist(self, rt: Runtime, business: UUID, caller: NewCaller) -> None:
        stranger = caller(is_admin=True)
        for wanted in (business, uuid4()):
            with rt.db.transaction(stranger) as tx, pytest.raises(BusinessNotFound):
                access.reach(tx, stranger, wanted)
            with pytest.raises(BusinessNotFound):
                access.reach(rt, stranger, wanted)

    def test_service_reaches_every_business_that_exists(self, rt: Runtime, business: UUID) -> None:
        with rt.db.transaction(Caller.service()) as tx:
            assert access.reach(tx, Caller.service(), business).business_id == business
            with pytest.raises(BusinessNotFound):
                access.reach(tx, Caller.service(), uuid4())

    def test_revision_is_the_same_with_and_without_a_transaction_and_grows(
        self, rt: Runtime, engine: Engine, owner: Caller, business: UUID
    ) -> None:
        with rt.db.transaction(owner) as tx:
            before = access.reach(tx, owner, business)
        assert access.reach(rt, owner, business) == before
        shops.execute(engine, "update businesses set name = 'New name' where id = :id", {"id": business})
        assert access.reach(rt, owner, business).revision > before.revision


class TestBusinesses:
    def test_own_and_joined_ones_by_name(
        self, rt: Runtime, engine: Engine, owner: Caller, business: UUID, caller: NewCaller
    ) -> None:
        elsewhere = shops.opened(engine, uuid4(), "Aditi Stores")
        shops.opened(engine, caller().user_id, "Not mine")
        _join(engine, owner, elsewhere)
        with rt.db.transaction(owner) as tx:
            assert [one.id for one in access.businesses_of(tx, owner)] == [elsewhere, business]

    def test_service_sees_all(self, rt: Runtime, business: UUID) -> None:
        with rt.db.transaction(Caller.service()) as tx:
            assert business in {one.id for one in access.businesses_of(tx, Caller.service())}


def _join(engine: Engine, person: Caller, business_id: UUID) -> None:
    values = {"id": person.user_id, "business": business_id}
    shops.execute(engine, "insert into auth.users (id) values (:id) on conflict do nothing", values)
    shops.execute(engine, "insert into user_profiles (id, business_id) values (:id, :business)", values)


@pytest.fixture
def owner(caller: NewCaller) -> Caller:
    return caller()


@pytest.fixture
def business(engine: Engine, owner: Caller) -> UUID:
    return shops.opened(engine, owner.user_id)
