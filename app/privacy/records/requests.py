"""A request to be given or to have erased what we keep, and what can be wrong with one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from app.values.errors import Conflict, Forbidden, Invalid, NotFound, Unavailable


class Kind(StrEnum):
    """What is asked for."""

    EXPORT = "export"
    DELETE = "delete"


class Subject(StrEnum):
    """About whom: the asker himself, or a business of his."""

    USER = "user"
    BUSINESS = "business"


class State(StrEnum):
    """unconfirmed -> queued -> running -> done; expired and failed are read off the clock and the job."""

    UNCONFIRMED = "unconfirmed"
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    EXPIRED = "expired"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Whom:
    """Of whom something is asked: `id` is the business, or the user where there is none.

    pseudonym : the keyed hash, in the form of an id, that stands for the user once he is erased
    """

    subject: Subject
    id: UUID
    pseudonym: UUID

    @property
    def business_id(self) -> UUID | None:
        """The business, where it is about one."""
        return self.id if self.subject is Subject.BUSINESS else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request. `found` counts rows by table and by what was done with them; the receipt stands at its end.

    confirmation : what has to be typed before anything is erased; None where nothing waits for it
    is_genuine : whether our own key still vouches for the receipt; None while there is none
    """

    id: UUID
    kind: Kind
    subject: Subject
    business_id: UUID | None
    requested_by: UUID
    state: State
    found: Mapping[str, Mapping[str, int]]
    receipt: Mapping[str, Any] | None
    receipt_sha256: str | None
    signature: str | None
    job_id: UUID | None
    created_at: datetime
    confirmed_at: datetime | None
    finished_at: datetime | None
    confirmation: str | None = None
    is_genuine: bool | None = None


class OwnerOnly(Forbidden):
    """What a business leaves here belongs to its owner, not to everybody who works there."""

    code = "privacy_owner_only"
    message = "Only the owner of the business may ask for this."


class RequestNotFound(NotFound):
    """No such request, or another's."""

    code = "privacy_request_not_found"
    message = "We could not find this request."


class NothingToConfirm(NotFound):
    """Something was confirmed that nobody asked for, or too long ago."""

    code = "nothing_to_confirm"
    message = "There is no erasure that waits for your word. Please ask for it again."


class ConfirmationWrong(Invalid):
    """What was typed is neither the phrase nor the number of the request."""

    code = "confirmation_wrong"
    message = "That is not the phrase. Nothing was erased."


class ExportUnfinished(Conflict):
    """The file is still being written."""

    code = "export_unfinished"
    message = "The file is still being written. Please come back in a moment."


class ExportGone(NotFound):
    """No such file, or no more."""

    code = "privacy_export_gone"
    message = "This file is no longer kept. Please ask for it again."


class StillAtWork(Unavailable):
    """A job works on what is to be erased; the erasure is tried again once it has ended."""

    code = "still_at_work"
    message = "Something is still being worked out for you. The erasure goes on when that has ended."
