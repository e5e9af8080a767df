"""A bill and what is read in it, made up for tests."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from app.intake.records import Known, Own
from app.invoices.records.extractions import DocumentType, Extraction, Found, Value
from app.invoices.records.pages import Box, Source

ON = date(2026, 6, 20)
SHOP = "Asha General Traders"
OURS, OUR_BRANCH = "27AAPFU0939F1ZV", "29AAPFU0939F1ZR"
SUPPLIER, STRANGER = "27AABCG1234H1ZZ", "29AABCK5678L1ZU"
BILL = f"""TAX INVOICE
Gupta Hardware Stores
14 Station Road, Pune 411001
GSTIN: {SUPPLIER}
Invoice No: GH/2026/118    Date: 12/06/2026
Bill To: {SHOP}
GSTIN: {OURS}
Description      HSN     Qty   Rate     Taxable    CGST 9%   SGST 9%   Total
Door hinge 4in   8302    20    45.00    900.00     81.00     81.00     1062.00
Sub Total 900.00
CGST 81.00
SGST 81.00
Grand Total 1062.00
""".encode()
READ: Mapping[str, Value] = {
    "invoice_number": "GH/2026/118",
    "invoice_date": date(2026, 6, 12),
    "supplier.name": "Gupta Hardware Stores",
    "supplier.address": "14 Station Road, Pune 411001",
    "supplier.gstin": SUPPLIER,
    "supplier.state_code": "27",
    "buyer.name": SHOP,
    "buyer.address": "5 Market Lane, Pune 411002",
    "buyer.gstin": OURS,
    "buyer.state_code": "27",
    "place_of_supply": "27",
    "lines.0.description": "Door hinge 4in",
    "lines.0.hsn_sac": "8302",
    "lines.0.quantity": Decimal(20),
    "lines.0.unit": "PCS",
    "lines.0.unit_price": Decimal("45"),
    "lines.0.taxable_value": Decimal("900.00"),
    "lines.0.gst_rate": Decimal(18),
    "lines.0.cgst": Decimal("81.00"),
    "lines.0.sgst": Decimal("81.00"),
    "lines.0.total": Decimal("1062.00"),
    "totals.taxable_value": Decimal("900.00"),
    "totals.cgst": Decimal("81.00"),
    "totals.sgst": Decimal("81.00"),
    "totals.grand_total": Decimal("1062.00"),
}
GUPTA = Known(UUID(int=1), "Gupta Hardware Stores", SUPPLIER, "9876543210")
OWN = Own(
    UUID(int=9),
    SHOP,
    OURS,
    "INR",
    suppliers=(GUPTA, Known(UUID(int=2), "Mehta Paints")),
    customers=(Known(UUID(int=3), "Ravi Kumar"),),
)


def found(value: Value, confidence: float = 0.9) -> Found:
    """A value that was read somewhere."""
    return Found(value, str(value), 1, Box(0.1, 0.1, 0.2, 0.12), Source.TEXT, confidence)


def extraction(kind: DocumentType = DocumentType.TAX_INVOICE, /, **changes: Value | None) -> Extraction:
    """The bill as it is read, with changes by path (`__` stands for a dot); None takes a value out."""
    values = {**READ, **{path.replace("__", "."): value for path, value in changes.items()}}
    return Extraction(kind, {path: found(value) for path, value in values.items() if value is not None})


def pdf() -> bytes:
    """The bill as a PDF of one page with a text layer, written by hand."""
    lines = BILL.decode().splitlines()
    shown = "".join(f"({line.replace('(', '').replace(')', '')}) Tj T* " for line in lines)
    stream = f"BT /F1 9 Tf 14 TL 40 780 Td {shown}ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier>>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))
    return body + head + table + end
