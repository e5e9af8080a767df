"""Whatever the superuser of the database does to a chain is found, and the first row that suffered is named."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Connection, Engine, text

from app.audit.records import Fault, Finding, Verdict
from app.audit.service import anchoring, verifying
from app.runtime.auditing import Actor, Deed
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.values.trail import Entry, link
from tests.audit.conftest import ROWS
from tests.runtime.auditing import trails

Harm = Callable[[Connection, UUID], None]


def run(*statements: str) -> Harm:
    def harm(tx: Connection, chain: UUID) -> None:
        for one in statements:
            tx.execute(text(one), {"chain": chain})

    return harm


def rewrite(tx: Connection, chain: UUID, since: int) -> None:
    """Says something else in row `since` and makes every later hash anew, the head's too."""
    tx.execute(
        text("update ai_audit_logs set subject = '999' where chain = :chain and seq = :seq"),
        {"chain": chain, "seq": since},
    )
    query = "select * from ai_audit_logs where chain = :chain and seq >= :since order by seq"
    prev = None
    for row in tx.execute(text(query), {"chain": chain, "since": since}).mappings().all():
        content = Entry(**{name: row[name] for name in Entry.__dataclass_fields__}).content()
        before = prev or row["prev_hash"]
        prev = link(chain, row["seq"], content=content, prev=before)
        values = {"chain": chain, "seq": row["seq"], "content": content, "before": before, "hash": prev}
        tx.execute(
            text(
                "update ai_audit_logs set content = :content, prev_hash = :before, hash = :hash"
                " where chain = :chain and seq = :seq"
            ),
            values,
        )
    tx.execute(text("update ai_audit_heads set hash = :hash where chain = :chain"), {"chain": chain, "hash": prev})


def rehash_one(tx: Connection, chain: UUID) -> None:
    """Says something else in row 3 and makes its own hashes fit."""
    where = "where chain = :chain and seq = 3"
    tx.execute(text(f"update ai_audit_logs set subject = '999' {where}"), {"chain": chain})
    row = tx.execute(text(f"select * from ai_audit_logs {where}"), {"chain": chain}).mappings().one()
    content = Entry(**{name: row[name] for name in Entry.__dataclass_fields__}).content()
    values = {"chain": chain, "content": content, "hash": link(chain, 3, content=content, prev=row["prev_hash"])}
    tx.execute(text(f"update ai_audit_logs set content = :content, hash = :hash {where}"), values)


def insert(tx: Connection, chain: UUID) -> None:
    """Puts a row that is sound by itself behind row 2, and moves the later ones up."""
    for seq in range(ROWS, 2, -1):
        tx.execute(
            text("update ai_audit_logs set seq = seq + 1 where chain = :chain and seq = :seq"),
            {"chain": chain, "seq": seq},
        )
    row = tx.execute(text("select * from ai_audit_logs where chain = :chain and seq = 2"), {"chain": chain}).one()
    entry = Entry(**{name: getattr(row, name) for name in Entry.__dataclass_fields__})
    content = replace(entry, subject="999").content()
    values = {
        "chain": chain,
        "content": content,
        "prev": row.hash,
        "hash": link(chain, 3, content=content, prev=row.hash),
    }
    tx.execute(
        text(
            "insert into ai_audit_logs (business_id, seq, created_at, action, actor_kind, actor, is_refused,"
            " subject_kind, subject, details, request_id, content, prev_hash, hash) select business_id, 3, created_at,"
            " action, actor_kind, actor, is_refused, subject_kind, '999', details, request_id, :content, :prev, :hash"
            " from ai_audit_logs where chain = :chain and seq = 2"
        ),
        values,
    )
    run("update ai_audit_heads set seq = seq + 1 where chain = :chain")(tx, chain)


SWAP = (
    "update ai_audit_logs set seq = 1000 where chain = :chain and seq = 3",
    "update ai_audit_logs set seq = 3 where chain = :chain and seq = 4",
    "update ai_audit_logs set seq = 4 where chain = :chain and seq = 1000",
)
CLOSE_UP = tuple(
    f"update ai_audit_logs set seq = {seq - 1} where chain = :chain and seq = {seq}" for seq in range(4, ROWS + 1)
)
CUT = (
    "delete from ai_audit_logs where chain = :chain and seq > 4",
    "update ai_audit_heads set seq = 4, hash = (select hash from ai_audit_logs where chain = :chain and seq = 4)"
    " where chain = :chain",
)
CASES: dict[str, tuple[Harm, Finding]] = {
    "subject": (
        run("update ai_audit_logs set subject = '9' where chain = :chain and seq = 3"),
        Finding(3, Fault.CHANGED),
    ),
    "moment": (
        run("update ai_audit_logs set created_at = created_at - interval '1 second' where chain = :chain and seq = 2"),
        Finding(2, Fault.CHANGED),
    ),
    "actor": (run("update ai_audit_logs set actor = null where chain = :chain and seq = 1"), Finding(1, Fault.CHANGED)),
    "details": (
        run("update ai_audit_logs set details = '{\"number\": 7}' where chain = :chain and seq = 6"),
        Finding(6, Fault.CHANGED),
    ),
    "refusal": (
        run("update ai_audit_logs set is_refused = true where chain = :chain and seq = 4"),
        Finding(4, Fault.CHANGED),
    ),
    "hash": (
        run("update ai_audit_logs set hash = repeat('f', 64) where chain = :chain and seq = 3"),
        Finding(3, Fault.CHANGED),
    ),
    "hash before": (
        run("update ai_audit_logs set prev_hash = repeat('f', 64) where chain = :chain and seq = 3"),
        Finding(3, Fault.CHANGED),
    ),
    "business": (
        run("update ai_audit_logs set business_id = gen_random_uuid() where chain = :chain and seq = 3"),
        Finding(3, Fault.MISSING),
    ),
    "row with its own hashes": (rehash_one, Finding(3, Fault.CHANGED)),
    "first row gone": (run("delete from ai_audit_logs where chain = :chain and seq = 1"), Finding(1, Fault.MISSING)),
    "row gone": (run("delete from ai_audit_logs where chain = :chain and seq = 3"), Finding(3, Fault.MISSING)),
    "row gone, numbers closed up": (
        run("delete from ai_audit_logs where chain = :chain and seq = 3", *CLOSE_UP),
        Finding(3, Fault.MISSING),
    ),
    "row put in": (insert, Finding(3, Fault.INSERTED)),
    "row put in at the end": (
        run(
            "insert into ai_audit_logs (business_id, seq, created_at, action, actor_kind, is_refused, subject_kind,"
            " subject, details, content, prev_hash, hash) select business_id, 7, created_at, action, actor_kind,"
            " is_refused, subject_kind, subject, details, content, hash, content from ai_audit_logs"
            " where chain = :chain and seq = 6"
        ),
        Finding(7, Fault.INSERTED),
    ),
    "two rows changed places": (run(*SWAP), Finding(3, Fault.OUT_OF_ORDER)),
    "tail gone": (run("delete from ai_audit_logs where chain = :chain and seq > 4"), Finding(5, Fault.CUT_OFF)),
    "all gone": (run("delete from ai_audit_logs where chain = :chain"), Finding(1, Fault.CUT_OFF)),
    "head": (
        run("update ai_audit_heads set hash = repeat('f', 64) where chain = :chain"),
        Finding(ROWS, Fault.CHANGED),
    ),
    "head gone": (run("delete from ai_audit_heads where chain = :chain"), Finding(1, Fault.INSERTED)),
}
ANCHORED: dict[str, tuple[Harm, Finding]] = {
    "tail and head": (run(*CUT), Finding(5, Fault.CUT_OFF)),
    "everything": (
        run(
            "delete from ai_audit_logs where chain = :chain",
            "delete from ai_audit_heads where chain = :chain",
        ),
        Finding(1, Fault.CUT_OFF),
    ),
    "every hash from row 2 on": (lambda tx, chain: rewrite(tx, chain, 2), Finding(ROWS, Fault.REWRITTEN)),
}


class TestTampering:
    def test_is_not_seen_where_there_was_none(self, apart: Runtime, business_id: UUID) -> None:
        found = verifying.chain(apart, business_id)
        assert found == Verdict(business_id, ROWS, ROWS, None, 0, None)

    @pytest.mark.parametrize("case", CASES)
    def test_names_the_first_bad_row(self, apart: Runtime, engine: Engine, business_id: UUID, case: str) -> None:
        harm, finding = CASES[case]
        with trails.tampering(engine) as tx:
            harm(tx, business_id)
        assert verifying.chain(apart, business_id).finding == finding

    @pytest.mark.parametrize("case", ANCHORED)
    def test_is_seen_by_what_was_vouched_for_outside(
        self, apart: Runtime, engine: Engine, business_id: UUID, case: str
    ) -> None:
        anchoring.anchor(apart, now=apart.clock.now())
        trails.append(apart, Deed("books read", business_id=business_id))
        assert verifying.chain(apart, business_id).anchored_seq == ROWS
        harm, finding = ANCHORED[case]
        with trails.tampering(engine) as tx:
            harm(tx, business_id)
        assert verifying.chain(apart, business_id).finding == finding

    def test_of_who_is_who_is_seen(
        self, apart: Runtime, engine: Engine, caller: Callable[..., Caller], business_id: UUID
    ) -> None:
        other = caller()
        trails.append(apart, Deed("books read", Actor.of(other), business_id))
        trails.tamper(
            engine, "update ai_audit_actors set user_id = :new where user_id = :old", new=uuid4(), old=other.user_id
        )
        assert verifying.chain(apart, business_id).finding == Finding(ROWS + 1, Fault.WRONG_USER)

    def test_of_one_chain_leaves_the_others_whole(self, apart: Runtime, engine: Engine, business_id: UUID) -> None:
        other = uuid4()
        trails.append(apart, Deed("books read", business_id=other))
        trails.tamper(engine, "delete from ai_audit_logs where chain = :chain", chain=business_id)
        found = {verdict.chain: verdict.finding for verdict in verifying.all_chains(apart)}
        assert found[business_id] and found[other] is None
