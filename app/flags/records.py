"""The nouns of feature flags."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from app.values.errors import Forbidden, Invalid, NotFound, Unavailable

RETRY_SECONDS = 300
"""When to ask again for what an operator has switched off for a while."""


@dataclass(frozen=True, slots=True)
class Override:
    """A flag's state for one business."""

    business_id: UUID
    enabled: bool
    variant: str | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag as stored; `enabled` is None where the environment decides."""

    name: str
    description: str = ""
    enabled: bool | None = None
    rollout_percent: int = 100
    variant: str | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)
    overrides: Sequence[Override] = ()


class Reason(StrEnum):
    """Why a flag is on or off."""

    AI_DISABLED = "ai_disabled"
    UNKNOWN_FLAG = "unknown_flag"
    BUSINESS_OVERRIDE = "business_override"
    ENVIRONMENT = "environment"
    FLAG = "flag"
    ROLLOUT = "rollout"


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a flag is on for one user, and why."""

    feature_name: str
    enabled: bool
    reason: Reason
    variant: str | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)


class EventKind(StrEnum):
    """What the app reports about a feature."""

    INTERACTION = "interaction"
    CONVERSION = "conversion"


@dataclass(frozen=True, slots=True)
class Event:
    """One report of the app: an interaction has a type, a conversion a value."""

    kind: EventKind
    feature_name: str
    interaction_type: str | None = None
    conversion_value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a flag, for everybody or for one business, as it was asked for; never changed afterwards.

    enabled : None where the flag was left to the environment again, or a business's own setting was taken back
    """

    name: str
    business_id: UUID | None
    enabled: bool | None
    rollout_percent: int | None
    variant: str | None
    actor: str
    reason: str
    at: datetime


class OtherUser(Forbidden):
    """A flag is asked, or an event reported, for somebody else than the caller."""

    code = "other_user"
    message = "This can only be asked for your own account."


class UnknownFlag(NotFound):
    """No flag has this name."""

    code = "unknown_flag"
    message = "There is no feature flag of this name."


class NoFlagName(Invalid):
    """What shall become the name of a flag is none."""

    code = "no_flag_name"
    message = "A flag's name is made of small letters, digits and underscores, such as fraud_detection."


class FeatureOff(Unavailable):
    """A service is switched off: by its setting, its flag, or for this business. What was worked out before stays."""

    code = "feature_off"
    message = "This service is switched off at the moment."

    def __init__(self, sentence: str | None, *, is_temporary: bool) -> None:
        super().__init__(sentence, retry_after_seconds=RETRY_SECONDS if is_temporary else None)


class AIDisabled(Unavailable):
    """The analyses are switched off (AI_ENABLED, or the flag `ai_enabled`)."""

    code = "ai_disabled"
    message = "AI temporarily unavailable. Please try again later."

    def __init__(self) -> None:
        super().__init__(retry_after_seconds=RETRY_SECONDS)
