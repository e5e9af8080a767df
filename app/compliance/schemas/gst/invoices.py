"""A whole invoice on the wire, and what the check of it answers: `invoice-check`.

Whatever a paper may leave out may be absent or null: telling so is the check's business. Refused is what no paper
says: an amount in words or without end, a day before GST, a state that there is not.
"""

from collections.abc import Mapping
from typing import Any

import marshmallow as ma

from app.compliance.records.issues import OverallStatus
from app.compliance.records.parties import Paper
from app.compliance.schemas.checks import ComplianceIssueSchema
from app.compliance.schemas.gst.fields import Day, IssuedOn, LawAnswer, Number, Percent, Words, YesNo, optional
from app.compliance.schemas.gst.numbers import MOST_EXISTING, UsedNumber
from app.compliance.schemas.gst.paper_fields import MICRO, Place, Quantity, Rupees, Word
from app.gst import hsn
from app.gst.e_invoice import SupplierClass
from app.gst.parties import Recipient, Registration, SupplyKind
from app.runtime.http.schema import Schema

MOST_LINES = 2_000


class PaperSchema(Schema):
    """A part of a paper: what is blank is not said."""

    @ma.pre_load
    def _unsaid(self, data: Any, **_: Any) -> Any:
        if not isinstance(data, Mapping):
            return data
        return {name: None if isinstance(value, str) and not value.strip() else value for name, value in data.items()}


class PaperPartySchema(PaperSchema):
    """One of the sides. A GSTIN is taken as it was written: what is wrong with it is told by the check."""

    name = Words(**optional(longest=300))
    address = Words(**optional(longest=1_000))
    state_code = Place(**optional())
    gstin = Words(**optional())


class PaperSupplierSchema(PaperPartySchema):
    """Who sells."""

    registration = Word(Registration, **optional())


class PaperRecipientSchema(PaperPartySchema):
    """Who buys."""

    category = Word(Recipient, **optional())


class PaperItemSchema(PaperSchema):
    """One line. `discount` is rupees off the whole line; `taxable_value` is before tax."""

    description = Words(**optional(longest=1_000))
    hsn = Words(**optional())
    quantity = Quantity(**optional())
    unit = Words(**optional())
    unit_price = Rupees(**optional(places=MICRO))
    discount = Rupees(**optional())
    gst_rate = Percent(**optional())
    cess_rate = Number(**optional(highest=1_000))
    taxable_value = Rupees(**optional())
    cgst = Rupees(**optional())
    sgst = Rupees(**optional())
    utgst = Rupees(**optional())
    igst = Rupees(**optional())
    cess = Rupees(**optional())
    supply = Word(SupplyKind, **optional())
    is_service = YesNo(**optional())
    electric = YesNo(**optional())
    engine_cc = Number(**optional(highest=100_000))

    @ma.validates_schema
    def _check(self, data: Mapping[str, Any], **_: Any) -> None:
        """Services are sold without a quantity, and some write 0 for it; goods never."""
        if data.get("quantity") == 0 and not (data.get("is_service") or hsn.is_service(data.get("hsn"))):
            raise ma.ValidationError("This must be more than 0.", "quantity")


class PaperTotalsSchema(PaperSchema):
    """The foot. `discount` is rupees off all lines, `other_charges` and `tcs` are added without tax."""

    taxable_value = Rupees(**optional())
    cgst = Rupees(**optional())
    sgst = Rupees(**optional())
    utgst = Rupees(**optional())
    igst = Rupees(**optional())
    cess = Rupees(**optional())
    discount = Rupees(**optional())
    other_charges = Rupees(**optional())
    tcs = Rupees(**optional())
    round_off = Rupees(**optional())
    grand_total = Rupees(**optional())


class PaperOriginalSchema(PaperSchema):
    """The invoice that a note changes."""

    number = Words(**optional())
    date = IssuedOn(**optional())


class InvoiceQuestion(PaperSchema):
    """A whole document. A missing `document_type` is a tax invoice, a missing `registration` a regular one."""

    invoice_number = Words(**optional())
    invoice_date = IssuedOn(**optional())
    document_type = Word(Paper, {"invoice": Paper.TAX_INVOICE}, **optional())
    supplier = ma.fields.Nested(PaperSupplierSchema, required=True)
    recipient = ma.fields.Nested(PaperRecipientSchema, **optional())
    ship_to = ma.fields.Nested(PaperPartySchema, **optional())
    place_of_supply = Place(**optional())
    reverse_charge = YesNo(load_default=False, allow_none=True)
    supplier_aato = Number(
        **optional(highest=10**14, metadata={"description": "The supplier's turnover of the year before, in rupees."})
    )
    highest_aato_since_fy2017_18 = Number(**optional(highest=10**14))
    supplier_class = Word(SupplierClass, **optional())
    existing = ma.fields.List(
        ma.fields.Nested(UsedNumber),
        validate=ma.validate.Length(max=MOST_EXISTING, error=f"At most {MOST_EXISTING:,} numbers are taken."),
        **optional(metadata={"description": "Numbers that other documents bear."}),
    )
    items = ma.fields.List(
        ma.fields.Nested(PaperItemSchema),
        required=True,
        allow_none=True,
        validate=ma.validate.Length(max=MOST_LINES, error=f"At most {MOST_LINES:,} lines are taken."),
    )
    totals = ma.fields.Nested(PaperTotalsSchema, **optional())
    invoice_discount = Rupees(**optional())
    prices_include_tax = YesNo(
        **optional(metadata={"description": "Of no weight: prices with and without tax are both right."})
    )
    export_with_payment = YesNo(**optional())
    with_payment_of_tax = YesNo(**optional(metadata={"description": "The same as `export_with_payment`."}))
    lut_number = Words(**optional())
    irn = Words(**optional())
    original_invoice = ma.fields.Nested(PaperOriginalSchema, **optional())
    due_date = Day(**optional(metadata={"description": "Not judged."}))
    notes = Words(**optional(longest=2_000, metadata={"description": "Not judged."}))


class InvoiceAnswer(LawAnswer):
    """`compliant`: nothing but warnings was found."""

    compliant = ma.fields.Boolean(required=True)
    overall_status = ma.fields.Enum(OverallStatus, by_value=True, required=True)
    issues = ma.fields.List(ma.fields.Nested(ComplianceIssueSchema), required=True)
    rules_version = ma.fields.String(required=True)
