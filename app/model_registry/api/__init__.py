"""The calls about models, all at /api/v1/models."""

from app.model_registry.api import acting, looking, monitoring, performance, uploading
from app.model_registry.api.blueprint import blp

__all__ = ["acting", "blp", "looking", "monitoring", "performance", "uploading"]
