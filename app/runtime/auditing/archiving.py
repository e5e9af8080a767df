"""Takes who and about what out of rows that are 90 days old: they move to the archive, where the hashes still hold.

Behind the last archived row of a chain stands a signed anchor. So the chain can be followed from there even by whoever
does not trust the archive. Users who did nothing for as long are forgotten: no row names them any more.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection, text

from app.runtime.auditing.writer import Audit
from app.runtime.db import Database
from app.runtime.identity import Caller
from app.values.trail import canonical

KEPT = timedelta(days=90)
"""The audit of 90 days that the operators' guides ask for; schema/0023_audit.sql holds to it, too."""
MOST_AT_ONCE = 5000
AGED = text("select distinct chain from ai_audit_logs where created_at < :before order by chain")
PUT_AWAY = text("select public.ai_audit_put_away(:chain, :before, :most)")
LAST = text("select seq, hash from ai_audit_archive where chain = :chain order by seq desc limit 1")
ANCHOR = text(
    "insert into ai_audit_anchors (chain, seq, hash, signature) values (:chain, :seq, :hash, :signature)"
    " on conflict (chain, seq) do nothing"
)
FORGET = text("delete from ai_audit_actors where seen_at < :before")


def put_away(db: Database, audit: Audit, *, now: datetime) -> int:
    """Moves what is older than 90 days on `now`, some thousand rows a transaction; returns how many rows."""
    before = now - KEPT
    with db.transaction(Caller.service(), timeout_seconds=300) as tx:
        chains: Sequence[UUID] = tx.execute(AGED, {"before": before}).scalars().all()
    moved = sum(_put_away(db, audit, chain, before) for chain in chains)
    with db.transaction(Caller.service()) as tx:
        tx.execute(FORGET, {"before": before - timedelta(days=2)})  # seen_at is up to a day behind
    return moved


def anchor_message(chain: UUID, seq: int, hash: str) -> bytes:
    """What is signed of an anchor."""
    return canonical({"chain": str(chain), "hash": hash, "seq": seq})


def _put_away(db: Database, audit: Audit, chain: UUID, before: datetime) -> int:
    total = 0
    while True:
        with db.transaction(Caller.service(), timeout_seconds=300) as tx:
            moved = int(tx.execute(PUT_AWAY, {"chain": chain, "before": before, "most": MOST_AT_ONCE}).scalar_one())
            if moved:
                _anchor(tx, audit, chain)
        total += moved
        if moved < MOST_AT_ONCE:
            return total


def _anchor(tx: Connection, audit: Audit, chain: UUID) -> None:
    seq, hash = tx.execute(LAST, {"chain": chain}).one()
    signature = audit.anchor_key.sign(anchor_message(chain, seq, hash))
    tx.execute(ANCHOR, {"chain": chain, "seq": seq, "hash": hash, "signature": signature})
