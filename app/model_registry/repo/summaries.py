"""SQL over the column `ml_models.metrics`: what was measured, where before stood what a file says of itself."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

SAVE = text("update ml_models set metrics = cast(:summary as jsonb) where id = :model_id")


def save(tx: Connection, model_id: UUID, summary: Mapping[str, Any]) -> None:
    """Lets the version's row tell this. Nothing else reads the row by it, so nobody's turn is needed."""
    tx.execute(SAVE, {"model_id": model_id, "summary": json.dumps(summary)})
