"""SQL over `feedback` and `ai_analytics_events`."""

import json
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import Connection, text

from app.feedback.records import Feedback, Tally

INSERT = text(
    "insert into feedback (id, user_id, feedback_type, entity_id, helpful, comment, submitted_at)"
    " values (:id, :user_id, :feedback_type, :entity_id, :helpful, :comment, :submitted_at) on conflict (id) do nothing"
)
FETCH = text(
    "select id, feedback_type, entity_id, helpful, comment, submitted_at from feedback"
    " where id = :id and user_id = :user_id"
)
LATEST = text(
    "select id, feedback_type, entity_id, helpful, comment, submitted_at from feedback"
    " where cast(:kind as text) is null or feedback_type = :kind order by created_at desc, id limit :limit"
)
TALLIES = text(
    "select feedback_type as kind, count(*) as given, count(*) filter (where helpful) as helpful from feedback"
    " group by feedback_type order by feedback_type"
)
EVENT = text(
    "insert into ai_analytics_events (business_id, user_id, event, attributes)"
    " select cast(:business_id as uuid), cast(:user_id as uuid), :event, cast(:attributes as jsonb)"
    " where not exists (select from ai_consents_now said where said.user_id = cast(:user_id as uuid)"
    " and said.purpose = 'analytics' and not said.is_given)"
)


def insert(tx: Connection, feedback: Feedback, *, user_id: UUID | None) -> None:
    """Keeps `feedback` unless its id is taken."""
    values = {
        "id": feedback.id,
        "user_id": user_id,
        "feedback_type": feedback.feedback_type,
        "entity_id": feedback.entity_id,
        "helpful": feedback.helpful,
        "comment": feedback.comment,
        "submitted_at": feedback.submitted_at,
    }
    tx.execute(INSERT, values)


def fetch(tx: Connection, feedback_id: UUID, *, user_id: UUID | None) -> Feedback | None:
    """The user's own feedback with this id."""
    row = tx.execute(FETCH, {"id": feedback_id, "user_id": user_id}).mappings().first()
    return Feedback(**row) if row else None


def fetch_latest(tx: Connection, kind: str | None, *, limit: int) -> list[Feedback]:
    """The feedback of everybody that came last, of one kind or of all."""
    return [Feedback(**row) for row in tx.execute(LATEST, {"kind": kind, "limit": limit}).mappings()]


def fetch_tallies(tx: Connection) -> list[Tally]:
    """How much feedback of each kind there is."""
    return [Tally(**row) for row in tx.execute(TALLIES).mappings()]


def insert_event(
    tx: Connection,
    *,
    event: str,
    user_id: UUID | None,
    business_id: UUID | None,
    attributes: Mapping[str, int | float | str | bool],
) -> None:
    """Notes that something was used, unless the user took back that use is counted."""
    values = {
        "business_id": business_id,
        "user_id": user_id,
        "event": event,
        "attributes": json.dumps(dict(attributes)),
    }
    tx.execute(EVENT, values)
