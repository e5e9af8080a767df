"""Originals and pictures of documents in the object store: by which key they are sealed, and sealed anew.

A file is written only while its document's row is held, since whoever deletes a document deletes its row first: so no
file comes back that was deleted. Uploads live for a day at most: they are counted, and left as they are.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.runtime.sealing import envelope
from app.runtime.sealing.rows import READABLE, Count
from app.runtime.storage import ObjectNotFound

KINDS = ("documents", "pages")
COUNTED = (*KINDS, "uploads")
ID_LETTERS = 32
HELD = text("select 1 from public.document_extractions where id = :id for share")
AGED = text("select id from public.document_extractions where id = any (:ids) and created_at < :moment")


def count(rt: Runtime) -> list[Count]:
    """The files, by the key that sealed them."""
    found: Counter[str] = Counter()
    for key in _keys(rt, COUNTED):
        content = _content(rt, key)
        if content is not None:
            sealed = envelope.in_content(content)
            found[sealed.key_id if sealed else READABLE] += 1
    return [Count(*one) for one in sorted(found.items())]


def fetch_pending(rt: Runtime, key_id: str) -> Iterator[str]:
    """The keys of files that are not sealed by `key_id`, each when the one before it is done."""
    head = envelope.content_head(key_id)
    for key in _keys(rt):
        content = _content(rt, key)
        if content is not None and not content.startswith(head):
            yield key


def seal_anew(rt: Runtime, key: str) -> bool:
    """Seals one file by the first key; False where nobody needs it. Raises `SealBroken`."""
    id = _document(key)
    with rt.db.transaction(Caller.service(), timeout_seconds=30) as tx:
        if id is None or tx.execute(HELD, {"id": id}).first() is None:
            return False
        try:
            rt.sealed_files.put(key, rt.sealed_files.get(key))
        except ObjectNotFound:
            return False
    return True


def delete_aged(rt: Runtime, moment: datetime) -> int:
    """Deletes the files of documents that were sent before `moment`, however lately they were sealed anew."""
    of = {key: id for key in _keys(rt) if (id := _document(key)) is not None}
    with rt.db.transaction(Caller.service(), timeout_seconds=30) as tx:
        aged = set(tx.execute(AGED, {"ids": list(set(of.values())), "moment": moment}).scalars())
    gone = [key for key, id in of.items() if id in aged]
    for key in gone:
        rt.storage.delete(key)
    return len(gone)


def _keys(rt: Runtime, kinds: Iterable[str] = KINDS) -> Iterator[str]:
    for kind in kinds:
        for stored in list(rt.storage.keys(kind)):
            yield f"{kind}/{stored.name}"


def _content(rt: Runtime, key: str) -> bytes | None:
    try:
        return rt.storage.get(key)
    except ObjectNotFound:
        return None


def _document(key: str) -> UUID | None:
    """The document of a file, whose name begins with its id."""
    try:
        return UUID(key.partition("/")[2][:ID_LETTERS])
    except ValueError:
        return None
