"""The calls about what comes: all insights, one with its evidence, what an owner said, what if."""

from app.insights.api import insights, preferences, scenarios
from app.insights.api.blueprint import blp

__all__ = ["blp", "insights", "preferences", "scenarios"]
