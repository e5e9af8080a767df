"""`Idempotency-Key`: the first answer to a POST is kept and given again, word for word, to whoever repeats it.

The same key with another body is refused (422), one that is still being answered is a conflict (409, come back).
Errors are not kept: the request was not carried out, and the repeat shall try again.
Keys are a caller's own and live for a day.
"""

import hashlib
import json
import logging
import re
from collections.abc import Mapping
from typing import Any

from flask import Flask, Response, g, request
from sqlalchemy import Connection, text

from app.runtime import sealing
from app.runtime.db import DatabaseAway
from app.runtime.http.current import rt
from app.runtime.http.visit import present
from app.runtime.sealing import KeyRefused
from app.runtime.sealing.columns import ANSWER_KEPT
from app.values.errors import Conflict, Invalid

log = logging.getLogger("ai_backend.http")
HEADER = "Idempotency-Key"
KEY = re.compile(r"[\x21-\x7e]{1,200}")
CLAIM = text(
    "insert into idempotency_keys (user_id, key, method_path, body_sha256, state)"
    " values (:user_id, :key, :method_path, :body_sha256, 'in_flight')"
    " on conflict (user_id, key, method_path) do update set state = 'in_flight', created_at = now(),"
    " body_sha256 = excluded.body_sha256, status = null, response_headers = '{}', response_body = null"
    " where idempotency_keys.created_at < now() - interval '24 hours'"
    " or (idempotency_keys.state = 'in_flight' and idempotency_keys.created_at < now() - interval '60 seconds')"
    " returning key"
)
WHERE = " where user_id = :user_id and key = :key and method_path = :method_path"
KNOWN = text("select body_sha256, state, status, response_headers, response_body from idempotency_keys" + WHERE)
KEEP = text(
    "update idempotency_keys set state = 'done', status = :status, response_headers = cast(:headers as jsonb),"
    " response_body = :body" + WHERE
)
FORGET = text("delete from idempotency_keys" + WHERE)


class KeyReused(Invalid):
    """The key came before, with another body."""

    code = "idempotency_key_reused"
    message = "This request was sent before with other details. Please start again."


class StillWorking(Conflict):
    """The first request with this key is not answered yet."""

    code = "request_in_progress"
    message = "This is already being done. Please wait a moment."


def register(app: Flask) -> None:
    """Honours the header on every POST of `app`."""
    app.before_request(_replayed)
    app.after_request(_kept)


def _replayed() -> Response | None:
    key, caller = request.headers.get(HEADER), present().caller
    if request.method != "POST" or key is None or caller is None or request.routing_exception is not None:
        return None
    if "is_repeatable" in present().marks:
        return None
    if not KEY.fullmatch(key):
        raise Invalid("The Idempotency-Key must be 1 to 200 printable characters.")
    subject = {"user_id": caller.user_id, "key": key, "method_path": f"POST {request.path}"}
    digest = hashlib.sha256(request.get_data(cache=True)).hexdigest()
    with rt().db.transaction(caller) as tx:
        if tx.execute(CLAIM, subject | {"body_sha256": digest}).first() is not None:
            g.idempotent = (caller, subject)
            return None
        return _known(tx, subject, digest)


def _known(tx: Connection, subject: Mapping[str, Any], digest: str) -> Response:
    row = tx.execute(KNOWN, subject).first()
    if row is not None and row.body_sha256 != digest:
        raise KeyReused
    if row is None or row.state != "done":  # none: the first request has just failed
        raise StillWorking
    body = sealing.of(tx).opened_content(bytes(row.response_body), ANSWER_KEPT.place(subject["user_id"]))
    response = Response(body, status=row.status, headers=dict(row.response_headers))
    response.headers["Idempotent-Replayed"] = "true"
    return response


def _kept(response: Response) -> Response:
    caller, subject = g.pop("idempotent", (None, None))
    if caller is None:
        return response
    try:
        with rt().db.transaction(caller) as tx:
            _keep(tx, subject, response)
    except (DatabaseAway, KeyRefused):  # what was done is done: the answer matters more than its copy
        log.warning("the answer to a repeatable request was not kept", extra={"path": request.path})
    return response


def _keep(tx: Connection, subject: Mapping[str, Any], response: Response) -> None:
    if response.status_code >= 400:
        tx.execute(FORGET, subject)
        return
    headers = json.dumps({"Content-Type": response.headers["Content-Type"]})
    body = sealing.of(tx).content(response.get_data(), ANSWER_KEPT.place(subject["user_id"]), is_packable=True)
    answer = {"status": response.status_code, "headers": headers, "body": body}
    tx.execute(KEEP, {**subject, **answer})
