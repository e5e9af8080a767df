"""`flask models`: what an operator does with models at a terminal."""

from app.model_registry.cli import acting, files, looking, measuring
from app.model_registry.cli.group import group

__all__ = ["acting", "files", "group", "looking", "measuring"]
