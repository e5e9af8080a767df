"""The schema of the database: which files make it, which of them are applied, and applying the rest."""

from app.runtime.migrations.files import SCHEMA_FOLDER, Migration, SchemaProblem, load
from app.runtime.migrations.runner import status, upgrade

__all__ = ["SCHEMA_FOLDER", "Migration", "SchemaProblem", "load", "status", "upgrade"]
