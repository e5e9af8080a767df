"""Rows of the audit trail and how they hang on each other: the one place that says what is hashed.

All hashes are SHA-256 of canonical JSON (RFC 8785 for text, whole numbers, booleans and null: keys sorted, no blanks,
UTF-8): of a row's fields, of these with the actor (`content`), and of that with the place in the chain (`link`). The
latter two are made by schema/0023_audit.sql in the moment in which both are known. A row whose fields went to the
archive still has its content, so the chain holds without them.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

OWN_CHAIN = UUID(int=0)
"""The chain of what belongs to no business."""

GENESIS = "0" * 64
"""What the first row of a chain hangs on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one row says. `actor` is a keyed hash of a user, `details` hold text, whole numbers and booleans."""

    business_id: UUID | None
    created_at: datetime
    action: str
    actor_kind: str
    actor: str | None
    is_refused: bool
    subject_kind: str
    subject: str
    details: Mapping[str, Any]
    request_id: str | None

    def fields(self) -> dict[str, Any]:
        """The fields but the actor as they stand in JSON; moments in UTC with microseconds."""
        return {
            "action": self.action,
            "actor_kind": self.actor_kind,
            "business_id": str(self.business_id) if self.business_id else None,
            "created_at": self.created_at.astimezone(UTC).isoformat(timespec="microseconds"),
            "details": dict(self.details),
            "is_refused": self.is_refused,
            "request_id": self.request_id,
            "subject": self.subject,
            "subject_kind": self.subject_kind,
        }

    def content(self) -> str:
        """SHA-256 of the fields and the actor, as hex."""
        return sha256({"actor": self.actor, "fields": sha256(self.fields())})


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A row's place in its chain. `entry` is None for one that lies in the archive."""

    chain: UUID
    seq: int
    content: str
    prev_hash: str
    hash: str
    entry: Entry | None


def link(chain: UUID, seq: int, *, content: str, prev: str) -> str:
    """The hash of a row at this place, as hex."""
    return sha256({"chain": str(chain), "content": content, "prev": prev, "seq": seq})


def canonical(value: Any) -> bytes:
    """`value` as canonical JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def sha256(value: Any) -> str:
    """SHA-256 of `value` as canonical JSON, as hex."""
    return hashlib.sha256(canonical(value)).hexdigest()
