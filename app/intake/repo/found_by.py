"""What a document is listed and found by, as it lies in its row: names sealed, keys as blind indexes.

A blind index tells that two documents of one business have the same key, and nothing else. The keys themselves are
sealed beside it, so that rows can be indexed under another key without reading their documents again.
"""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from app.intake.records import Kept
from app.runtime import sealing
from app.runtime.sealing import columns, indexes


def sealed(tx: Connection, kept: Kept, listed: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values of the columns that `likeness.listed` names, and of `look_up`."""
    seals = sealing.of(tx)
    shown = {
        column.name: listed[column.name] and seals.text(listed[column.name], column.place(kept.id))
        for column in (columns.DOCUMENT_SUPPLIER, columns.DOCUMENT_NUMBER)
    }
    keys = {name: listed[name] for name in indexes.DOCUMENT_KEYS}
    look_up = seals.text(json.dumps(keys), columns.DOCUMENT_LOOK_UP.place(kept.id))
    return {**listed, **shown, **indexes.blinded(seals, keys, kept.business_id), "look_up": look_up}
