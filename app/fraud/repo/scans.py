"""The table `fraud_scans`: what each part of a business's books told when it was scanned, by the digest of its rows."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from app.fraud.records import AlertType, Finding, Rule, Sign
from app.fraud.rules.customs import Customs
from app.fraud.rules.drafts import Habits

FETCH = text("select version, parts, habits from fraud_scans where business_id = :business_id")
HABITS = text("select habits from fraud_scans where business_id = :business_id")
SAVE = text(
    "insert into fraud_scans as kept (business_id, version, book_revision, parts, habits, scanned_at)"
    " values (:business_id, :version, :revision, cast(:parts as jsonb), cast(:habits as jsonb), :now)"
    " on conflict (business_id) do update set version = excluded.version, book_revision = excluded.book_revision,"
    " parts = excluded.parts, habits = excluded.habits, scanned_at = excluded.scanned_at"
    " where kept.book_revision <= excluded.book_revision"
)


@dataclass(frozen=True, slots=True)
class KeptScan:
    """What the last scan found: by the digest of each part, as judged by `version`."""

    version: str = ""
    parts: Mapping[str, Sequence[Finding]] = field(default_factory=dict)


def fetch(tx: Connection, business_id: UUID) -> KeptScan:
    """What is known of the business's parts; nothing where no scan was kept, or it was kept by another release."""
    row = tx.execute(FETCH, {"business_id": business_id}).first()
    if row is None:
        return KeptScan()
    try:
        return KeptScan(row.version, {digest: [_finding(one) for one in found] for digest, found in row.parts.items()})
    except (KeyError, TypeError, ValueError):
        return KeptScan()


def fetch_habits(tx: Connection, business_id: UUID) -> Habits | None:
    """What the last scan noted of the whole books; None where there was none, or another release noted it."""
    content = tx.execute(HABITS, {"business_id": business_id}).scalar()
    if not content:
        return None
    try:
        large = content["large_bill"]
        return Habits(Customs(**content["customs"]), None if large is None else Decimal(large))
    except (KeyError, TypeError):
        return None


def save(tx: Connection, business_id: UUID, scan: KeptScan, *, habits: Habits, revision: int, now: datetime) -> None:
    """Keeps a scan in place of an earlier one; one of later books stays."""
    parts = {digest: [_content(one) for one in found] for digest, found in scan.parts.items()}
    values = {"business_id": business_id, "version": scan.version, "revision": revision, "now": now}
    tx.execute(SAVE, values | {"parts": json.dumps(parts), "habits": json.dumps(asdict(habits), default=str)})


def _content(finding: Finding) -> Mapping[str, Any]:
    """What differs from the usual, as JSON."""
    told = {name: value for name, value in asdict(finding).items() if value not in (None, ())}
    loaded: Mapping[str, Any] = json.loads(json.dumps(told, default=str))
    return loaded


def _finding(content: Mapping[str, Any]) -> Finding:
    return Finding(**{name: READ[name](value) for name, value in content.items()})


def _ids(values: Sequence[str]) -> tuple[UUID, ...]:
    return tuple(map(UUID, values))


def _signs(values: Sequence[str]) -> tuple[Sign, ...]:
    return tuple(map(Sign, values))


READ: Mapping[str, Callable[[Any], Any]] = {
    "type": AlertType,
    "rule": Rule,
    "probability": float,
    "amount_at_risk": Decimal,
    "documents": _ids,
    "payments": _ids,
    "parties": _ids,
    "expected": Decimal,
    "actual": Decimal,
    "on": date.fromisoformat,
    "agree": _signs,
    "differ": _signs,
    "detail": str,
    "by_rule": float,
}
"""How each field of a finding comes back from JSON."""
