"""What a capability is given to predict with, and what it hands back to be counted."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ml_models.contracts import Manifest


@dataclass(frozen=True, slots=True)
class Loaded:
    """A model in this process's memory: checked by hash, signature, schema and smoke prediction, ready to answer."""

    id: UUID
    label: str
    manifest: Manifest
    model: Any


@dataclass(frozen=True, slots=True)
class Served:
    """The version that answers for one business now, and the candidate that only watches, if any."""

    answering: Loaded
    shadow: Loaded | None = None
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
