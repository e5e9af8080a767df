"""Questions about numbers: a GSTIN, and the serial number of an invoice."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.gst import gstin, invoice_number
from app.gst.registration import Registration


class Checked(StrEnum):
    """How far a GSTIN was checked: only the number, and why no further, or in the register of taxpayers too."""

    NUMBER = "number"
    REGISTER_OFF = "register_off"
    REGISTER_AWAY = "register_away"
    NOT_ASKED = "not_asked"
    NOT_IN_REGISTER = "not_in_register"
    REGISTER = "register"


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What came of looking a number up."""

    checked: Checked = Checked.NUMBER
    registration: Registration | None = None


@dataclass(frozen=True, slots=True)
class GSTINQuestion:
    """Can this be a GSTIN? `is_live`: look it up in the register, too."""

    gstin: str | None = None
    is_live: bool = False


@dataclass(frozen=True, slots=True)
class GSTINAnswer:
    """What the number says of itself. `reason` is None for a number that can be a GSTIN."""

    valid: bool
    normalized: str
    state_code: str | None
    pan: str | None
    registration_kind: gstin.Kind | None
    reason: gstin.Reason | None
    checked: Checked
    note: str
    registration: Registration | None
    sources: tuple[str, ...]
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class InvoiceNumberQuestion:
    """May an invoice of that day bear this number, beside those that exist?"""

    number: str | None = None
    on: date | None = None
    existing: tuple[invoice_number.Used, ...] = ()


@dataclass(frozen=True, slots=True)
class InvoiceNumberAnswer:
    """`e_invoice_ok`: the e-invoice portal takes it, too."""

    valid: bool
    e_invoice_ok: bool
    reason: invoice_number.Reason | None
    sources: tuple[str, ...]
    valid_from: date | None = None
    valid_to: date | None = None
