"""What became of a version's predictions, week by week, and how a shadow compares with what serves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Prediction:
    """One kept prediction as monitoring counts it; `outcome` is None as long as nobody knows."""

    probability: float
    inputs: Any
    outcome: bool | None
    outcome_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A version whose predictions are counted. `threshold`: the chance from which serving says yes."""

    model_id: UUID
    label: str
    features: tuple[str, ...]
    threshold: float
    manifest: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One week of one version, by the day it begins on. What few cases cannot tell is None or left out.

    correct : outcomes that were as said at the serving threshold
    predicted, observed : mean chance of the predictions whose outcome is known, and the share of them that came true
    drift : population stability index by input, against the rows that the version was trained on
    """

    label: str
    version: int
    week: date
    predictions: int
    outcomes: int
    correct: int
    last_outcome_at: datetime | None = None
    ece: float | None = None
    predicted: float | None = None
    observed: float | None = None
    drift: Mapping[str, float] = field(default_factory=dict)

    @property
    def accuracy(self) -> float | None:
        """Share of known outcomes that were as said."""
        return self.correct / self.outcomes if self.outcomes else None


@dataclass(frozen=True, slots=True)
class BothSaid:
    """One subject that the shadow and the serving version both judged."""

    shadow: float
    production: float
    outcome: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShadowComparison:
    """A shadow beside what serves, on the subjects that both judged.

    agreed : subjects on which both say yes or both say no, each at its own threshold
    mean_difference : mean distance of the two chances
    outcomes : subjects whose outcome is known; of these each was right in `shadow_correct` and `production_correct`
    """

    shadow: str
    production: str
    subjects: int
    agreed: int
    mean_difference: float
    outcomes: int
    shadow_correct: int
    production_correct: int

    @property
    def agreement(self) -> float | None:
        """Share of subjects on which both agree."""
        return self.agreed / self.subjects if self.subjects else None
