"""What an owner has said about the business that no book holds; None means that nothing was said."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.values.errors import Invalid


class PreferencesRefused(Invalid):
    """What was said cannot be meant, or not without something else; `errors` says what, by field."""

    code = "preferences_refused"
    message = "Some of what you entered cannot be right. Please look at the notes beside it."


class GSTFiling(StrEnum):
    """How often the business files, which decides its dates."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    COMPOSITION = "composition"
    NOT_REGISTERED = "not_registered"


@dataclass(frozen=True, slots=True)
class Preferences:
    """The floor under which cash should not fall, the money there was on a day, and which taxes are paid.

    cash_floor : rupees
    balance, balance_on : cash and bank together, in rupees, at the end of a day
    """

    cash_floor: Decimal | None = None
    balance: Decimal | None = None
    balance_on: date | None = None
    gst_filing: GSTFiling | None = None
    deducts_tds: bool | None = None
    pays_advance_tax: bool | None = None


NOTHING_SAID = Preferences()
