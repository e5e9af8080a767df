"""What an evaluation consists of: plain numbers and words, ready to be written as JSON and shown to an admin.

No numbers library is imported here, since the web process shows evaluations and has none.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Metric:
    """One measure over `cases`, with the 95 % bootstrap interval from `low` to `high`."""

    name: str
    value: float
    low: float
    high: float
    cases: int
    is_better_high: bool = True


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Predictions of about the same chance: what was said (`predicted`), what happened (`observed`), how often."""

    predicted: float
    observed: float
    cases: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far said chances lie from what happened: `ece` is the expected calibration error over the bins, 0..1."""

    ece: float
    bins: tuple[ReliabilityBin, ...]


@dataclass(frozen=True, slots=True)
class Slice:
    """The same metrics over one part of the cases, such as small businesses or a rare kind.

    `note` says why little or nothing can be concluded from it: too few cases, one answer only; otherwise empty.
    """

    name: str
    cases: int
    metrics: tuple[Metric, ...]
    note: str = ""

    def metric(self, name: str) -> Metric | None:
        """The metric of this name; None where it is not defined here."""
        return next((one for one in self.metrics if one.name == name), None)


@dataclass(frozen=True, slots=True)
class Behaviour:
    """How often the model did what must hold whatever the data: an invariance, a direction, a plain case."""

    name: str
    sentence: str
    passed: int
    cases: int


@dataclass(frozen=True, slots=True)
class Drift:
    """Population stability index of one input against training; above 0.2 the input has moved."""

    feature: str
    psi: float


@dataclass(frozen=True, slots=True)
class Cost:
    """What the model costs: milliseconds to load and for one input (median, 95th percentile), megabytes kept."""

    load_ms: float
    one_ms: float
    one_p95_ms: float
    memory_mb: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Everything that was measured about one model on one evaluation set.

    primary : name of the metric on which two versions are compared
    confusion : (actual, predicted) -> cases, as `{"yes": {"yes": 5, "no": 1}, ...}` at the threshold that serves
    data_fingerprint : SHA-256 of the evaluation cases: two evaluations compare only where it is the same
    threshold : chance from which serving says yes; None where a model says no chances
    notes : what could not be measured and why, such as a metric that is not defined on these cases
    """

    primary: str
    metrics: tuple[Metric, ...]
    cases: int
    data_fingerprint: str
    calibration: Calibration | None = None
    slices: tuple[Slice, ...] = ()
    behaviours: tuple[Behaviour, ...] = ()
    drift: tuple[Drift, ...] = ()
    confusion: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    cost: Cost | None = None
    threshold: float | None = None
    notes: tuple[str, ...] = ()

    def metric(self, name: str) -> Metric:
        """The metric of this name. Raises `KeyError`."""
        return next((one for one in self.metrics if one.name == name), None) or _missing(name)


def _missing(name: str) -> Metric:
    raise KeyError(name)
