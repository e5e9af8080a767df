"""What kind of document an invoice check is asked about, and the two sides of it."""

from dataclasses import dataclass
from enum import StrEnum

from app.gst import gstin


class Paper(StrEnum):
    """What kind of document it is (CGST Act 2017, s.31 and s.34; CGST Rules 2017, rule 46A)."""

    TAX_INVOICE = "tax_invoice"
    BILL_OF_SUPPLY = "bill_of_supply"
    INVOICE_CUM_BILL = "invoice_cum_bill_of_supply"
    CREDIT_NOTE = "credit_note"
    DEBIT_NOTE = "debit_note"

    @property
    def is_note(self) -> bool:
        """Whether it changes an earlier document."""
        return self in (Paper.CREDIT_NOTE, Paper.DEBIT_NOTE)


@dataclass(frozen=True, slots=True)
class Side:
    """The seller or the buyer. `stated_state` is the code of the state that its address or its own field names."""

    name: str | None
    gstin: gstin.GSTIN
    address: str | None
    stated_state: str | None

    @property
    def is_registered(self) -> bool:
        """Whether a GSTIN is given, right or wrong."""
        return self.gstin.reason is not gstin.Reason.MISSING

    @property
    def registered_in(self) -> str | None:
        """The state of a valid GSTIN."""
        return self.gstin.state_code if self.gstin.is_valid else None
