"""Fraud on the wire, as the phone app decodes it (every key that it requires is always there)."""

from app.fraud.schemas.alerts import (
    AlertPageSchema,
    AlertsQuery,
    AnalyzeRequest,
    AnsweredAlertSchema,
    AnswerRequest,
    ExceptionRequest,
    ExceptionSchema,
    ExceptionsQuery,
    ExceptionsSchema,
    FraudAlertSchema,
    FraudAnalysisSchema,
    PreviousAnswerSchema,
)
from app.fraud.schemas.drafts import DraftCheckRequest, DraftCheckSchema

__all__ = [
    "AlertPageSchema",
    "AlertsQuery",
    "AnalyzeRequest",
    "AnswerRequest",
    "AnsweredAlertSchema",
    "DraftCheckRequest",
    "DraftCheckSchema",
    "ExceptionRequest",
    "ExceptionSchema",
    "ExceptionsQuery",
    "ExceptionsSchema",
    "FraudAlertSchema",
    "FraudAnalysisSchema",
    "PreviousAnswerSchema",
]
