"""The nouns of fraud detection: what a rule finds, what a shopkeeper is shown, and what they answered."""

from app.fraud.records.alerts import (
    Alert,
    AlertNotFound,
    AlertPage,
    AlertStatus,
    AnalysisUnavailable,
    Answer,
    Filters,
    FraudAnalysis,
    alert_id,
)
from app.fraud.records.findings import (
    CONFIDENCE_MODEL,
    MODEL_NAME,
    PAIR_MODEL,
    RULES_VERSION,
    AlertType,
    Finding,
    Rule,
    Sign,
)

__all__ = [
    "CONFIDENCE_MODEL",
    "MODEL_NAME",
    "PAIR_MODEL",
    "RULES_VERSION",
    "Alert",
    "AlertNotFound",
    "AlertPage",
    "AlertStatus",
    "AlertType",
    "AnalysisUnavailable",
    "Answer",
    "Filters",
    "Finding",
    "FraudAnalysis",
    "Rule",
    "Sign",
    "alert_id",
]
