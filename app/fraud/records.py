"""The nouns of fraud detection: what a rule finds, what a shopkeeper is shown, and what they answered.

`RULES_VERSION` stands here alone. It is part of every cache key and of every stored alert, so a change of the rules or
of their weights means a new version. What a learned model took part in names that model's version as well.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from app.values import errors

MODEL_NAME = "fraud"
RULES_VERSION = "fraud-rules-2"
PAIR_MODEL = "duplicate_pairs"
"""The learned model that scores pairs of documents, as the registry names it."""
CONFIDENCE_MODEL = "alert_confidence"
"""The learned model that says what the word of a rule is worth."""


class AlertType(StrEnum):
    """What an alert is about; the phone app knows exactly these."""

    DUPLICATE_INVOICE = "duplicate_invoice"
    PAYMENT_MISMATCH = "payment_mismatch"
    SUSPICIOUS_PATTERN = "suspicious_pattern"
    DUPLICATE_SUPPLIER_BILL = "duplicate_supplier_bill"


class AlertStatus(StrEnum):
    """Where an alert stands: unanswered, answered, or gone because the books were put right."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    NOT_SURE = "not_sure"
    RESOLVED = "resolved"


class Answer(StrEnum):
    """What the owner says about an alert."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    NOT_SURE = "not_sure"


class Rule(StrEnum):
    """Which test spoke."""

    DUPLICATE = "duplicate"
    PAID_TWICE = "paid_twice"
    OTHER_PARTY = "paid_by_or_to_another_party"
    PAID_BEFORE = "paid_before_the_document"
    OVERPAID = "paid_too_much"
    UNDERPAID = "marked_paid_but_short"
    DIGITS_SWAPPED = "digits_swapped_in_payment"
    NO_DOCUMENT = "payment_without_document"
    FAR_FROM_HABIT = "amount_far_from_habit"
    CASH_PAID = "cash_paid_over_limit"
    CASH_RECEIVED = "cash_received_over_limit"
    ACCOUNT_CHANGED = "paid_after_unverified_account_change"
    BELOW_APPROVAL = "just_below_approval_limit"
    SHARED_ACCOUNT = "supplier_shares_account_with_employee"
    NEW_SUPPLIER = "new_supplier_paid_at_once"
    ROUND_AMOUNTS = "only_round_amounts"
    AT_NIGHT = "entered_at_night"
    CLOSED_DAY = "entered_on_closed_days"
    BACKDATED = "entered_long_after_its_date"
    CASH_KEPT_BELOW = "cash_kept_just_below_limit"
    CASH_LOAN = "cash_loan_over_limit"
    SPLIT_ORDER = "one_order_split_below_approval_limit"
    BELOW_ROUND_SUM = "just_below_a_round_sum"
    INVENTED_AMOUNTS = "amounts_look_invented"
    FLURRY = "sudden_flurry_of_bills"
    PRICE_JUMP = "price_far_from_habit"


class Sign(StrEnum):
    """One thing that two documents have in common, or in which they differ."""

    PARTY = "party"
    OTHER_RECORD = "other_record"
    NUMBER = "number"
    NUMBER_LOOKALIKE = "number_lookalike"
    NUMBER_SUFFIX = "number_suffix"
    NUMBER_TYPO = "number_typo"
    NUMBER_MISSING = "number_missing"
    AMOUNT = "amount"
    AMOUNT_WITHOUT_GST = "amount_without_gst"
    AMOUNT_TYPO = "amount_typo"
    AMOUNT_NEAR = "amount_near"
    DATE = "date"
    DATE_NEAR = "date_near"
    DATE_SWAPPED = "date_swapped"
    REFERENCE = "reference"
    ITEMS = "items"
    ENTERED_BY = "entered_by"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found, in ids and figures; `wording` turns it into sentences.

    `probability` is the chance, in 0..1, that the owner would agree that something is wrong; `by_rule` is what the rule
    alone said, where a model of confidence has spoken since. `expected` and `actual` are what the books promised and what happened; `detail` is a word of the rule's own (a section, an account).
    """

    type: AlertType
    rule: Rule
    probability: float
    amount_at_risk: Decimal
    documents: tuple[UUID, ...] = ()
    payments: tuple[UUID, ...] = ()
    parties: tuple[UUID, ...] = ()
    expected: Decimal | None = None
    actual: Decimal | None = None
    on: date | None = None
    agree: tuple[Sign, ...] = ()
    differ: tuple[Sign, ...] = ()
    detail: str | None = None
    by_rule: float | None = None

    @property
    def fingerprint(self) -> str:
        """The type, and the documents and payments it names (the parties, where it names neither), in any order."""
        named = (self.documents + self.payments) or self.parties
        return f"{self.type}:{','.join(sorted(str(one) for one in named))}"


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert as it is kept and shown. `evidence` is shown on the phone key by key and holds every id it names.

    `weight` is the money in question as a share of what the business turns over in a month, in 0..1.
    """

    id: UUID
    business_id: UUID
    type: AlertType
    message: str
    confidence: float
    evidence: Mapping[str, Any]
    detected_at: datetime
    fingerprint: str
    weight: float = 0.0
    status: AlertStatus = AlertStatus.OPEN
    reason: str | None = None
    answered_at: datetime | None = None
    rules_version: str = RULES_VERSION


@dataclass(frozen=True, slots=True)
class FraudAnalysis:
    """Everything that one look at a business's books brought to light.

    `metadata` says what was looked at, by which version, at which revision of the books, and whether it is stale.
    """

    business_id: UUID
    alerts: Sequence[Alert]
    risk_score: float
    metadata: Mapping[str, Any]
    analyzed_at: datetime

    @property
    def revision(self) -> int:
        """The revision of the books that were looked through."""
        return int(self.metadata["book_revision"])


@dataclass(frozen=True, slots=True)
class Filters:
    """Which stored alerts are wanted; `None` means all. `page` counts from 1."""

    status: AlertStatus | None = None
    type: AlertType | None = None
    min_confidence: float = 0.0
    page: int = 1
    page_size: int = 20


@dataclass(frozen=True, slots=True)
class AlertPage:
    """One page of alerts, and how many there are in all."""

    alerts: Sequence[Alert]
    total: int
    page: int
    page_size: int


class AlertNotFound(errors.NotFound):
    """There is no such alert, or it belongs to another business."""

    code = "alert_not_found"
    message = "We could not find this alert."


class AnalysisUnavailable(errors.Unavailable):
    """The books could not be looked through in time, and there is no earlier result to show."""

    code = "fraud_analysis_unavailable"
    message = "We are still looking through your books. Please try again in a moment."


def alert_id(business_id: UUID, finding: Finding) -> UUID:
    """The id that the same finding always gets: from the business, the type and what the finding names."""
    return uuid5(NAMESPACE_URL, f"fraud:{business_id}:{finding.fingerprint}")
