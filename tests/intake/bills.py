"""The bill of the tests, with all of its values as a person sets them."""

from typing import Any
from uuid import UUID

from app.intake.service import storing
from tests.intake import papers
from tests.intake.conftest import Shop

LINE = {
    "lines__0__description": "Door hinge 4in",
    "lines__0__hsn_sac": "8302",
    "lines__0__quantity": 20,
    "lines__0__unit": "PCS",
    "lines__0__unit_price": 45,
    "lines__0__taxable_value": 900,
    "lines__0__gst_rate": 18,
    "lines__0__cgst": 81,
    "lines__0__sgst": 81,
    "lines__0__total": 1062,
}
WHOLE: dict[str, Any] = {
    **LINE,
    "document_type": "tax_invoice",
    "invoice_number": "GH/2026/118",
    "invoice_date": "2026-06-12",
    "supplier__name": "Gupta Hardware Stores",
    "supplier__gstin": papers.SUPPLIER,
    "supplier__address": "14 Station Road, Pune 411001",
    "buyer__name": papers.SHOP,
    "buyer__gstin": papers.OURS,
    "buyer__address": "5 Market Lane, Pune 411002",
    "place_of_supply": "27",
    "totals__subtotal": None,
    "totals__taxable_value": 900,
    "totals__cgst": 81,
    "totals__sgst": 81,
    "totals__grand_total": 1062,
}


def whole(shop: Shop, *, content: bytes = papers.BILL, **changes: Any) -> dict[str, Any]:
    """The bill with all of its values as a person has set them, and these changes."""
    answer = shop.correct(shop.read(content)["id"], **{**WHOLE, **changes})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.get_json()
    assert storing.fetch(shop.rt, UUID(found["id"]), caller=shop.owner).assessment is not None
    return found
