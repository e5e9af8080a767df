"""The check of all invoices of a period on the wire. It is sent as it was stored: these classes document it."""

import marshmallow as ma

from app.compliance.records.issues import IssueType, OverallStatus, Severity
from app.compliance.schemas.checks import ComplianceIssueSchema
from app.compliance.schemas.periods.shared import SpanSchema, day, figure, rows, text
from app.runtime.http.schema import Schema


class RuleCountSchema(Schema):
    """How often a rule is broken."""

    rule = text()
    type = ma.fields.Enum(IssueType, by_value=True, required=True)
    severity = ma.fields.Enum(Severity, by_value=True, required=True)
    invoices = ma.fields.Integer(required=True)
    issues = ma.fields.Integer(required=True)


class FaultySchema(Schema):
    """An invoice, bill or note with its issues."""

    invoice_id = ma.fields.UUID(required=True)
    document = text()
    number = text()
    date = day()
    party = text(none=True)
    total = figure()
    overall_status = ma.fields.Enum(OverallStatus, by_value=True, required=True)
    rules = ma.fields.List(ma.fields.String(), required=True)
    issues = rows(ComplianceIssueSchema)


class PeriodChecksSchema(SpanSchema):
    """The counts of the whole period, and one page of the documents with issues, the gravest first."""

    checked = ma.fields.Integer(required=True)
    with_issues = ma.fields.Integer(required=True)
    statuses = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.Integer(), required=True)
    rules = rows(RuleCountSchema)
    page = ma.fields.Integer(required=True)
    page_size = ma.fields.Integer(required=True)
    total = ma.fields.Integer(required=True, metadata={"description": "Documents on all pages, of the rule asked for."})
    invoices = rows(FaultySchema)
