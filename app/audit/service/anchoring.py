"""Writes the heads of all chains, signed, to where the database's superuser has no hand: a folder or bucket of files.

A chain can be cut, or made anew from any row on, by whoever may write to the database. He cannot make what was signed
and put elsewhere before. So the bucket should take files and give none away (object lock), and its key lie elsewhere.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from app.audit import repo
from app.audit.records import Anchors
from app.runtime.auditing import Deed
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.values.trail import canonical

KIND = "audit-anchors"
MOST_AT_ONCE = 5000
LOOKED_AT = 8
"""Files that a verification compares with, the newest: a week of nights and one made by hand."""


def anchor(rt: Runtime, *, now: datetime) -> tuple[str, bytes]:
    """Name and content of the file that now says where every chain ends; it is kept in the store of files."""
    name = f"{now:%Y-%m-%dt%H%M%S.%f}z.json"
    heads = [[str(chain), seq, hash] for chain, seq, hash in _heads(rt)]
    signed = {"version": 1, "at": now.isoformat(), "previous": _previous(rt), "heads": heads}
    signature = rt.audit.anchor_key.sign(canonical(signed))
    content = json.dumps(signed | {"signature": signature, "public_key": rt.audit.anchor_key.public_key}).encode()
    rt.storage.put(f"{KIND}/{name}", content)
    with rt.db.transaction(Caller.service()) as tx:
        told = {"heads": len(heads), "sha256": hashlib.sha256(content).hexdigest()}
        rt.audit.append(tx, Deed("audit anchored", subject_kind="anchor", subject=name, details=told))
    return name, content


def anchors_of(rt: Runtime, chain: UUID) -> Anchors:
    """What the newest files say of a chain. A file that our key did not sign says nothing."""
    hashes: dict[int, str] = {}
    last_at = None
    for name in sorted((one.name for one in rt.storage.keys(KIND)), reverse=True)[:LOOKED_AT]:
        told = believed(rt, rt.storage.get(f"{KIND}/{name}"))
        found = next((head for head in told.get("heads", ()) if head[0] == str(chain)), None)
        if found:
            hashes.setdefault(int(found[1]), str(found[2]))
            last_at = last_at or datetime.fromisoformat(told["at"])
    return Anchors(hashes, last_at)


def believed(rt: Runtime, content: bytes) -> dict[str, Any]:
    """What an anchor's file says; nothing where our key did not sign it."""
    try:
        told: dict[str, Any] = json.loads(content)
        signed = {name: told[name] for name in ("version", "at", "previous", "heads")}
        is_ours = rt.audit.anchor_key.is_signed(canonical(signed), str(told["signature"]))
    except (ValueError, KeyError, TypeError):
        return {}
    return signed if is_ours else {}


def _heads(rt: Runtime) -> Iterator[tuple[UUID, int, str]]:
    after: UUID | None = None
    while True:
        with rt.db.transaction(Caller.service()) as tx:
            found = repo.fetch_heads(tx, after=after, most=MOST_AT_ONCE)
        yield from ((chain, end.seq, end.hash) for chain, end in found if end.seq)
        if len(found) < MOST_AT_ONCE:
            return
        after = found[-1][0]


def _previous(rt: Runtime) -> str | None:
    """SHA-256 of the newest file, so that one that is taken away is missed by the next."""
    names = sorted(one.name for one in rt.storage.keys(KIND))
    return hashlib.sha256(rt.storage.get(f"{KIND}/{names[-1]}")).hexdigest() if names else None
