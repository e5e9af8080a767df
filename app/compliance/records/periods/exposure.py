"""The nouns of exposure: input tax credit that may be lost, why, until when, and with which bills."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from app.compliance.records.issues import Severity
from app.values import money


class Risk(StrEnum):
    """Why credit is at risk."""

    UNPAID_180_DAYS = "unpaid_180_days"
    UNPAID_SOON = "unpaid_soon"
    LAST_DATE_NEAR = "last_date_near"
    LAST_DATE_PASSED = "last_date_passed"
    SUPPLIER_WITHOUT_GSTIN = "supplier_without_gstin"
    SUPPLIER_GSTIN_INVALID = "supplier_gstin_invalid"
    SUPPLIER_UNKNOWN = "supplier_unknown"
    PLACE_ELSEWHERE = "place_elsewhere"
    MISSING_IN_2B = "missing_in_2b"
    MAYBE_BLOCKED = "maybe_blocked"


@dataclass(frozen=True, slots=True)
class AtRisk:
    """One bill at risk: the tax meant, and for rule 37 how much of the bill is unpaid and the interest so far.

    `last_day` is the day that counts: to pay the supplier, or to claim; `days_left` is negative once it is past.
    """

    document_id: UUID
    number: str
    issued_on: date
    supplier_name: str | None
    tax: Decimal
    last_day: date | None = None
    days_left: int | None = None
    unpaid: Decimal | None = None
    interest: Decimal = money.ZERO
    law: str | None = None


@dataclass(frozen=True, slots=True)
class RiskGroup:
    """All bills of one risk. `is_sum_counted`: part of the whole; hints and reminders are told beside it."""

    risk: Risk
    severity: Severity
    law: str
    tax: Decimal
    interest: Decimal
    bills: Sequence[AtRisk]
    is_sum_counted: bool


@dataclass(frozen=True, slots=True)
class Exposure:
    """All risks on a day, the gravest first. `is_2b_known`: a match with GSTR-2B is stored and was looked at."""

    on: date
    groups: Sequence[RiskGroup]
    is_2b_known: bool

    @property
    def tax(self) -> Decimal:
        """Credit at risk, each bill counted once."""
        found: dict[UUID, Decimal] = {}
        for group in self.groups:
            for one in group.bills if group.is_sum_counted else ():
                found[one.document_id] = max(found.get(one.document_id, money.ZERO), one.tax)
        return sum(found.values(), money.ZERO)
