"""`flask models`: what an operator does with models at a terminal."""

from app.model_registry.cli import measuring
from app.model_registry.cli.group import group

__all__ = ["group", "measuring"]
