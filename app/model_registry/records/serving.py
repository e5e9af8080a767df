"""What a capability is given to predict with, and what it hands back to be counted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from app.values.errors import Unavailable
from ml_models.contracts import Manifest


class ModelFailed(Unavailable):
    """A model raised an error, or answered with something that is no answer. Whoever asked goes on by its rules."""

    code = "model_failed"
    message = "The model could not answer."


@dataclass(frozen=True, slots=True)
class Chosen:
    """A version as the pointer names it: nothing of it is loaded yet."""

    id: UUID
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """What the pointer of one model says, and what serves instead where its production version does not load.

    substitutes : labels that the processes which cannot load a chosen version answer with, empty for none, by its label
    """

    name: str
    generation: int
    production: Chosen
    canary: Chosen | None = None
    canary_share: float = 0.0
    shadow: Chosen | None = None
    substitutes: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A model in this process's memory: checked by hash, signature, schema and smoke prediction, ready to answer."""

    id: UUID
    label: str
    manifest: Manifest
    model: Any


@dataclass(frozen=True, slots=True)
class Served:
    """The version that answers for one business now. Whoever holds it keeps it, whatever is promoted meanwhile."""

    answering: Loaded
    is_canary: bool = False

    @property
    def label(self) -> str:
        """The version as answers carry it."""
        return self.answering.label


@dataclass(frozen=True, slots=True)
class Observation:
    """One prediction worth keeping: what about (`subject`), the chance that was said, and the inputs it was said on."""

    subject: UUID
    probability: float
    inputs: Any
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """What one process says of the version `label` that it should serve: `reason` is empty when it does.

    serving : the label that answers in its place, empty when the caller's rules do
    """

    process: str
    name: str
    label: str
    serving: str
    code: str = ""
    reason: str = ""
    failures: int = 0
    since: datetime
    seen_at: datetime

    @property
    def has_failed(self) -> bool:
        """Whether the version could not be loaded."""
        return bool(self.reason)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that was answered and that the shadow has not scored yet."""

    subject: UUID
    business_id: UUID
    inputs: Any
