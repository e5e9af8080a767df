"""Where the parts of a sentence stand, as a tagger says it."""

from enum import StrEnum

TAGGER = "invoice_ner"
"""The learned model that tells the parts of a sentence."""

Span = tuple[int, int, str]
"""First character of the normalised sentence, the one behind the last, and a `Role`."""


class Role(StrEnum):
    """What a part of a sentence is."""

    CUSTOMER = "CUSTOMER"
    DATE = "DATE"
    DISCOUNT = "DISCOUNT"
    DUE = "DUE"
    GST_RATE = "GST_RATE"
    ITEM = "ITEM"
    PAYMENT_MODE = "PAYMENT_MODE"
    PRICE = "PRICE"
    QUANTITY = "QUANTITY"
    TOTAL = "TOTAL"
    UNIT = "UNIT"
