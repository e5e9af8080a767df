"""scikit-learn models as skops: JSON and numpy arrays in a zip, loaded only when our own list has every type in it."""

import json
from typing import Any

from ml_models import archive
from ml_models.formats import allowed_types

SCHEMA = "schema.json"


def dump(model: Any) -> bytes:
    """The model as skops. Ids and times, which differ from run to run, are written anew, so the bytes stay the same."""
    from skops import io

    return archive.packed(_renumbered(archive.unpacked(io.dumps(model))))


def load(content: bytes) -> Any:
    """The model. Raises `RefusedModel` when the archive or a type in it is not allowed."""
    from skops import io

    return io.loads(content, trusted=list(allowed_types.BEYOND_SKOPS))


def _renumbered(members: dict[str, bytes]) -> dict[str, bytes]:
    return {**members, SCHEMA: json.dumps(json.loads(members[SCHEMA])).encode()}
