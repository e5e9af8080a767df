"""Where the parts of a sentence stand, as a tagger says it."""

from enum import StrEnum

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
