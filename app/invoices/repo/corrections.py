"""SQL over `document_corrections`, and what corrections and feedback say about answers that the tagger helped with."""

import json
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, RowMapping, text

from app.invoices.records import Alignment, Correction, Kept, Role, Span

INSERT = text(
    "insert into document_corrections"
    " (id, business_id, user_id, answer_id, raw_input, entities, spans, is_aligned, created_at)"
    " values (:id, :business_id, :user_id, :answer_id, :raw_input, cast(:entities as jsonb), cast(:spans as jsonb),"
    " :is_aligned, :now) on conflict (id) do nothing"
)
FETCH = text(
    "select id, answer_id, raw_input, entities, spans, is_aligned from document_corrections"
    " where id = :id and business_id = :business_id"
)
ALIGNED = text(
    "select id, business_id, raw_input, spans, created_at from document_corrections"
    " where is_aligned and created_at > :since order by created_at, id limit :most"
)
JUDGED = text("""
    select answer_id as subject, false as is_true, created_at as at from document_corrections
    where answer_id is not null and created_at > :since
    union all
    (select distinct on (o.subject) o.subject, f.helpful, f.created_at
     from ml_model_observations o
     join ml_models m on m.id = o.model_id and m.name = :model
     join feedback f on f.entity_id = o.subject::text and f.created_at > :since
     join businesses b on b.id = o.business_id
     where (f.user_id = b.user_id
            or exists (select from user_profiles p where p.id = f.user_id and p.business_id = o.business_id))
       and not exists (select from document_corrections c where c.answer_id = o.subject)
     order by o.subject, f.created_at desc, f.id)
""")
"""A correction says that the answer was wrong, whatever feedback says; feedback counts from the own people only."""

MOST = 20_000
_ROLES = frozenset(role.value for role in Role)


def insert(
    tx: Connection, correction: Correction, alignment: Alignment, *, user_id: UUID | None, now: datetime
) -> None:
    """Keeps a correction unless its id is taken."""
    values = {
        "id": correction.id,
        "business_id": correction.business_id,
        "user_id": user_id,
        "answer_id": correction.answer_id,
        "raw_input": correction.raw_input,
        "entities": json.dumps(correction.entities, default=str, ensure_ascii=False),
        "spans": json.dumps(alignment.spans),
        "is_aligned": alignment.is_whole,
        "now": now,
    }
    tx.execute(INSERT, values)


def fetch(tx: Connection, correction_id: UUID, *, business_id: UUID) -> Kept | None:
    """The correction of this business with this id."""
    row = tx.execute(FETCH, {"id": correction_id, "business_id": business_id}).mappings().first()
    if row is None:
        return None
    return Kept(row["id"], row["answer_id"], row["raw_input"], row["entities"], _spans(row), row["is_aligned"])


def fetch_aligned(tx: Connection, since: datetime) -> Iterator[tuple[UUID, UUID, str, tuple[Span, ...], datetime]]:
    """Id, business, sentence, spans and moment of what can teach the tagger, the oldest first."""
    for row in tx.execute(ALIGNED, {"since": since, "most": MOST}).mappings():
        yield row["id"], row["business_id"], row["raw_input"], _spans(row), row["created_at"]


def fetch_judged(tx: Connection, model: str, since: datetime) -> Iterator[tuple[UUID, bool, datetime]]:
    """Answer, whether it was right, and since when that is known."""
    for row in tx.execute(JUDGED, {"model": model, "since": since}):
        yield row.subject, row.is_true, row.at


def _spans(row: RowMapping) -> tuple[Span, ...]:
    """The spans of a row; a user of the database may have written anything there."""
    return tuple(
        (one[0], one[1], one[2])
        for one in row["spans"]
        if isinstance(one, list)
        and [type(part) for part in one] == [int, int, str]
        and 0 <= one[0] < one[1]
        and one[2] in _ROLES
    )
