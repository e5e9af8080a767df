"""Fraud on the wire, as the phone app decodes it (every key that it requires is always there)."""

import marshmallow as ma

from app.fraud.records import AlertStatus, AlertType, Answer
from app.runtime.http.schema import Moment, Schema, Text


class AnalyzeRequest(Schema):
    """Which business to look through."""

    business_id = ma.fields.UUID(required=True)


class FraudAlertSchema(Schema):
    """One alert. `confidence_score` is a probability; `evidence` is shown key by key."""

    id = ma.fields.UUID(required=True)
    type = ma.fields.Enum(AlertType, by_value=True, required=True)
    message = ma.fields.String(required=True)
    confidence_score = ma.fields.Float(required=True, attribute="confidence", metadata={"minimum": 0, "maximum": 1})
    evidence = ma.fields.Dict(required=True)
    detected_at = Moment(required=True)
    status = ma.fields.Enum(AlertStatus, by_value=True, required=True)
    rules_version = ma.fields.String(required=True)


class AnsweredAlertSchema(FraudAlertSchema):
    """One alert with what its owner said about it."""

    answer_reason = ma.fields.String(required=True, allow_none=True, attribute="reason")
    answered_at = Moment(required=True, allow_none=True)


class FraudAnalysisSchema(Schema):
    """What was found in a business's books. `risk_score` is the chance that a month's turnover is in question."""

    business_id = ma.fields.UUID(required=True)
    alerts = ma.fields.List(ma.fields.Nested(FraudAlertSchema), required=True)
    risk_score = ma.fields.Float(required=True, metadata={"minimum": 0, "maximum": 1})
    analysis_metadata = ma.fields.Dict(required=True, attribute="metadata")
    analyzed_at = Moment(required=True)


class AlertsQuery(Schema):
    """Which stored alerts are wanted."""

    business_id = ma.fields.UUID(required=True)
    status = ma.fields.Enum(AlertStatus, by_value=True, load_default=None)
    type = ma.fields.Enum(AlertType, by_value=True, load_default=None)
    min_confidence = ma.fields.Float(load_default=0.0, validate=ma.validate.Range(0, 1))
    page = ma.fields.Integer(load_default=1, validate=ma.validate.Range(1, 100_000))
    page_size = ma.fields.Integer(load_default=20, validate=ma.validate.Range(1, 100))


class AlertPageSchema(Schema):
    """One page of stored alerts, the most certain first."""

    alerts = ma.fields.List(ma.fields.Nested(AnsweredAlertSchema), required=True)
    total = ma.fields.Integer(required=True, metadata={"description": "Alerts on all pages."})
    page = ma.fields.Integer(required=True)
    page_size = ma.fields.Integer(required=True)


class AnswerRequest(Schema):
    """What the owner says about an alert."""

    answer = ma.fields.Enum(Answer, by_value=True, required=True)
    reason = Text(longest=500, load_default=None, allow_none=True)
