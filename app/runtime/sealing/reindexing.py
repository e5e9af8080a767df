"""Blind indexes made anew under the first index key, and for rows that were there before there were any."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, text

from app.runtime.sealing import indexes
from app.runtime.sealing.columns import DOCUMENT_LOOK_UP
from app.runtime.sealing.problems import SealBroken
from app.runtime.sealing.seals import Seals, blind_head

KEYS = indexes.DOCUMENT_KEYS
IS_OLD = " or ".join(f"not starts_with({name}, :head)" for name in KEYS)
SAME = " and ".join(f"{name} is not distinct from :old_{name}" for name in (*KEYS, "look_up"))
PENDING = text(f"select id from public.document_extractions where {IS_OLD} limit 20000")
COUNT = text(f"select count(*) from public.document_extractions where {IS_OLD}")
FETCH = text(f"select id, business_id, look_up, {', '.join(KEYS)} from public.document_extractions where id = :id")
SAVE = text(f"""
    update public.document_extractions set look_up = :look_up, {", ".join(f"{name} = :{name}" for name in KEYS)}
    where id = :id and {SAME}
""")


def fetch_pending(tx: Connection, seals: Seals) -> list[Mapping[str, Any]]:
    """The keys of documents that are not indexed by the first index key."""
    return [dict(row) for row in tx.execute(PENDING, {"head": blind_head(seals.ring.first_index)}).mappings()]


def count(tx: Connection, seals: Seals) -> int:
    """How many documents are not indexed by the first index key."""
    found: int = tx.execute(COUNT, {"head": blind_head(seals.ring.first_index)}).scalar_one()
    return found


def index_anew(tx: Connection, seals: Seals, key: Mapping[str, Any]) -> bool:
    """Indexes one document; False where it changed meanwhile. Raises `SealBroken`."""
    row = tx.execute(FETCH, dict(key)).mappings().one_or_none()
    if row is None:
        return False
    place = DOCUMENT_LOOK_UP.place(row["id"])
    keys = json.loads(seals.opened(row["look_up"], place)) if row["look_up"] else {name: row[name] for name in KEYS}
    if not row["look_up"] and any(value and value.startswith("blind:") for value in keys.values()):
        raise SealBroken
    old = {f"old_{name}": row[name] for name in (*KEYS, "look_up")}
    new = {"look_up": seals.text(json.dumps(keys), place), **indexes.blinded(seals, keys, row["business_id"])}
    return tx.execute(SAVE, {"id": row["id"], **old, **new}).rowcount == 1
