"""The words that printed documents put before a particular of their head, and what each announces.

English and Hindi as Indian invoices print them (CGST Rules 2017, rules 46, 49, 53 and 55 name the particulars; Tally,
Busy and the marketplaces their wordings), and French, Dutch, German, Polish and Spanish for imports. `{no}` stands
for every way to write "number". What stands at the foot, the sums, is in `labels`. The table: `data/particulars.txt`.
"""

from enum import StrEnum
from functools import cache
from pathlib import Path


class Kind(StrEnum):
    """What a label announces."""

    INVOICE_NUMBER = "invoice_number"
    INVOICE_DATE = "invoice_date"
    DATE = "date"
    """A date of what stands before it: "Dated" beside the invoice's number, or beside the order's."""
    DUE_DATE = "due_date"
    PURCHASE_ORDER = "purchase_order"
    ORDER = "order"
    """An order's number that may be the buyer's or the shop's own."""
    PAYMENT_TERMS = "payment_terms"
    PLACE_OF_SUPPLY = "place_of_supply"
    REVERSE_CHARGE = "reverse_charge"
    IRN = "irn"
    ACK_NO = "ack_no"
    ACK_DATE = "ack_date"
    EWAY_BILL_NO = "eway_bill_no"
    SUPPLIER = "supplier"
    BUYER = "buyer"
    SHIP_TO = "ship_to"
    CONSIGNEE = "consignee"
    """Where goods go; the buyer too, where no buyer is named."""
    NAME = "name"
    ADDRESS = "address"
    GSTIN = "gstin"
    PAN = "pan"
    STATE = "state"
    STATE_CODE = "state_code"
    PHONE = "phone"
    EMAIL = "email"
    OTHER = "other"
    """Something else with a value of its own: where it stands, no other value does."""
    UNKNOWN = "unknown"
    """Words that no table knows before a colon: their value is no part of anything else."""


NUMBER = ("no", "nos", "number", "num", "nr", "#")
_TABLE = Path(__file__).parent / "data" / "particulars.txt"


@cache
def every() -> dict[str, Kind]:
    """All labels in plain words with what they announce; the first kind that has a label decides."""
    found: dict[str, Kind] = {}
    kind = Kind.OTHER
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind = Kind(line.strip("[]"))
        elif line and not line.startswith("#"):
            for label in line.split(" | "):
                for number in NUMBER if "{no}" in label else ("",):
                    found.setdefault(" ".join(label.replace("{no}", number).split()), kind)
    return found
