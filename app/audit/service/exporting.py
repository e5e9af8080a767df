"""An export: the rows between two moments as a file, and beside it what proves them, in one zip.

`proof.json` says on which hash the first row hangs and with which the last one ends, so anybody can follow the chain
with SHA-256 alone (docs/audit.md), and is signed with the key that signs the anchors.
"""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from tempfile import TemporaryFile
from typing import Any, BinaryIO
from uuid import UUID, uuid4

from app.audit import repo
from app.audit.records import ExportNotFound, Format
from app.audit.service import reading
from app.runtime.auditing import Actor, Deed
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.runtime.storage import ObjectNotFound
from app.values import cells
from app.values.trail import OWN_CHAIN, Link, canonical

JOB = "audit.export"
KIND = "audit-exports"
SERVICE = Caller.service()
MOST_AT_ONCE = 2000
MOST_KEPT = 10
"""Files of one business that lie there at once."""
COLUMNS = (
    *("seq", "created_at", "action", "actor_kind", "actor", "is_refused", "subject_kind", "subject", "details"),
    *("request_id", "business_id", "content", "prev_hash", "hash"),
)


def ask(
    rt: Runtime,
    business_id: UUID | None,
    *,
    since: datetime | None,
    until: datetime | None,
    format: Format,
    caller: Caller,
) -> tuple[UUID, UUID]:
    """Ids of the job that writes the file, and of the file. Raises as `reading.admit`.

    The job is the asker's and not the business's: members may not see it, and rows outlive their business.
    """
    reading.admit(rt, business_id, caller=caller)
    file_id = uuid4()
    place = str(business_id) if business_id else None
    payload = {
        "place": place,
        "file_id": str(file_id),
        "since": _text(since),
        "until": _text(until),
        "format": format.value,
    }
    with rt.db.transaction(SERVICE) as tx:
        job_id = rt.jobs.enqueue(tx, JOB, caller=caller, business_id=None, payload=payload)
        told = {"format": format.value, "since": _text(since), "until": _text(until)}
        rt.audit.append(tx, Deed("audit exported", Actor.of(caller), business_id, "file", file_id, told))
    return job_id, file_id


def export_job(
    rt: Runtime, *, place: str | None, file_id: str, since: str | None, until: str | None, format: str, **_: Any
) -> Mapping[str, Any]:
    """Writes rows of the audit trail, and what proves them, to a file."""
    business_id = UUID(place) if place else None
    with TemporaryFile() as file:
        rows = write(rt, file, business_id, since=_moment(since), until=_moment(until), format=Format(format))
        file.seek(0)
        rt.storage.put(_key(business_id, UUID(file_id)), file)
    _drop_oldest(rt, business_id)
    query = f"?business_id={place}" if place else ""
    return {"href": f"/api/v1/audit/export/{file_id}{query}", "rows": rows}


def fetch(rt: Runtime, file_id: UUID, *, business_id: UUID | None, caller: Caller) -> bytes:
    """The file. Raises `ExportNotFound`, and as `reading.admit`."""
    reading.admit(rt, business_id, caller=caller)
    try:
        return rt.storage.get(_key(business_id, file_id))
    except ObjectNotFound as gone:
        raise ExportNotFound from gone


def write(
    rt: Runtime,
    file: BinaryIO,
    business_id: UUID | None,
    *,
    since: datetime | None,
    until: datetime | None,
    format: Format,
) -> int:
    """Writes the zip; the number of rows in it. Rows between the first and the last of that time are all in."""
    chain = business_id or OWN_CHAIN
    with rt.db.transaction(SERVICE) as tx:
        first, last = repo.fetch_span(tx, chain, since, until) or (1, 0)
    proof: dict[str, Any] = {"version": 1, "chain": str(chain), "rows": 0, "after": None, "end": None}
    digest = hashlib.sha256()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        with packed.open(f"events.{format.value}", "w") as table:
            for text in _texts(_links(rt, chain, first, last), format, proof):
                digest.update(text)
                table.write(text)
        proof["events_sha256"] = digest.hexdigest()
        signed = proof | {"signature": rt.audit.anchor_key.sign(canonical(proof))}
        packed.writestr("proof.json", json.dumps(signed | {"public_key": rt.audit.anchor_key.public_key}, indent=1))
    return int(proof["rows"])


def _drop_oldest(rt: Runtime, business_id: UUID | None) -> None:
    """Deletes all files of a chain but the newest: who asks again and again fills no disk."""
    begins = f"{(business_id or OWN_CHAIN).hex}-"
    written = sorted((one for one in rt.storage.keys(KIND) if one.name.startswith(begins)), key=lambda one: one.put_at)
    for one in written[:-MOST_KEPT]:
        rt.storage.delete(f"{KIND}/{one.name}")


def _links(rt: Runtime, chain: UUID, first: int, last: int) -> Iterator[Sequence[Link]]:
    after = first - 1
    while after < last:
        with rt.db.transaction(SERVICE) as tx:
            links = repo.fetch_links(tx, chain, after=after, upto=last, most=MOST_AT_ONCE)
        if not links:
            return
        yield links
        after = links[-1].seq


def _texts(pages: Iterator[Sequence[Link]], format: Format, proof: dict[str, Any]) -> Iterator[bytes]:
    """The file in parts; what it begins and ends with goes into `proof`."""
    if format is Format.CSV:
        yield _line(COLUMNS)
    for links in pages:
        if proof["after"] is None:
            proof["after"] = links[0].prev_hash
        proof["end"], proof["rows"] = links[-1].hash, proof["rows"] + len(links)
        rows = (_cells(one) for one in links)
        if format is Format.CSV:
            yield b"".join(_line([_safe(one[name]) for name in COLUMNS]) for one in rows)
        else:
            yield b"".join(canonical(one) + b"\n" for one in rows)


def _cells(one: Link) -> dict[str, Any]:
    fields = one.entry.fields() | {"actor": one.entry.actor} if one.entry else dict.fromkeys(COLUMNS)
    return fields | {"seq": one.seq, "content": one.content, "prev_hash": one.prev_hash, "hash": one.hash}


def _safe(value: Any) -> str:
    if value is None:
        return ""
    shown = canonical(value).decode() if isinstance(value, dict | bool) else str(value)
    return cells.harmless(shown)


def _line(row: Sequence[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerow(row)
    return text.getvalue().encode()


def _key(business_id: UUID | None, file_id: UUID) -> str:
    return f"{KIND}/{(business_id or OWN_CHAIN).hex}-{file_id.hex}.zip"


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
