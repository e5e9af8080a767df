"""The calls about documents."""

from app.intake.api.documents import blp

__all__ = ["blp"]
