"""What an admin looks at: a model with what follows it, one validation, and two versions side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from app.model_registry.records.versions import ModelVersion, Pointer


@dataclass(frozen=True, slots=True)
class Model:
    """One model: what it is for, what serves, shadows and is tried of it, and how it is retrained.

    is_learned : has versions that are files; a model of rules comes with the code
    latest : the newest version; waiting : how many versions wait for a decision
    """

    name: str
    title: str
    purpose: str
    is_learned: bool
    pointer: Pointer
    latest: ModelVersion | None
    version_count: int
    waiting: int
    retrain_cron: str
    least_new_labels: int
    promotes_itself: bool


@dataclass(frozen=True, slots=True)
class Validation:
    """One validation of a version: `evaluation` and the gates (`name`, `passed`, `sentence`) as they were kept."""

    id: UUID
    model_id: UUID
    against_id: UUID | None
    job_id: UUID | None
    has_passed: bool
    evaluation: Mapping[str, Any]
    verdict: tuple[Mapping[str, Any], ...]
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a validation says of a version.

    evaluation : an `ml_models.evaluation.records.Evaluation` as JSON; verdict : `{"name", "passed", "sentence"}` a gate
    against : the version that served, with which it was compared; reason : the verdict in a sentence
    """

    has_passed: bool
    evaluation: Mapping[str, Any]
    verdict: Sequence[Mapping[str, Any]]
    against: ModelVersion | None = None
    job_id: UUID | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two compared versions, with its latest validation if it has one."""

    version: ModelVersion
    validation: Validation | None


@dataclass(frozen=True, slots=True)
class MetricPair:
    """One measure of both versions: `{"value", "low", "high", "cases"}`, None where a version lacks it.

    is_apart : the intervals do not touch, so the difference is more than chance
    """

    name: str
    a: Mapping[str, Any] | None
    b: Mapping[str, Any] | None
    is_apart: bool


@dataclass(frozen=True, slots=True)
class ParameterPair:
    """One parameter of both versions, None where a version lacks it."""

    name: str
    a: Any
    b: Any


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions side by side. Figures compare only where `is_same_data` holds."""

    a: Side
    b: Side
    metrics: tuple[MetricPair, ...]
    parameters: tuple[ParameterPair, ...]
    is_same_data: bool


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not taken; its bytes lie in quarantine under `quarantine/<sha256>` for a while."""

    name: str
    filename: str
    sha256: str
    size_bytes: int
    code: str
    reason: str
    actor: str
    at: datetime
