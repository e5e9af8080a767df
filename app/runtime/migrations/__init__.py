"""The schema of the database: which files make it, which of them are applied, and applying the rest."""

from app.runtime.migrations.files import NO_TRANSACTION, SCHEMA_FOLDER, Migration, SchemaError, load
from app.runtime.migrations.runner import status, upgrade
from app.runtime.migrations.standing import Line, standing

__all__ = [
    "NO_TRANSACTION",
    "SCHEMA_FOLDER",
    "Line",
    "Migration",
    "SchemaError",
    "load",
    "standing",
    "status",
    "upgrade",
]
