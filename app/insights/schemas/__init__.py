"""The insights on the wire."""

from app.insights.schemas.details import InsightDetailSchema, LookedBackSchema
from app.insights.schemas.insights import BusinessInsightsSchema, InsightSchema, InsightsQuery
from app.insights.schemas.preferences import PreferencesRequest, PreferencesSchema
from app.insights.schemas.scenarios import ScenarioRequest, ScenarioSchema, ScenarioUnderWaySchema

__all__ = [
    "BusinessInsightsSchema",
    "InsightDetailSchema",
    "InsightSchema",
    "InsightsQuery",
    "LookedBackSchema",
    "PreferencesRequest",
    "PreferencesSchema",
    "ScenarioRequest",
    "ScenarioSchema",
    "ScenarioUnderWaySchema",
]
