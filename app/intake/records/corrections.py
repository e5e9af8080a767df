"""What a person sets right in a document, value by value."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.invoices.records.extractions import Value
from app.values.errors import Conflict, Invalid


class Kind(StrEnum):
    """What kind of value a field of a document holds."""

    TEXT = "text"
    AMOUNT = "amount"
    PRICE = "price"
    QUANTITY = "quantity"
    RATE = "rate"
    DAY = "day"
    STATE = "state"
    YES_NO = "yes_no"
    GSTIN = "gstin"
    PAN = "pan"
    HSN = "hsn"
    IRN = "irn"
    CURRENCY = "currency"
    DOCUMENT_TYPE = "document_type"


@dataclass(frozen=True, slots=True)
class Change:
    """One value that was set right, or taken out (None)."""

    step: int
    path: str
    value: Value | None
    by: UUID | None
    at: datetime


class CorrectionRefused(Invalid):
    """A correction names a field that there is not, or a value that it cannot hold; `errors` says which and why."""

    code = "correction_refused"
    message = "A correction cannot be taken as it is."

    def __init__(self, wrong: Mapping[str, str]) -> None:
        path, why = next(iter(wrong.items()))
        super().__init__(
            f"Please check “{path}”: {why[:1].lower()}{why[1:]}", errors={p: [w] for p, w in wrong.items()}
        )


class CorrectedTooOften(Conflict):
    """The document was set right so many times that no further step is kept."""

    code = "corrected_too_often"
    message = "This document was corrected too many times. Please delete it and send it again."
