"""What is measured over judged alerts: precision, recall, false alarms, how true the confidences are."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from app.fraud.rules.judging import SHOWN_FROM

BINS = 10
BEST = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """One alert: right where it is the first on a known trouble, neither right nor wrong where it is a second one."""

    business_id: UUID
    type: str
    confidence: float
    rank: float
    is_right: bool
    is_second: bool = False


@dataclass(frozen=True, slots=True)
class Rates:
    """Of the alerts that are shown. All in 0..1 but `false_alarms`, which counts."""

    precision: float
    recall: float
    false_alarms: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def rates(alerts: Sequence[Judged], troubles: int) -> Rates:
    """Of alerts from `SHOWN_FROM` on, where there are so many troubles to find."""
    shown = [one for one in alerts if one.confidence >= SHOWN_FROM and not one.is_second]
    right = sum(one.is_right for one in shown)
    return Rates(
        precision=right / len(shown) if shown else 1.0,
        recall=right / troubles if troubles else 1.0,
        false_alarms=len(shown) - right,
    )


def precision_of_best(alerts: Sequence[Judged]) -> float:
    """The share that is right among the ten first of each business, in the order in which they are shown."""
    by_business: dict[UUID, list[Judged]] = defaultdict(list)
    for one in alerts:
        if one.confidence >= SHOWN_FROM and not one.is_second:
            by_business[one.business_id].append(one)
    best = [one for found in by_business.values() for one in sorted(found, key=lambda one: -one.rank)[:BEST]]
    return sum(one.is_right for one in best) / len(best) if best else 1.0


def calibration_error(alerts: Sequence[Judged]) -> float:
    """Expected calibration error over ten bins of equal width: mean gap of confidence and share that is right."""
    bins: dict[int, list[Judged]] = defaultdict(list)
    counted = [one for one in alerts if not one.is_second]
    for one in counted:
        bins[min(int(one.confidence * BINS), BINS - 1)].append(one)
    gaps = (abs(sum(one.confidence for one in held) - sum(one.is_right for one in held)) for held in bins.values())
    return sum(gaps) / len(counted) if counted else 0.0


def brier(alerts: Sequence[Judged]) -> float:
    """Mean squared distance of the confidence from what was true."""
    counted = [one for one in alerts if not one.is_second]
    return sum((one.confidence - one.is_right) ** 2 for one in counted) / len(counted) if counted else 0.0
