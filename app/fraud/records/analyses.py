"""What one look at the books brought to light, and what it says of the business's money."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from app.fraud.records.alerts import Alert
from app.fraud.records.findings import AlertType
from app.values import errors


@dataclass(frozen=True, slots=True)
class Moved:
    """The money that moved in the last months of the books, each rupee once.

    A purse is a document with all that was paid on it, or a payment that is booked on none. `purse_of` says for a
    document or payment which purse it belongs to, `purses` how many rupees moved in each; `total` is their sum.
    """

    since: date | None = None
    until: date | None = None
    total: Decimal = Decimal(0)
    purse_of: Mapping[UUID, UUID] = field(default_factory=dict)
    purses: Mapping[UUID, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Risk:
    """`score`, in 0..1, is `in_question` (rupees, on average) as a share of what moved; `alerts` took part in it."""

    score: float
    in_question: Decimal
    alerts: int


@dataclass(frozen=True, slots=True)
class Digest:
    """Alerts of one type that are told by their number alone, with the most certain one of them."""

    type: AlertType
    count: int
    amount: Decimal
    most_certain: UUID
    confidence: float


@dataclass(frozen=True, slots=True)
class FraudAnalysis:
    """Everything that one look at a business's books brought to light.

    `metadata` says what was looked at, by which version, at which revision of the books, and whether it is stale.
    `beyond` tells of the alerts that no longer fit in, by type; `beyond_in_question` is what they add to the risk.
    """

    business_id: UUID
    alerts: Sequence[Alert]
    risk_score: float
    metadata: Mapping[str, Any]
    analyzed_at: datetime
    moved: Moved = Moved()
    beyond: Sequence[Digest] = ()
    beyond_in_question: Decimal = Decimal(0)

    @property
    def revision(self) -> int:
        """The revision of the books that were looked through."""
        return int(self.metadata["book_revision"])


class AnalysisUnavailable(errors.Unavailable):
    """The books could not be looked through in time, and there is no earlier result to show."""

    code = "fraud_analysis_unavailable"
    message = "We are still looking through your books. Please try again in a moment."
