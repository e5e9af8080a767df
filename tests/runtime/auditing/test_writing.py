"""A deed and its row in the trail are one: both are kept or neither is, in one unbroken chain a business."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, text

from app.runtime.auditing import Actor, ActorKind, Deed
from app.runtime.identity import Caller
from app.runtime.observe.context import bound
from app.runtime.runtime import Runtime
from app.values.trail import GENESIS, OWN_CHAIN, Entry, link
from tests.runtime.auditing import trails

GSTIN, PHONE = "27ABCDE1234F1Z5", "+919876543210"


class TestDeed:
    def test_is_kept_when_its_transaction_is(self, rt: Runtime, engine: Engine) -> None:
        business_id = uuid4()
        with rt.db.transaction(Caller.service()) as tx:
            rt.audit.append(tx, Deed("books imported", business_id=business_id))
            assert trails.rows(engine, business_id) == []
        assert [row["action"] for row in trails.rows(engine, business_id)] == ["books imported"]

    def test_is_undone_when_its_transaction_is(self, rt: Runtime, engine: Engine) -> None:
        business_id = uuid4()
        with pytest.raises(ZeroDivisionError), rt.db.transaction(Caller.service()) as tx:
            rt.audit.append(tx, Deed("books imported", business_id=business_id))
            1 / 0  # noqa: B018
        trails.append(rt, Deed("flag changed", business_id=business_id))
        assert [row["action"] for row in trails.rows(engine, business_id)] == ["flag changed"]

    def test_undoes_its_transaction_when_it_cannot_be_written(
        self, rt: Runtime, engine: Engine, caller: Callable[..., Caller]
    ) -> None:
        user = caller()
        with pytest.raises(Exception, match="ai_audit_logs_action_check"), rt.db.transaction(user) as tx:
            tx.execute(
                text("insert into ai_analytics_events (user_id, event) values (:user, 'asked')"), {"user": user.user_id}
            )
            rt.audit.append(tx, Deed("No Action 1", business_id=uuid4()))
        query = "select count(*) from ai_analytics_events where user_id = :user"
        with engine.connect() as connection:
            assert connection.execute(text(query), {"user": user.user_id}).scalar_one() == 0

    def test_is_written_for_a_caller_who_may_not_write_the_trail(
        self, rt: Runtime, engine: Engine, caller: Callable[..., Caller]
    ) -> None:
        user, business_id = caller(), uuid4()
        with rt.db.transaction(user) as tx:
            rt.audit.append(tx, Deed("fraud alert answered", Actor.of(user), business_id, "alert", 7))
        (row,) = trails.rows(engine, business_id)
        assert (row["actor_kind"], row["subject_kind"], row["subject"]) == ("user", "alert", "7")
        assert row["actor"] and str(user.user_id) not in row["actor"]

    def test_names_the_request(self, rt: Runtime, engine: Engine) -> None:
        business_id = uuid4()
        with bound(request_id="request-12345"):
            trails.append(rt, Deed("books imported", business_id=business_id))
        assert trails.rows(engine, business_id)[0]["request_id"] == "request-12345"

    def test_holds_no_personal_number_and_nothing_that_somebody_wrote(self, rt: Runtime, engine: Engine) -> None:
        business_id, said = uuid4(), "Ramesh asked me to"
        told = {"of": GSTIN, "fields": ["a", PHONE], "long": "word " * 40, "none": None, "share": Decimal("0.5")}
        trails.append(rt, Deed("flag changed", Actor(ActorKind.OPERATOR), business_id, "flag", PHONE, told, said))
        (row,) = trails.rows(engine, business_id)
        text = json.dumps(row["details"]) + row["subject"]
        assert not any(hidden in text for hidden in (GSTIN, PHONE, "Ramesh", "word word"))
        assert row["details"]["of"] == "<gstin>"
        assert row["details"]["long"].startswith("sha256:")
        assert row["details"]["reason_hash"] == rt.audit.fingerprint(said)
        assert "none" not in row["details"]

    @pytest.mark.parametrize("odd", ["nul \x00", "half \ud83d", "हिन्दी", '"\\\n\t', 10**30, True, date(2026, 4, 1)])
    def test_content_is_the_same_when_it_is_read_again(self, rt: Runtime, engine: Engine, odd: object) -> None:
        business_id = uuid4()
        trails.append(rt, Deed("flag changed", business_id=business_id, details={"odd": odd}))
        (row,) = trails.rows(engine, business_id)
        fields = {name: row[name] for name in Entry.__dataclass_fields__}
        assert Entry(**fields).content() == row["content"]


class TestChain:
    def test_hangs_each_row_on_the_one_before(self, rt: Runtime, engine: Engine) -> None:
        business_id = uuid4()
        trails.append(rt, *[Deed("books read", business_id=business_id)] * 3)
        self.assert_whole(engine, business_id, 3)

    def test_of_what_belongs_to_no_business_is_the_services_own(self, rt: Runtime, engine: Engine) -> None:
        before = len(trails.rows(engine, None))
        trails.append(rt, Deed("admin signed in"))
        assert trails.rows(engine, None)[before:][-1]["chain"] == OWN_CHAIN

    def test_has_no_gap_after_two_hundred_deeds_at_once(self, rt: Runtime, engine: Engine) -> None:
        """Each also locks a row of another table, some before and some after the deed is said, and names two chains."""
        one, other = uuid4(), uuid4()

        def act(number: int) -> None:
            with rt.db.transaction(Caller.service()) as tx:
                for business_id in (one, other) if number % 2 else (other, one):
                    rt.audit.append(tx, Deed("books read", business_id=business_id, details={"number": number}))
                tx.execute(text("update feature_flags set description = description where name = 'fraud_detection'"))

        with ThreadPoolExecutor(10) as pool:
            list(pool.map(act, range(200)))
        for business_id in (one, other):
            found = self.assert_whole(engine, business_id, 200)
            assert found == set(range(200))

    @staticmethod
    def assert_whole(engine: Engine, business_id: UUID, count: int) -> set[int | None]:
        rows, prev = trails.rows(engine, business_id), GENESIS
        assert [row["seq"] for row in rows] == list(range(1, count + 1))
        for row in rows:
            assert row["prev_hash"] == prev
            prev = link(business_id, row["seq"], content=row["content"], prev=prev)
            assert row["hash"] == prev
        (head,) = trails.rows(engine, business_id, "ai_audit_heads")
        assert (head["seq"], head["hash"]) == (count, prev)
        return {row["details"].get("number") for row in rows}


class TestForgetting:
    def test_leaves_rows_that_are_nobodys_and_a_chain_that_is_whole(
        self, rt: Runtime, engine: Engine, caller: Callable[..., Caller]
    ) -> None:
        user, business_id = caller(), uuid4()
        deed = Deed("fraud alert answered", Actor.of(user), business_id)
        trails.append(rt, deed, deed)
        first = trails.rows(engine, business_id)
        with rt.db.transaction(Caller.service()) as tx:
            rt.audit.forget(tx, UUID(str(user.user_id)))
        trails.append(rt, deed)
        assert trails.rows(engine, business_id)[:2] == first
        old, same, new = (row["actor"] for row in trails.rows(engine, business_id))
        assert old == same != new
        TestChain.assert_whole(engine, business_id, 3)
        with engine.connect() as connection:
            known = connection.execute(text("select actor from ai_audit_actors")).scalars().all()
        assert old not in known and new in known
