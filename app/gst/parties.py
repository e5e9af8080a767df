"""The words in which a supply is described: who sells, who buys, what document, and whether the supply is taxed."""

from enum import StrEnum


class Registration(StrEnum):
    """How a seller stands to the law."""

    REGULAR = "regular"
    COMPOSITION = "composition"
    UNREGISTERED = "unregistered"
    OVERSEAS = "overseas"


class Recipient(StrEnum):
    """What a buyer is to the seller's returns."""

    REGISTERED = "registered"
    UNREGISTERED = "unregistered"
    COMPOSITION = "composition"
    SEZ = "sez"
    DEEMED_EXPORT = "deemed_export"
    OVERSEAS = "overseas"

    @property
    def has_gstin(self) -> bool:
        """Whether such a buyer is registered in India, as units in an SEZ and buyers of deemed exports are."""
        return self not in (Recipient.UNREGISTERED, Recipient.OVERSEAS)


class SupplyKind(StrEnum):
    """Whether the law taxes what is supplied. Zero-rated supplies are taxable or not by themselves."""

    TAXABLE = "taxable"
    EXEMPT = "exempt"
    NIL_RATED = "nil_rated"
    NON_GST = "non_gst"


class Document(StrEnum):
    """What was issued."""

    INVOICE = "invoice"
    BILL_OF_SUPPLY = "bill_of_supply"
    CREDIT_NOTE = "credit_note"
    DEBIT_NOTE = "debit_note"

    @property
    def is_note(self) -> bool:
        """Whether it corrects an earlier document."""
        return self in (Document.CREDIT_NOTE, Document.DEBIT_NOTE)
