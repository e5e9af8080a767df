"""What a request leaves in the audit trail: whose books were looked at or asked about, and who was turned away.

A row names the route and never the address itself, which may hold a number of somebody. The same person on the same
route of the same business is written down once in a quarter of an hour, a refusal once a minute; the access log has
each.
"""

import logging
from collections.abc import Hashable
from uuid import UUID

from flask import request

from app.runtime.auditing import Actor, Deed
from app.runtime.http.visit import Visit
from app.runtime.observe import context
from app.runtime.runtime import Runtime

log = logging.getLogger("ai_backend.audit_trail")
SAME_LOOK_SECONDS = 900.0
"""As long as one sitting at the phone lasts; what is answered for is who looked, not how often he scrolled."""
SAME_REFUSAL_SECONDS = 60.0
TURNED_AWAY = (401, 403)
NOT_FOUND, FIRST_ERROR = 404, 400


def note(rt: Runtime, visit: Visit, status: int) -> None:
    """Has the request written down, when it is one to answer for. Costs no wait and raises nothing."""
    try:
        if "is_unlimited" not in visit.marks and request.url_rule is not None:
            _note(rt, visit, status)
    except Exception:  # the edge: an answer that is ready is not withheld because its row cannot be made
        log.exception("request not written down")


def _note(rt: Runtime, visit: Visit, status: int) -> None:
    if status in TURNED_AWAY or (status == NOT_FOUND and _refused_business() is not None):
        _note_refusal(rt, visit, status)
    elif status < FIRST_ERROR and visit.caller is not None:
        _note_access(rt, visit, status)


def _note_refusal(rt: Runtime, visit: Visit, status: int) -> None:
    address = rt.audit.fingerprint(request.remote_addr or "")
    action = "call refused" if visit.caller else "call without a trusted token refused"
    same: Hashable = (action, address, visit.caller and visit.caller.user_id, _route(), _refused_business())
    deed = _deed(visit, action, status, is_refused=True, address_hash=address, asked_for=_refused_business())
    rt.audit.note(deed, same=same, unless_within_seconds=SAME_REFUSAL_SECONDS)


def _note_access(rt: Runtime, visit: Visit, status: int) -> None:
    business = context.current().get("business_id")
    is_admins = visit.caller is not None and visit.caller.is_admin
    if business is None and not is_admins:
        return
    is_read = request.method in ("GET", "HEAD")
    action = "admin call" if is_admins else "books read" if is_read else "books asked about"
    deed = _deed(visit, action, status, business_id=UUID(business) if business else None)
    same: Hashable = (visit.caller and visit.caller.user_id, business, request.method, _route())
    rt.audit.note(deed, same=same, unless_within_seconds=SAME_LOOK_SECONDS if is_read else 0)


def _deed(
    visit: Visit,
    action: str,
    status: int,
    *,
    business_id: UUID | None = None,
    is_refused: bool = False,
    **details: object,
) -> Deed:
    told = {"method": request.method, "status": status, **details}
    by = Actor.of(visit.caller)
    return Deed(action, by, business_id, "route", _route(), details=told, is_refused=is_refused)


def _route() -> str:
    return request.url_rule.rule if request.url_rule else ""


def _refused_business() -> str | None:
    """The business that was asked for and is not the caller's to see."""
    return context.current().get("refused_business_id")
