"""The table `fraud_exceptions`: parties that their owner has called always fine."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection, RowMapping, text

from app.fraud.records import AlertType, PartyException, Said

COLUMNS = "id, business_id, party_id, alert_type, rule, reason, created_by, created_at"
SAVE = text(
    "insert into fraud_exceptions (business_id, party_id, alert_type, rule, reason, created_by, created_at)"
    " values (:business_id, :party_id, :type, :rule, :reason, :created_by, :now)"
    " on conflict (business_id, party_id, coalesce(alert_type, ''), coalesce(rule, '')) do nothing"
)
FIND = text(
    f"select {COLUMNS} from fraud_exceptions where business_id = :business_id and party_id = :party_id"
    " and alert_type is not distinct from cast(:type as text) and rule is not distinct from cast(:rule as text)"
)
ALL = text(f"select {COLUMNS} from fraud_exceptions where business_id = :business_id order by created_at, id")
DELETE_SUCH = text(
    "delete from fraud_exceptions where business_id = :business_id and party_id = :party_id"
    " and alert_type is not distinct from cast(:type as text) and rule is not distinct from cast(:rule as text)"
)
DELETE = text("delete from fraud_exceptions where id = :id returning business_id")


def save(
    tx: Connection,
    business_id: UUID,
    party_id: UUID,
    *,
    type: AlertType | None,
    rule: str | None,
    said: Said,
) -> PartyException:
    """The exception for the party, type and rule: a new one, or the one that is there already, as it was made."""
    what = {"business_id": business_id, "party_id": party_id, "type": type, "rule": rule}
    tx.execute(SAVE, what | {"reason": said.reason, "created_by": said.by, "now": said.at})
    return _exception(tx.execute(FIND, what).mappings().one())


def fetch(tx: Connection, business_id: UUID) -> Sequence[PartyException]:
    """The exceptions of a business, oldest first."""
    return [_exception(row) for row in tx.execute(ALL, {"business_id": business_id}).mappings()]


def delete(tx: Connection, exception_id: UUID) -> UUID | None:
    """Removes the exception; returns whose it was, None where there is none that the caller may remove."""
    business_id: UUID | None = tx.execute(DELETE, {"id": exception_id}).scalar()
    return business_id


def delete_such(tx: Connection, business_id: UUID, party_id: UUID, *, type: AlertType | None, rule: str | None) -> None:
    """Removes the exception for the party, type and rule, where there is one."""
    tx.execute(DELETE_SUCH, {"business_id": business_id, "party_id": party_id, "type": type, "rule": rule})


def _exception(row: RowMapping) -> PartyException:
    return PartyException(
        id=row["id"],
        business_id=row["business_id"],
        party_id=row["party_id"],
        type=AlertType(row["alert_type"]) if row["alert_type"] else None,
        rule=row["rule"],
        reason=row["reason"],
        created_by=row["created_by"],
        created_at=row["created_at"],
    )
