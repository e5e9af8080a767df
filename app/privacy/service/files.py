"""Files of whoever is exported or erased: documents with the pictures of their pages, uploads, exports."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from app.audit.service.exporting import KIND as AUDIT_EXPORTS
from app.intake.service import storing
from app.privacy.records import Subject, Whom
from app.privacy.repo import requests, rows
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.runtime.sealing.problems import SealBroken
from app.runtime.storage import ObjectNotFound

EXPORTS = "privacy-exports"
MOST_FORMER = 5
"""Each export deletes the file of the one before, so that few can be left."""
TREATED: Mapping[str, str] = {
    storing.DOCUMENTS: "erased with their rows",
    storing.PAGES: "erased with their rows",
    "uploads": "erased with the jobs that they were given to",
    AUDIT_EXPORTS: "erased with the business",
    EXPORTS: "erased with the user or the business",
    "models": "hold no row of anybody",
    "quarantine": "an admin's model files",
    "unfinished": "gone within a day",
    "audit-anchors": "hashes and signatures",
}
"""What becomes of each kind of file; a kind that is missing here fails `tests/privacy/test_tables.py`."""


def place_of(request_id: UUID) -> str:
    """Where the file of an export lies."""
    return f"{EXPORTS}/{request_id.hex}.zip"


def erase(rt: Runtime, whom: Whom) -> None:
    """Deletes every file of the subject. Before the rows, which say where the files lie; safe to repeat."""
    with rt.db.transaction(Caller.service(), timeout_seconds=60) as tx:
        documents, uploads = rows.fetch_documents(tx, whom), rows.fetch_uploads(tx, whom)
        exports = rows.fetch_exports(tx, whom)
    for one in documents:
        storing.delete_files(rt, one["id"], pictures=one["page_count"])
    for place in (*uploads, *map(place_of, exports)):
        rt.storage.delete(place)
    if whom.subject is Subject.BUSINESS:
        _erase_named(rt, AUDIT_EXPORTS, whom.id.hex)


def drop_former(rt: Runtime, request_id: UUID) -> None:
    """Deletes what the asker was given before about the same: who asks again and again fills no disk."""
    with rt.db.transaction(Caller.service()) as tx:
        former = requests.fetch_former(tx, request_id, most=MOST_FORMER)
    for id in former:
        rt.storage.delete(place_of(id))


def original(rt: Runtime, document: Mapping[str, Any]) -> bytes | None:
    """A document as it was sent; None where it is no longer kept, or was damaged."""
    try:
        return rt.sealed_files.get(storing.place_of(document["id"]))
    except (ObjectNotFound, SealBroken):
        return None


def _erase_named(rt: Runtime, kind: str, begins: str) -> None:
    for stored in list(rt.storage.keys(kind)):
        if stored.name.startswith(begins):
            rt.storage.delete(f"{kind}/{stored.name}")
