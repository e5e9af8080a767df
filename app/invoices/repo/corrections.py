"""SQL over `document_corrections`, and what corrections and feedback say about answers that the tagger helped with."""

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, RowMapping, text

from app.invoices.records import Alignment, Correction, Kept, Role, Span
from app.runtime import sealing
from app.runtime.sealing import SealBroken
from app.runtime.sealing.columns import SENTENCE, SENTENCE_PARTS

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
    "select c.id, c.business_id, c.raw_input, c.spans, c.created_at, willing.is_anonymous from document_corrections c"
    " join ai_training_businesses willing on willing.business_id = c.business_id"
    " where c.is_aligned and c.created_at > :since"
    " and not exists (select from ai_training_refusals r where r.user_id = c.user_id)"
    " order by c.created_at, c.id limit :most"
)
JUDGED = text("""
    select d.answer_id as subject, false as is_true, d.created_at as at from document_corrections d
    where d.answer_id is not null and d.created_at > :since
      and not exists (select from ml_model_observations o
                      where o.subject = d.answer_id and o.business_id <> d.business_id)
    union all
    (select distinct on (o.subject) o.subject, f.helpful, f.created_at
     from ml_model_observations o
     join ml_models m on m.id = o.model_id and m.name = :model
     join feedback f on f.entity_id = o.subject::text and f.created_at > :since
     join businesses b on b.id = o.business_id
     where (f.user_id = b.user_id
            or exists (select from user_profiles p where p.id = f.user_id and p.business_id = o.business_id))
       and not exists (select from document_corrections c
                       where c.answer_id = o.subject and c.business_id = o.business_id)
     order by o.subject, f.created_at desc, f.id)
""")
"""A correction says that the answer was wrong, whatever feedback says; both count from the own people only."""

MOST = 20_000
_ROLES = frozenset(role.value for role in Role)


def insert(
    tx: Connection, correction: Correction, alignment: Alignment, *, user_id: UUID | None, now: datetime
) -> None:
    """Keeps a correction unless its id is taken."""
    seals, parts = sealing.of(tx), SENTENCE_PARTS.place(correction.id)
    values = {
        "id": correction.id,
        "business_id": correction.business_id,
        "user_id": user_id,
        "answer_id": correction.answer_id,
        "raw_input": seals.text(correction.raw_input, SENTENCE.place(correction.id)),
        "entities": json.dumps(seals.json(correction.entities, parts)),
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
    seals, id = sealing.of(tx), row["id"]
    sentence = seals.opened(row["raw_input"], SENTENCE.place(id))
    entities = seals.opened_json(row["entities"], SENTENCE_PARTS.place(id))
    return Kept(id, row["answer_id"], sentence, entities, _spans(row), row["is_aligned"])


def fetch_aligned(
    tx: Connection, since: datetime
) -> Iterator[tuple[UUID, UUID, str, tuple[Span, ...], datetime, bool]]:
    """Id, business, sentence, spans and moment of what can teach the tagger, the oldest first.

    A user of the database may have written a seal that does not open: it teaches nothing.
    """
    seals = sealing.of(tx)
    for row in tx.execute(ALIGNED, {"since": since, "most": MOST}).mappings():
        with suppress(SealBroken):
            sentence = seals.opened(row["raw_input"], SENTENCE.place(row["id"]))
            yield row["id"], row["business_id"], sentence, _spans(row), row["created_at"], row["is_anonymous"]


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
