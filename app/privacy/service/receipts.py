"""The receipt of a request: what was done with which rows, hashed and signed with the key that vouches for the trail.

It names no person. Its hash is also a detail of the deed in the audit trail, so it can be checked in two places.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from app.privacy.records import Request, Whom
from app.privacy.repo import requests as repo
from app.privacy.repo import rows
from app.privacy.rules.tables import TABLES
from app.privacy.service import looking_through
from app.runtime.auditing import Deed as Noted
from app.runtime.runtime import Runtime
from app.values.trail import canonical

ACTIONS = {"export": "data exported", "delete": "data erased"}


def give(
    rt: Runtime, tx: Connection, request: Request, *, now: datetime, found: Mapping[str, Any], **more: Any
) -> dict[str, Any]:
    """Ends the request with its receipt, which is returned; `more` is what only this kind of request has to say."""
    receipt = {
        "version": 1,
        "request": str(request.id),
        "kind": request.kind.value,
        "subject": request.subject.value,
        "business_id": str(request.business_id) if request.business_id else None,
        "asked_at": request.created_at.isoformat(),
        "done_at": now.isoformat(),
        "found": {name: dict(deeds) for name, deeds in sorted(found.items())},
        **more,
    }
    written = canonical(receipt)
    sha256, signature = hashlib.sha256(written).hexdigest(), rt.audit.anchor_key.sign(written)
    if repo.finish(tx, request.id, receipt=receipt, sha256=sha256, signature=signature, now=now):
        told = {"subject": request.subject.value, "receipt": sha256}
        action, about = ACTIONS[request.kind.value], request.business_id
        deed = Noted(action, business_id=about, subject_kind="privacy request", subject=request.id, details=told)
        rt.audit.append(tx, deed)
    return receipt


def is_genuine(rt: Runtime, request: Request) -> bool | None:
    """Whether the receipt is the one that our key signed; None while there is none."""
    if request.receipt is None or request.signature is None:
        return None
    written = canonical(dict(request.receipt))
    is_same = hashlib.sha256(written).hexdigest() == request.receipt_sha256
    return is_same and rt.audit.anchor_key.is_signed(written, request.signature)


def kept(tx: Connection, whom: Whom) -> list[dict[str, Any]]:
    """What stays of the subject, and why."""
    told = []
    for table in TABLES:
        for one in looking_through.treatments(table, whom):
            if one.because and (many := rows.count(tx, table, one, whom)):
                law = f"{one.law.name}: {one.law.says}" if one.law else None
                told.append({"table": table.name, "rows": many, "because": one.because, "law": law})
    return told
