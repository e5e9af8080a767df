"""What gunicorn refuses before the app sees it, in our words: headers and addresses too long, broken requests."""

import json
from typing import Any

from gunicorn import util

from app.runtime.http import errors


def write(sock: Any, status: int, reason: str, detail: str) -> None:
    """Stands in for gunicorn's `util.write_error`, which writes HTML and has no setting. `detail` is not told."""
    util.write_nonblock(sock, answer(status, reason))


def answer(status: int, reason: str) -> bytes:
    """The whole response. No log line carries an id for it, so `request_id` is null."""
    code, sentence = errors.words(status)
    body = json.dumps({"message": sentence, "code": code, "errors": {}, "request_id": None}).encode()
    head = (
        f"HTTP/1.1 {status} {reason}",
        "Connection: close",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        "X-Content-Type-Options: nosniff",
        "Cache-Control: no-store",
    )
    return "\r\n".join((*head, "", "")).encode("latin-1") + body
