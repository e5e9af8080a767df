"""What can be asked of the audit trail, and what is found out about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.values.errors import Forbidden, Invalid, NotFound
from app.values.trail import OWN_CHAIN, Link


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ends: the next one begins behind it. Rows are ordered by moment, chain and number, newest first."""

    created_at: datetime
    chain: UUID
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Which rows are wanted; None leaves them all in. `since` is included, `until` is not."""

    business_id: UUID | None = None
    user_id: UUID | None = None
    action: str | None = None
    is_refused: bool | None = None
    since: datetime | None = None
    until: datetime | None = None
    after: Place | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Event:
    """A row, and its user as far as the reader may know and anybody still does."""

    link: Link
    user_id: UUID | None


@dataclass(frozen=True, slots=True)
class Page:
    """Some events, the newest first, and where the older ones begin; None when there are none."""

    events: Sequence[Event]
    next: Place | None


class Fault(StrEnum):
    """What is wrong with the first bad row of a chain."""

    CHANGED = "changed"
    MISSING = "missing"
    INSERTED = "inserted"
    OUT_OF_ORDER = "out_of_order"
    CUT_OFF = "cut_off"
    REWRITTEN = "rewritten"
    WRONG_USER = "wrong_user"
    FORGED_ANCHOR = "forged_anchor"


@dataclass(frozen=True, slots=True)
class Finding:
    """The first bad row of a chain, by its number."""

    seq: int
    fault: Fault


@dataclass(frozen=True, slots=True)
class End:
    """A row and its hash: what a chain hangs on, or ends with."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Anchors:
    """What was said of one chain outside of the database, by number of row; when last, None where never."""

    hashes: Mapping[int, str]
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What looking through one chain has shown; `finding` is None when it is whole.

    anchored_seq : rows up to this one are vouched for outside of the database; 0 when none are
    """

    chain: UUID
    rows: int
    last_seq: int
    finding: Finding | None
    anchored_seq: int
    anchored_at: datetime | None

    @property
    def business_id(self) -> UUID | None:
        """Whose chain it is; None for the service's own."""
        return None if self.chain == OWN_CHAIN else self.chain


class Format(StrEnum):
    """How an export is written."""

    JSON_LINES = "jsonl"
    CSV = "csv"


class OwnerOnly(Forbidden):
    """The audit trail of a business is read by its owner, not by everybody who works there."""

    code = "owner_only"
    message = "Only the owner of the business may see who did what in it."


class BusinessMissing(Invalid):
    """A reader who is no admin names no business."""

    code = "business_missing"
    message = "Please say which business."


class ExportNotFound(NotFound):
    """No such file, or no more."""

    code = "export_not_found"
    message = "This export is no longer kept. Please ask for it again."
