"""The calls about models, all at /api/v1/models."""

from app.model_registry.api import performance
from app.model_registry.api.blueprint import blp

__all__ = ["blp", "performance"]
