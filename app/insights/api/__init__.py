"""The calls about what comes: all insights, one with its evidence and its chart, what an owner said, what if."""

from app.insights.api import charts, insights, preferences, scenarios
from app.insights.api.blueprint import blp

__all__ = ["blp", "charts", "insights", "preferences", "scenarios"]
