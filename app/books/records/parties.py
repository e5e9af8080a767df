"""The business itself and those it deals with; and what is answered where there is no such business."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from app.values.errors import NotFound

RUPEE = "INR"


class BusinessNotFound(NotFound):
    """There is no such business, or it is not the caller's: the answer does not tell which."""

    code = "business_not_found"
    message = "We could not find this business among yours."


class PartyKind(StrEnum):
    """What a party is to the business."""

    CUSTOMER = "customer"
    SUPPLIER = "supplier"
    EMPLOYEE = "employee"


@dataclass(frozen=True, slots=True)
class Business:
    """One shop, trader or workshop. `currency` is the one of all its amounts, by its code in ISO 4217."""

    id: UUID
    owner_id: UUID
    name: str
    category: str | None = None
    state: str | None = None
    gstin: str | None = None
    address: str | None = None
    approval_limit: Decimal | None = None
    currency: str = RUPEE

    @property
    def is_in_rupees(self) -> bool:
        """Whether its amounts are rupees, in which alone the sums of Indian law are written."""
        return self.currency == RUPEE


@dataclass(frozen=True, slots=True)
class BankChange:
    """A change of the account to which a party is paid."""

    changed_at: datetime
    old_account: str | None
    new_account: str | None
    is_verified: bool | None
    changed_by: str | None


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody the business deals with."""

    id: UUID
    kind: PartyKind
    name: str
    gstin: str | None = None
    phone: str | None = None
    email: str | None = None
    address: str | None = None
    upi_id: str | None = None
    bank_account: str | None = None
    bank_ifsc: str | None = None
    bank_changes: tuple[BankChange, ...] = ()
    created_at: datetime | None = None
