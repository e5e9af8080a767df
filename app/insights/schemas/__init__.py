"""The insights on the wire."""

from app.insights.schemas.details import InsightDetailSchema, LookedBackSchema
from app.insights.schemas.insights import BusinessInsightsSchema, InsightSchema, InsightsQuery
from app.insights.schemas.preferences import PreferencesRequest, PreferencesSchema

__all__ = [
    "BusinessInsightsSchema",
    "InsightDetailSchema",
    "InsightSchema",
    "InsightsQuery",
    "LookedBackSchema",
    "PreferencesRequest",
    "PreferencesSchema",
]
