"""The check of an invoice on the wire, sent as it was stored: these classes document it, tests hold it."""

import marshmallow as ma

from app.compliance.records.issues import IssueType, OverallStatus, Severity
from app.runtime.http.schema import Moment, Schema


class CheckRequest(Schema):
    """Which invoice to check."""

    invoice_id = ma.fields.UUID(
        required=True,
        error_messages={
            "required": "Choose the invoice to check.",
            "invalid_uuid": "This is not the id of an invoice.",
        },
    )


class ComplianceIssueSchema(Schema):
    """One thing that is wrong, or worth knowing. The id is the same in every check of the same fault."""

    id = ma.fields.UUID(required=True)
    type = ma.fields.Enum(IssueType, by_value=True, required=True)
    severity = ma.fields.Enum(Severity, by_value=True, required=True)
    description = ma.fields.String(required=True, metadata={"description": "For the accountant."})
    plain_language_explanation = ma.fields.String(required=True, metadata={"description": "For the owner."})
    suggested_fixes = ma.fields.List(ma.fields.String(), required=True)
    field = ma.fields.String(required=True, metadata={"description": "What is at fault on the invoice."})
    law = ma.fields.String(required=True, metadata={"description": "Section, rule or notification."})
    rule = ma.fields.String(required=True)


class ComplianceSchema(Schema):
    """The whole check. `unknown`: the books lack what the rules need, and a warning names it."""

    invoice_id = ma.fields.UUID(required=True)
    overall_status = ma.fields.Enum(OverallStatus, by_value=True, required=True)
    issues = ma.fields.List(ma.fields.Nested(ComplianceIssueSchema), required=True)
    last_checked = Moment(required=True)
    rules_version = ma.fields.String(required=True)
