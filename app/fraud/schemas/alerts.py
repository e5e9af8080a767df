"""Alerts, analyses, answers and exceptions on the wire."""

import marshmallow as ma

from app.fraud.records import AlertStatus, AlertType, Answer, Order, Rule
from app.runtime.http.schema import Moment, Schema, Text


class AnalyzeRequest(Schema):
    """Which business to look through."""

    business_id = ma.fields.UUID(required=True)


class PreviousAnswerSchema(Schema):
    """What was answered before the evidence changed and the alert was opened again."""

    answer = ma.fields.Enum(Answer, by_value=True, required=True)
    reason = ma.fields.String(required=True, allow_none=True)
    answered_at = Moment(required=True, allow_none=True)


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
    audit = ma.fields.Boolean(
        required=True,
        attribute="is_audit",
        metadata={"description": "Too uncertain to be shown, but drawn to be asked about: its answer teaches most."},
    )
    previous_answer = ma.fields.Nested(PreviousAnswerSchema, required=True, allow_none=True)


class AnsweredAlertSchema(FraudAlertSchema):
    """One alert with what its owner said about it."""

    answer_reason = ma.fields.String(required=True, allow_none=True, attribute="reason")
    answered_at = Moment(required=True, allow_none=True)


class FraudAnalysisSchema(Schema):
    """What was found in a business's books: a readable number of alerts, those that matter most first.

    `risk_score` is the expected share of the money that moved lately that is in question; `analysis_metadata.risk` says
    it in a sentence. `analysis_metadata.digest` tells by type of the alerts that are not among these.
    """

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
    audit = ma.fields.Boolean(
        load_default=None,
        attribute="is_audit",
        metadata={
            "description": "Only those drawn to be asked about, or none of them; all that are alerts by default."
        },
    )
    sort = ma.fields.Enum(
        Order,
        by_value=True,
        load_default=Order.EXPECTED_LOSS,
        attribute="order",
        metadata={"description": "What comes first. expected_loss: confidence times rupees, what is shown first."},
    )
    page = ma.fields.Integer(load_default=1, validate=ma.validate.Range(1, 100_000))
    page_size = ma.fields.Integer(load_default=20, validate=ma.validate.Range(1, 100))


class AlertPageSchema(Schema):
    """One page of stored alerts, in the order asked for."""

    alerts = ma.fields.List(ma.fields.Nested(AnsweredAlertSchema), required=True)
    total = ma.fields.Integer(required=True, metadata={"description": "Alerts on all pages."})
    page = ma.fields.Integer(required=True)
    page_size = ma.fields.Integer(required=True)


class AnswerRequest(Schema):
    """What the owner says about an alert."""

    answer = ma.fields.Enum(Answer, by_value=True, required=True)
    reason = Text(longest=500, load_default=None, allow_none=True)
    always = ma.fields.Boolean(
        load_default=False,
        attribute="is_always",
        metadata={"description": "With `dismissed`: its parties are always fine in what this alert is about."},
    )


class ExceptionRequest(Schema):
    """A party that is always fine: for alerts of one type, of one rule, or for all of them."""

    business_id = ma.fields.UUID(required=True)
    party_id = ma.fields.UUID(required=True)
    type = ma.fields.Enum(AlertType, by_value=True, load_default=None, allow_none=True)
    rule = ma.fields.Enum(Rule, by_value=True, load_default=None, allow_none=True)
    reason = Text(longest=500, load_default=None, allow_none=True)


class ExceptionsQuery(Schema):
    """Whose exceptions are wanted."""

    business_id = ma.fields.UUID(required=True)


class ExceptionSchema(Schema):
    """A party that is always fine. Where `type` or `rule` is empty, it holds for all of them."""

    id = ma.fields.UUID(required=True)
    business_id = ma.fields.UUID(required=True)
    party_id = ma.fields.UUID(required=True)
    party_name = ma.fields.String(required=True)
    type = ma.fields.Enum(AlertType, by_value=True, required=True, allow_none=True)
    rule = ma.fields.String(required=True, allow_none=True)
    reason = ma.fields.String(required=True, allow_none=True)
    created_by = ma.fields.UUID(required=True, allow_none=True)
    created_at = Moment(required=True)


class ExceptionsSchema(Schema):
    """The parties of a business that are always fine, the one named first at the top."""

    exceptions = ma.fields.List(ma.fields.Nested(ExceptionSchema), required=True)
