"""Bills and rows of GSTR-2B for tests: one usual bill, and what is different about each."""

from datetime import date
from decimal import Decimal
from typing import Any

from app.compliance.records.matching import AMOUNTS, Kind, Paper

SUPPLIER = "27ABCFR5521K1Z2"
OTHER_STATE = "24ABCFR5521K1Z8"
STRANGER = "27AALCS3377P1ZG"
MUMBAI, BENGALURU = "27AAGCK7412M1Z7", "29AAGCK7412M1Z3"
DAY = date(2025, 10, 14)


def paper(id: str, bill_no: str = "A-32", **changes: Any) -> Paper:
    """A bill of 10,000 with 18 % in two heads; `day` is its date, numbers are rupees."""
    usual: dict[str, Any] = {
        "kind": Kind.INVOICE,
        "supplier_gstin": SUPPLIER,
        "company_gstin": MUMBAI,
        "bill_date": changes.pop("day", DAY),
        "place_of_supply": "27",
        "reverse_charge": False,
        "taxable_value": 10_000,
        "cgst": 900,
        "sgst": 900,
    }
    said = usual | changes
    said |= {name: Decimal(str(said[name])) for name in AMOUNTS if name in said}
    return Paper(id=id, bill_no=bill_no, **said)
