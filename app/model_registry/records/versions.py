"""The nouns of the registry: a version, its states, what happened to it, and who may not do what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from app.values.errors import Conflict, Invalid, NotFound, TooLarge, Unavailable


class State(StrEnum):
    """candidate -> validated | rejected -> approved -> production -> archived; the allowed steps: `rules.states`."""

    CANDIDATE = "candidate"
    VALIDATED = "validated"
    REJECTED = "rejected"
    APPROVED = "approved"
    PRODUCTION = "production"
    ARCHIVED = "archived"


class Origin(StrEnum):
    """How a version came here: rules are code, a shipped file comes with the release."""

    CODE = "code"
    SHIPPED = "shipped"
    UPLOAD = "upload"
    RETRAINED = "retrained"


class EventKind(StrEnum):
    """What can happen to a version."""

    REGISTERED = "registered"
    VALIDATED = "validated"
    REJECTED = "rejected"
    APPROVED = "approved"
    PROMOTED = "promoted"
    ROLLED_BACK = "rolled_back"
    ARCHIVED = "archived"
    SHADOWED = "shadowed"
    CANARIED = "canaried"
    RELEASED = "released"
    """No longer shadow or canary."""


@dataclass(frozen=True, slots=True)
class ModelVersion:
    """One version of a model. `manifest` is the signed JSON of its file, empty for rules, which are code."""

    id: UUID
    name: str
    version: int
    label: str
    kind: str
    state: State
    origin: Origin
    sha256: str | None
    size_bytes: int | None
    metrics: Mapping[str, Any]
    manifest: Mapping[str, Any]
    signature: str
    parent_id: UUID | None
    author: str
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a model's history, never changed: who did what to which version, when and why."""

    id: int
    name: str
    model_id: UUID
    version: int
    kind: EventKind
    from_state: State | None
    to_state: State | None
    actor: str
    reason: str
    detail: Mapping[str, Any]
    at: datetime
    actor_id: UUID | None = None

    @property
    def by(self) -> str:
        """What tells one person from another, as `Actor.identity`."""
        return str(self.actor_id) if self.actor_id else self.actor


@dataclass(frozen=True, slots=True)
class Pointer:
    """What serves one model now: its generation grows with every change of what follows."""

    name: str
    generation: int
    production: ModelVersion | None
    shadow: ModelVersion | None
    canary: ModelVersion | None
    canary_share: float


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an admin with a user id, or by name alone the worker, the release, somebody at the command line."""

    name: str
    user_id: UUID | None = None

    @property
    def identity(self) -> str:
        """What tells one person from another."""
        return str(self.user_id) if self.user_id else self.name


class UnknownModel(NotFound):
    """No version of this model has been registered."""

    code = "unknown_model"
    message = "There is no model of this name here."


class UnknownVersion(NotFound):
    """The model has no such version."""

    code = "unknown_model_version"
    message = "This model has no such version."


class StepNotAllowed(Conflict):
    """The version cannot go where it was sent from where it stands; the message says what has to happen first."""

    code = "model_step_not_allowed"


class SecondPersonNeeded(Conflict):
    """Two persons have to agree on what serves, and this would be one of them twice."""

    code = "second_person_needed"
    message = "Somebody else has to do this: two persons agree on what serves."


class NothingEarlier(Conflict):
    """No version served before the one that serves now."""

    code = "nothing_earlier"
    message = "There is no earlier version to go back to."


class ModelTooLarge(TooLarge):
    """The file is larger than `MODEL_MAX_FILE_SIZE`."""

    code = "model_too_large"


class ModelFileAway(Unavailable):
    """The store does not hold the file of a version, or holds another one under its hash."""

    code = "model_file_away"


class ModelRefused(Invalid):
    """The file is not taken; the message says why and what to do."""

    code = "model_refused"
