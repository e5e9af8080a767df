"""SQL over `ai_user_consents` and `ai_privacy_settings`, with the rights of whoever says it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, text

from app.privacy.records import Answer, Choices
from app.values.language import Language

INSERT = text(
    "insert into ai_user_consents (user_id, purpose, version, language, is_given, created_at)"
    " values (:user_id, :purpose, :version, :language, :is_given, :now)"
)
ANSWERS = text(
    "select purpose, version, language, is_given, created_at from ai_user_consents where user_id = :user_id"
    " and purpose = :purpose order by id desc limit :most"
)
COUNTED = (
    text("delete from ai_analytics_events where user_id = :user_id"),
    text("delete from feature_flag_events where user_id = :user_id"),
)
CHOICES = text(
    "select business_id, anonymize_data, data_sharing_enabled, updated_at from ai_privacy_settings"
    " where business_id = :business_id"
)
SAVE = text(
    "insert into ai_privacy_settings (business_id, anonymize_data, data_sharing_enabled, updated_by, updated_at)"
    " values (:business_id, :anonymize_data, :data_sharing_enabled, :user_id, :now) on conflict (business_id)"
    " do update set anonymize_data = excluded.anonymize_data, data_sharing_enabled = excluded.data_sharing_enabled,"
    " updated_by = excluded.updated_by, updated_at = excluded.updated_at"
)
MOST_SHOWN = 500


def insert(tx: Connection, answer: Answer, *, user_id: UUID | None) -> None:
    """Adds an answer; earlier ones stay."""
    values = {"purpose": answer.purpose, "version": answer.version, "language": answer.language.value}
    tx.execute(INSERT, values | {"user_id": user_id, "is_given": answer.is_given, "now": answer.created_at})


def fetch_answers(tx: Connection, user_id: UUID | None, purpose: str) -> Sequence[Answer]:
    """What the user said to a purpose, the newest first."""
    rows = tx.execute(ANSWERS, {"user_id": user_id, "purpose": purpose, "most": MOST_SHOWN})
    return [Answer(row.purpose, row.version, Language(row.language), row.is_given, row.created_at) for row in rows]


def forget_counted(tx: Connection, user_id: UUID | None) -> int:
    """Deletes what was counted of the user's use; how many rows."""
    return sum(tx.execute(statement, {"user_id": user_id}).rowcount for statement in COUNTED)


def fetch_choices(tx: Connection, business_id: UUID) -> Choices:
    """What the business chose, or the defaults."""
    row = tx.execute(CHOICES, {"business_id": business_id}).mappings().first()
    return Choices(**row) if row else Choices(business_id)


def save_choices(tx: Connection, choices: Choices, *, user_id: UUID | None, now: datetime) -> None:
    """Keeps the choices in place of earlier ones."""
    said = {"anonymize_data": choices.anonymize_data, "data_sharing_enabled": choices.data_sharing_enabled}
    tx.execute(SAVE, said | {"business_id": choices.business_id, "user_id": user_id, "now": now})
