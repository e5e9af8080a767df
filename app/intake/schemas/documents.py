"""A document on the wire: the contract's object, and beside it what follows from it for the business."""

import marshmallow as ma

from app.compliance.schemas.checks import ComplianceIssueSchema
from app.fraud.schemas.alerts import FraudAlertSchema
from app.intake.records import Status
from app.intake.schemas.assessments import BillDraftSchema, LikelySameSchema
from app.invoices.records.extractions import DocumentType
from app.runtime.http.schema import Moment, Money, Schema


def _text() -> ma.fields.String:
    return ma.fields.String(required=True, allow_none=True)


def _day() -> ma.fields.Date:
    return ma.fields.Date(required=True, allow_none=True)


class DocumentLawSchema(Schema):
    """The check against the GST law. Without one `message` says why; with one it names what was not looked at."""

    is_checked = ma.fields.Boolean(required=True)
    message = ma.fields.String(required=True, allow_none=True)
    compliant = ma.fields.Boolean(required=True, allow_none=True)
    overall_status = ma.fields.String(required=True)
    issues = ma.fields.List(ma.fields.Nested(ComplianceIssueSchema), required=True)
    sources = ma.fields.List(ma.fields.String(), required=True)
    rules_version = ma.fields.String(required=True, allow_none=True)


class DocumentFraudSchema(Schema):
    """The check against the books, as a bill would be checked before it is saved; without one `message` says why."""

    is_checked = ma.fields.Boolean(required=True)
    message = ma.fields.String(required=True, allow_none=True)
    verdict = ma.fields.String(required=True, allow_none=True)
    alerts = ma.fields.List(ma.fields.Nested(FraudAlertSchema), required=True)


class DocumentChangeSchema(Schema):
    """One value that a person set right."""

    path = ma.fields.String(required=True)
    value = ma.fields.Raw(required=True, allow_none=True)
    step = ma.fields.Integer(required=True)
    corrected_by = ma.fields.UUID(required=True, allow_none=True)
    corrected_at = Moment(required=True)


class ExtractionSchema(Schema):
    """A document: who, what, how much, each value with its place and confidence in `fields`, by its path.

    status : extracted, needs_review, failed (`error` says why), or waiting while it is being read
    direction : purchase, sale or unknown: on which side of the document the business stands
    """

    id = ma.fields.UUID(required=True)
    business_id = ma.fields.UUID(required=True)
    status = ma.fields.Enum(Status, by_value=True, required=True)
    file_name = ma.fields.String(required=True)
    pages = ma.fields.Integer(required=True, metadata={"description": "Their pictures: `/pages/1` to this number."})
    document_type = ma.fields.Enum(DocumentType, by_value=True, required=True)
    invoice_number, invoice_date, due_date = _text(), _day(), _day()
    purchase_order, payment_terms, currency = _text(), _text(), _text()
    place_of_supply, irn, eway_bill_no = _text(), _text(), _text()
    reverse_charge = ma.fields.Boolean(required=True, allow_none=True)
    ack_no, ack_date = _text(), _day()
    supplier, buyer, ship_to = (ma.fields.Dict(required=True) for _ in range(3))
    lines = ma.fields.List(ma.fields.Dict(), required=True)
    totals = ma.fields.Dict(required=True)
    rates = ma.fields.List(ma.fields.Dict(), required=True)
    company, date, address, total = _text(), _text(), _text(), _text()
    signed_qr = ma.fields.Dict(required=True)
    values = ma.fields.Dict(required=True, data_key="fields", metadata={"description": "Each value found, by path."})
    checks = ma.fields.List(ma.fields.Dict(), required=True)
    auto_accept = ma.fields.Boolean(required=True)
    error = ma.fields.Dict(required=True, allow_none=True)
    direction = ma.fields.String(required=True, metadata={"enum": ["purchase", "sale", "unknown"]})
    direction_by = _text()
    draft = ma.fields.Nested(BillDraftSchema, required=True, allow_none=True)
    duplicates = ma.fields.List(ma.fields.Nested(LikelySameSchema), required=True)
    compliance = ma.fields.Nested(DocumentLawSchema, required=True)
    fraud = ma.fields.Nested(DocumentFraudSchema, required=True)
    warnings = ma.fields.List(ma.fields.String(), required=True)
    corrections = ma.fields.List(ma.fields.Nested(DocumentChangeSchema), required=True)
    reviewed_at = Moment(required=True, allow_none=True)
    created_at = Moment(required=True)
    extracted_at = Moment(required=True, allow_none=True)


class DocumentUnderWaySchema(Schema):
    """A document that is still being read. `GET /api/v1/jobs/{job_id}` tells how far it is; `href` gives the rest."""

    id = ma.fields.UUID(required=True)
    status = ma.fields.Enum(Status, by_value=True, required=True)
    job_id = ma.fields.UUID(required=True)
    progress = ma.fields.Float(required=True)
    progress_note = ma.fields.String(required=True, allow_none=True)
    href = ma.fields.String(required=True)


class DocumentEntrySchema(Schema):
    """One line of the list."""

    id = ma.fields.UUID(required=True)
    file_name = ma.fields.String(required=True)
    status = ma.fields.Enum(Status, by_value=True, required=True)
    pages = ma.fields.Integer(attribute="page_count", required=True)
    document_type = ma.fields.String(required=True, allow_none=True)
    supplier_name = ma.fields.String(required=True, allow_none=True)
    invoice_number = ma.fields.String(required=True, allow_none=True)
    invoice_date = ma.fields.Date(required=True, allow_none=True)
    total = Money(required=True, allow_none=True)
    created_at = Moment(required=True)


class DocumentPageSchema(Schema):
    """Documents, the newest first."""

    extractions = ma.fields.List(ma.fields.Nested(DocumentEntrySchema), required=True)
    total = ma.fields.Integer(required=True)
    page = ma.fields.Integer(required=True)
    per_page = ma.fields.Integer(required=True)
