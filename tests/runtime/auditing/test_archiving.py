"""After 90 days a row says neither who nor about what, and its chain is as whole as before."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, text

from app.audit.records import Fault, Finding
from app.audit.service import verifying
from app.runtime.auditing import Actor, Deed, archiving
from app.runtime.identity import Caller
from app.runtime.retention.cleaning import clean_up
from app.runtime.runtime import Runtime
from tests import shops
from tests.runtime.auditing import trails

OLD, YOUNG = timedelta(days=91), timedelta(days=89)


class TestArchive:
    def test_takes_who_and_about_what_out_of_old_rows(
        self, rt: Runtime, engine: Engine, aged: UUID, person: Caller
    ) -> None:
        assert clean_up(rt)["ai_audit_logs"] >= 2
        archived = trails.rows(engine, aged, "ai_audit_archive")
        assert [row["seq"] for row in archived] == [1, 2]
        assert {"actor", "subject", "details", "request_id"} & set(archived[0]) == set()
        assert [row["seq"] for row in trails.rows(engine, aged)] == [3]
        assert clean_up(rt)["ai_audit_logs"] == 0

    def test_leaves_a_chain_that_is_whole_and_goes_on(self, rt: Runtime, engine: Engine, aged: UUID) -> None:
        clean_up(rt)
        trails.append(rt, Deed("books read", business_id=aged))
        whole, young = verifying.chain(rt, aged), verifying.chain(rt, aged, is_whole=False)
        assert (whole.finding, whole.rows, whole.last_seq) == (None, 4, 4)
        assert (young.finding, young.rows, young.last_seq) == (None, 2, 4)

    def test_may_be_lost_and_the_chain_is_followed_from_its_anchor(
        self, rt: Runtime, engine: Engine, aged: UUID
    ) -> None:
        clean_up(rt)
        trails.tamper(engine, "delete from ai_audit_archive where chain = :chain", chain=aged)
        found = verifying.chain(rt, aged)
        assert (found.finding, found.rows) == (None, 1)

    @pytest.mark.parametrize(
        ("change", "finding"),
        [
            ("update ai_audit_archive set content = repeat('f', 64)", Finding(1, Fault.CHANGED)),
            ("update ai_audit_anchors set hash = repeat('f', 64)", Finding(2, Fault.FORGED_ANCHOR)),
            ("update ai_audit_anchors set signature = 'x'", Finding(2, Fault.FORGED_ANCHOR)),
            ("delete from ai_audit_logs", Finding(3, Fault.CUT_OFF)),
        ],
    )
    def test_is_found_out_when_it_was_changed(
        self, rt: Runtime, engine: Engine, aged: UUID, change: str, finding: Finding
    ) -> None:
        clean_up(rt)
        trails.tamper(engine, f"{change} where chain = :chain", chain=aged)
        assert verifying.chain(rt, aged).finding == finding

    def test_takes_many_rows_in_parts(
        self, rt: Runtime, engine: Engine, aged: UUID, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(archiving, "MOST_AT_ONCE", 1)
        clean_up(rt)
        assert len(trails.rows(engine, aged, "ai_audit_archive")) == 2
        assert verifying.chain(rt, aged).finding is None

    def test_forgets_whom_no_row_names_any_more(self, rt: Runtime, engine: Engine, aged: UUID, person: Caller) -> None:
        query = "select count(*) from ai_audit_actors where user_id = :user"
        clean_up(rt)
        assert shops.count(engine, query, {"user": person.user_id}) == 1
        shops.execute(
            engine,
            "update ai_audit_actors set seen_at = now() - interval '93 days' where user_id = :user",
            {"user": person.user_id},
        )
        clean_up(rt)
        assert shops.count(engine, query, {"user": person.user_id}) == 0

    def test_keeps_old_rows_behind_a_young_one(self, rt: Runtime, engine: Engine) -> None:
        """Two requests at once may come to the head in another order than their clocks say."""
        business_id, now = uuid4(), rt.clock.now()
        for age in (YOUNG, OLD):
            trails.append(rt, Deed("books read", business_id=business_id), at=now - age)
        clean_up(rt)
        assert len(trails.rows(engine, business_id)) == 2

    def test_is_of_no_use_to_whoever_would_empty_the_trail(self, rt: Runtime, engine: Engine) -> None:
        business_id = uuid4()
        trails.append(rt, Deed("books read", business_id=business_id))
        with rt.db.transaction(Caller.service()) as tx:
            put_away = text("select ai_audit_put_away(:chain, now() + interval '1 day', 10)")
            assert tx.execute(put_away, {"chain": business_id}).scalar_one() == 0
        assert len(trails.rows(engine, business_id)) == 1


@pytest.fixture
def person(caller: Callable[..., Caller]) -> Caller:
    return caller()


@pytest.fixture
def aged(rt: Runtime, person: Caller) -> UUID:
    """A business with two rows that are 91 days old and one that is 89."""
    business_id, now = uuid4(), rt.clock.now()
    for age in (OLD, OLD, YOUNG):
        trails.append(rt, Deed("books read", Actor.of(person), business_id, "route", "/"), at=now - age)
    return business_id
