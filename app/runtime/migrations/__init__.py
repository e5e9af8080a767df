"""The schema of the database: which files make it, which of them are applied, and applying the rest."""

from app.runtime.migrations.files import NO_TRANSACTION, SCHEMA_FOLDER, Migration, SchemaError, load
from app.runtime.migrations.runner import status, upgrade

__all__ = ["NO_TRANSACTION", "SCHEMA_FOLDER", "Migration", "SchemaError", "load", "status", "upgrade"]
