"""An export: a zip with a file of JSON lines for each table, and the documents as they were sent."""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from tempfile import TemporaryFile
from typing import Any, BinaryIO
from uuid import UUID

from app.privacy import wording
from app.privacy.records import ExportGone, ExportUnfinished, Kind, Request, RequestNotFound, State, Whom
from app.privacy.repo import requests as repo
from app.privacy.repo import rows
from app.privacy.rules.tables import TABLES
from app.privacy.service import admitting, asking, files, looking_through, receipts
from app.runtime.auditing import Actor
from app.runtime.auditing import Deed as Noted
from app.runtime.identity import Caller
from app.runtime.jobs.records import Progress
from app.runtime.runtime import Runtime
from app.runtime.storage import ObjectNotFound

KEPT = timedelta(days=7)
"""Life of the file; whoever needs it later asks again."""
TABLE_SECONDS = 300
NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9._-]+")


def export_job(rt: Runtime, *, request_id: str, now: datetime, progress: Progress, **_: Any) -> Mapping[str, Any]:
    """Writes what is kept about a user or a business to a file. Safe to run twice."""
    begun = admitting.begun(rt, UUID(request_id))
    if begun is None:
        return {"request": request_id, "is_done": True}
    request, whom = begun
    with TemporaryFile() as file:
        found, documents = write(rt, file, whom, now=now, progress=progress)
        size_bytes = file.seek(0, 2)
        file.seek(0)
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        rt.storage.put(files.place_of(request.id), file)
    files.drop_former(rt, request.id)
    with rt.db.transaction(Caller.service()) as tx:
        repo.save_found(tx, request.id, found)
        told = {"documents": documents, "sha256": sha256, "size_bytes": size_bytes}
        receipts.give(rt, tx, request, now=now, found=found, **told)
    return {"request": request_id, "is_done": True}


def write(
    rt: Runtime, file: BinaryIO, whom: Whom, *, now: datetime, progress: Progress
) -> tuple[dict[str, dict[str, int]], int]:
    """Writes the zip: how many rows of each table are in it, and how many documents."""
    found: dict[str, dict[str, int]] = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for number, table in enumerate(TABLES):
            where = looking_through.condition(table, whom)
            if where and (many := _table(rt, packed, number, where, whom)):
                found[table.name] = {"exported": many}
            progress(0.8 * number / len(TABLES), f"{table.name} is written")
        documents = _documents(rt, packed, whom)
        packed.writestr("README.txt", wording.read_me(now, TABLES, found))
    return found, documents


def fetch(rt: Runtime, id: UUID, *, caller: Caller, now: datetime) -> Iterator[bytes]:
    """The file in pieces, for whoever asked for it. Raises `RequestNotFound`, `ExportUnfinished`, `ExportGone`.

    One about a business is for its owner alone, who may be another by now: raises as `admitting`.
    """
    request = asking.one(rt, id, caller=caller, now=now)
    if request.kind is not Kind.EXPORT:
        raise RequestNotFound
    admitting.whom(rt, request.business_id, caller=caller)
    if request.state is not State.DONE or request.finished_at is None:
        raise ExportUnfinished
    try:
        if now - request.finished_at > KEPT:
            raise ExportGone
        content = rt.storage.read(files.place_of(id))
    except ObjectNotFound as gone:
        raise ExportGone from gone
    _note(rt, request, caller)
    return content


def _note(rt: Runtime, request: Request, caller: Caller) -> None:
    with rt.db.transaction(Caller.service()) as tx:
        by = Actor.of(caller)
        rt.audit.append(tx, Noted("export fetched", by, request.business_id, "privacy request", request.id))


def _table(rt: Runtime, packed: zipfile.ZipFile, number: int, where: str, whom: Whom) -> int:
    table, many = TABLES[number], 0
    with (
        rt.db.transaction(Caller.service(), timeout_seconds=TABLE_SECONDS) as tx,
        packed.open(f"tables/{table.name}.jsonl", "w") as lines,
    ):
        for row in rows.fetch(tx, table, where, whom):
            lines.write(json.dumps(row, ensure_ascii=False, default=_plain).encode() + b"\n")
            many += 1
    return many


def _documents(rt: Runtime, packed: zipfile.ZipFile, whom: Whom) -> int:
    with rt.db.transaction(Caller.service(), timeout_seconds=TABLE_SECONDS) as tx:
        documents = rows.fetch_documents(tx, whom)
    many = 0
    for one in documents:
        content = files.original(rt, one)
        if content is not None:
            packed.writestr(f"documents/{one['id']}-{_safe(one['file_name'] or '')}", content)
            many += 1
    return many


def _safe(name: str) -> str:
    return NOT_IN_A_NAME.sub("_", name).strip(".")[-80:] or "document"


def _plain(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "replace")
    return value.isoformat() if isinstance(value, datetime) else str(value)
