"""What an admin sees of the insights of all businesses: which stand, how old they are, and whether forecasts hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from app.insights.records.stored import Card


class Deed(StrEnum):
    """What an admin did with the insights of somebody's business."""

    LOOKED = "looked"
    RECOMPUTED = "recomputed"


@dataclass(frozen=True, slots=True)
class Done:
    """One such deed. `insight_id` None: all insights of the business."""

    business_id: UUID
    insight_id: UUID | None
    deed: Deed
    actor: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """The insights of one business as they stand. `is_stale`: books, day, rules or models have moved on."""

    business_id: UUID
    name: str
    insights: int
    revision: int
    books_revision: int
    model_version: str
    generated_at: datetime
    is_stale: bool = False


@dataclass(frozen=True, slots=True)
class Trial:
    """The backtest of one forecast of one business, and how last quarter's forecast met what came.

    mase, naive2_mase : of what is served and of Naive2; coverage80, coverage95 : shares of outcomes inside the bands
    periods, inside80, inside95 : of last quarter; None where nothing could be compared
    """

    key: str
    title: str
    mase: float | None
    naive2_mase: float | None
    coverage80: float | None
    coverage95: float | None
    origins: int
    served: str | None
    periods: int | None = None
    inside80: int | None = None
    inside95: int | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """How the forecasts of one kind hold over all businesses that have one.

    mase, naive2_mase : medians over the businesses for which both are known, `compared` of them
    better : how many of those have the smaller error with what is served
    coverage80, coverage95 : shares inside the bands over all earlier dates tested, of `banded` businesses
    periods, inside80, inside95 : of last quarter's forecasts that had bands, all together
    """

    key: str
    businesses: int
    compared: int
    better: int
    mase: float | None
    naive2_mase: float | None
    banded: int
    coverage80: float | None
    coverage95: float | None
    periods: int
    inside80: int
    inside95: int


@dataclass(frozen=True, slots=True)
class Overview:
    """All of it. `ranked` : (MASE, MASE of Naive2) of each forecast tested, the best against Naive2 first."""

    latest: Sequence[Standing]
    held: Sequence[Held]
    ranked: Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class OfBusiness:
    """The insights of one business as its owner gets them, the highest impact first, and who looked at them.

    drawable : the ids of those that have a chart
    """

    standing: Standing
    insights: Sequence[Mapping[str, Any]]
    drawable: frozenset[str]
    deeds: Sequence[Done]


@dataclass(frozen=True, slots=True)
class OfInsight:
    """One insight with all that stands behind it."""

    standing: Standing
    card: Card
    is_drawable: bool
