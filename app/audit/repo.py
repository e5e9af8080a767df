"""SQL over the audit trail. What is archived has no entry any more."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, text

from app.audit.records import End, Event, Search
from app.values.trail import GENESIS, Entry, Link

FIELDS = (
    "business_id, chain, seq, created_at, action, actor_kind, actor, is_refused, subject_kind, subject, details,"
    " request_id, content, prev_hash, hash"
)
EVENTS = text(
    f"select {FIELDS} from ai_audit_logs where (:is_everywhere or business_id is not distinct from :business_id)"
    " and (cast(:actor as text) is null or actor = :actor) and (cast(:action as text) is null or action = :action)"
    " and (cast(:is_refused as boolean) is null or is_refused = :is_refused)"
    " and (cast(:since as timestamptz) is null or created_at >= :since)"
    " and (cast(:until as timestamptz) is null or created_at < :until)"
    " and (cast(:at as timestamptz) is null or (created_at, chain, seq) < (:at, cast(:chain as uuid), :seq))"
    " order by created_at desc, chain desc, seq desc limit :limit"
)
LINKS = text(
    f"select {FIELDS} from ai_audit_logs where chain = :chain and seq > :after and seq <= :upto"
    " union all select null, chain, seq, created_at, action, actor_kind, null, is_refused, '', '', null, null, content,"
    " prev_hash, hash from ai_audit_archive where chain = :chain and seq > :after and seq <= :upto"
    " order by seq limit :most"
)
HEAD = text(
    "select h.seq, h.hash, greatest((select max(seq) from ai_audit_logs where chain = :chain),"
    " (select max(seq) from ai_audit_archive where chain = :chain)) as last_seq"
    " from (values (1)) one left join ai_audit_heads h on h.chain = :chain"
)
FIRST = text(
    "select least((select min(seq) from ai_audit_logs where chain = :chain),"
    " (select min(seq) from ai_audit_archive where chain = :chain))"
)
SPAN = text(
    "select min(seq) as first, max(seq) as last from ai_audit_logs where chain = :chain"
    " and (cast(:since as timestamptz) is null or created_at >= :since)"
    " and (cast(:until as timestamptz) is null or created_at < :until)"
)
PLACE = text(
    "select seq from ai_audit_logs where chain = :chain and hash = :hash"
    " union all select seq from ai_audit_archive where chain = :chain and hash = :hash limit 1"
)
STORED_ANCHORS = text("select seq, hash, signature from ai_audit_anchors where chain = :chain order by seq")
HEADS = text("select chain, seq, hash from ai_audit_heads where chain > :after order by chain limit :most")
CHAINS = text("select chain from ai_audit_heads union select distinct chain from ai_audit_logs order by chain")
ACTOR = text("select actor from ai_audit_actors where user_id = :user_id")
USERS = text("select actor, user_id from ai_audit_actors where actor = any (:actors)")
MISFITS = text(
    "select min(l.seq) from ai_audit_logs l join ai_audit_actors a on a.actor = l.actor where l.chain = :chain"
    " and a.actor <> encode(sha256(convert_to(a.key || a.user_id::text, 'UTF8')), 'hex')"
)
OWNED = text("select user_id = :user_id from businesses where id = :business_id")


def is_owned(tx: Connection, business_id: UUID, user_id: UUID | None) -> bool | None:
    """Whether the user owns the business; None when the caller cannot see it at all."""
    found: bool | None = tx.execute(OWNED, {"business_id": business_id, "user_id": user_id}).scalar()
    return found


def fetch_events(tx: Connection, wanted: Search, *, actor: str | None, is_everywhere: bool) -> Sequence[Link]:
    """The rows that fit, the newest first; one more than `limit` when there are older ones."""
    after = wanted.after
    values = {
        "is_everywhere": is_everywhere,
        "business_id": wanted.business_id,
        "actor": actor,
        "action": wanted.action,
        "is_refused": wanted.is_refused,
        "since": wanted.since,
        "until": wanted.until,
        "at": after and after.created_at,
        "chain": after and after.chain,
        "seq": after and after.seq,
        "limit": wanted.limit + 1,
    }
    return [_link(row) for row in tx.execute(EVENTS, values)]


def fetch_links(tx: Connection, chain: UUID, *, after: int, upto: int, most: int) -> Sequence[Link]:
    """The rows behind number `after` up to number `upto`, archived ones too, in their order; at most `most`."""
    return [_link(row) for row in tx.execute(LINKS, {"chain": chain, "after": after, "upto": upto, "most": most})]


def fetch_head(tx: Connection, chain: UUID) -> tuple[End, int]:
    """What the chain is said to end with, and the greatest number of any row, both of one moment."""
    row = tx.execute(HEAD, {"chain": chain}).one()
    return End(row.seq or 0, row.hash or GENESIS), row.last_seq or 0


def fetch_first(tx: Connection, chain: UUID) -> int | None:
    """The least number of any row."""
    found: int | None = tx.execute(FIRST, {"chain": chain}).scalar()
    return found


def fetch_span(tx: Connection, chain: UUID, since: Any, until: Any) -> tuple[int, int] | None:
    """The least and greatest number of the rows between two moments; None when there are none."""
    row = tx.execute(SPAN, {"chain": chain, "since": since, "until": until}).one()
    return None if row.first is None else (row.first, row.last)


def fetch_place(tx: Connection, chain: UUID, hash: str) -> int | None:
    """The number of the row with this hash."""
    found: int | None = tx.execute(PLACE, {"chain": chain, "hash": hash}).scalar()
    return found


def fetch_anchors(tx: Connection, chain: UUID) -> Sequence[tuple[End, str]]:
    """The anchors behind which rows were archived, with their signatures."""
    return [(End(row.seq, row.hash), row.signature) for row in tx.execute(STORED_ANCHORS, {"chain": chain})]


def fetch_heads(tx: Connection, *, after: UUID | None, most: int) -> Sequence[tuple[UUID, End]]:
    """The heads of chains in the order of their ids, the service's own first; `after` leaves out those up to it."""
    values = {"after": after or UUID(int=0), "most": most}
    found = [(row.chain, End(row.seq, row.hash)) for row in tx.execute(HEADS, values)]
    if after is None:
        found.insert(0, (UUID(int=0), fetch_head(tx, UUID(int=0))[0]))
    return found


def fetch_chains(tx: Connection) -> Sequence[UUID]:
    """Every chain that has a head or a row."""
    return tx.execute(CHAINS).scalars().all()


def fetch_actor(tx: Connection, user_id: UUID) -> str | None:
    """The keyed hash that stands for the user."""
    found: str | None = tx.execute(ACTOR, {"user_id": user_id}).scalar()
    return found


def fetch_users(tx: Connection, actors: Sequence[str]) -> Mapping[str, UUID]:
    """Whom these keyed hashes stand for; those of forgotten users are left out."""
    return {row.actor: row.user_id for row in tx.execute(USERS, {"actors": list(actors)})}


def fetch_misfit(tx: Connection, chain: UUID) -> int | None:
    """The first row whose keyed hash is said to be of a user whose key does not make it."""
    found: int | None = tx.execute(MISFITS, {"chain": chain}).scalar()
    return found


def events_of(links: Sequence[Link], users: Mapping[str, UUID]) -> Sequence[Event]:
    """The rows with their users."""
    return [Event(one, users.get(one.entry.actor or "") if one.entry else None) for one in links]


def _link(row: Row[Any]) -> Link:
    names = ("business_id", "created_at", "action", "actor_kind", "actor", "is_refused")
    fields = {name: getattr(row, name) for name in (*names, "subject_kind", "subject", "details", "request_id")}
    entry = None if row.details is None else Entry(**fields)
    return Link(chain=row.chain, seq=row.seq, content=row.content, prev_hash=row.prev_hash, hash=row.hash, entry=entry)
