"""Sessions of browsers: an admin's token is shown once and becomes a cookie that says nothing.

The cookie holds a random number; what it stands for lies in Redis under the number's SHA-256 and never includes the
token, so neither a stolen cookie jar nor a copy of Redis lets anybody call the API. A session ends with its token, at
the latest after twelve hours, and at once when its owner signs out. Without Redis nobody is signed in.
"""

import hashlib
import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import jwt
import redis
from redis.exceptions import RedisError

from app.runtime.auditing import Actor, Deed
from app.runtime.identity import Caller
from app.runtime.observe.logs import audit, security
from app.runtime.runtime import Runtime
from app.values.errors import Forbidden, TooMany, Unauthorized, Unavailable

LONGEST = timedelta(hours=12)
MOST_TRIES = 10
TRIES_SECONDS = 900
NOT_TRUSTED = "This token is not one of this service, or it has lapsed. Please paste a fresh one."


class SessionsAway(Unavailable):
    """Redis, which keeps the sessions, does not answer."""

    code = "sessions_unavailable"
    message = "Signing in is not possible for the moment. Please try again shortly."


@dataclass(frozen=True, slots=True)
class Session:
    """One signed-in browser. `form_secret` stands in each of its forms, so that no other page can send one."""

    caller: Caller
    form_secret: str
    until: datetime


def begin(rt: Runtime, shown: Callable[[], str], *, address: str, now: datetime) -> tuple[str, Session]:
    """The cookie's value and the session of the admin that the token which `shown()` returns speaks for.

    Raises `Unauthorized` for a token that cannot be trusted, `Forbidden` for one of no admin, whatever `shown` raises,
    and `TooMany` after ten tries in a quarter of an hour from one address.
    """
    with _counted(rt, address=address):
        token = shown().strip()
        caller = _admin(rt, token)
    until = min(now + LONGEST, _expiry(token))
    cookie = secrets.token_urlsafe(32)
    session = Session(caller, secrets.token_urlsafe(32), until)
    kept = json.dumps({"user": str(caller.user_id), "form": session.form_secret, "until": until.isoformat()})
    with _redis(rt) as client:
        client.set(_key(cookie), kept, exat=int(until.timestamp()))
    audit("admin signed in", user=caller.user_id)
    told = {"address_hash": rt.audit.fingerprint(address)}
    rt.audit.note(Deed("admin signed in", Actor.of(caller), details=told))
    return cookie, session


def find(rt: Runtime, cookie: str, *, now: datetime) -> Session | None:
    """The session behind a cookie; None when it has ended or never was. Raises `SessionsAway`."""
    with _redis(rt) as client:
        kept: Any = client.get(_key(cookie))
    if kept is None:
        return None
    found = json.loads(kept)
    session = Session(
        Caller.user(UUID(found["user"]), is_admin=True), found["form"], datetime.fromisoformat(found["until"])
    )
    return session if session.until > now else None


def end(rt: Runtime, cookie: str) -> None:
    """Forgets the session. Raises `SessionsAway`."""
    with _redis(rt) as client:
        client.delete(_key(cookie))


@contextmanager
def _counted(rt: Runtime, *, address: str) -> Iterator[None]:
    """Counts a try to sign in; a refusal inside is written to the security log, a success clears the count."""
    account = f"console:tries:{address}"
    with _redis(rt) as client:
        client.set(account, 0, ex=TRIES_SECONDS, nx=True)
        tries: Any = client.incr(account)
    if tries > MOST_TRIES:
        _refuse(rt, "too many tries to sign in", address, TooMany.code)
        raise TooMany(
            "There were too many tries to sign in. Please wait a quarter of an hour.", retry_after_seconds=TRIES_SECONDS
        )
    try:
        yield
    except (Unauthorized, Forbidden) as problem:
        _refuse(rt, "console sign in refused", address, problem.code)
        raise
    with _redis(rt) as client:
        client.delete(account)


def _refuse(rt: Runtime, action: str, address: str, code: str) -> None:
    security(action, address=address, reason=code)
    told = {"address_hash": rt.audit.fingerprint(address), "code": code}
    rt.audit.note(Deed(action, Actor.of(None), details=told, is_refused=True))


def _admin(rt: Runtime, token: str) -> Caller:
    try:
        caller = rt.tokens.caller(token)
    except Unauthorized as error:
        raise Unauthorized(NOT_TRUSTED) from error
    if not caller.is_admin:
        raise Forbidden("Only an administrator of this service may sign in here.")
    return caller


def _expiry(token: str) -> datetime:
    """When a token that has just been verified lapses."""
    claims = jwt.decode(token, options={"verify_signature": False})
    return datetime.fromtimestamp(claims["exp"], UTC)


def _key(cookie: str) -> str:
    return f"console:session:{hashlib.sha256(cookie.encode()).hexdigest()}"


@contextmanager
def _redis(rt: Runtime) -> Iterator[redis.Redis]:
    try:
        yield redis.Redis(connection_pool=rt.broker)
    except RedisError as error:
        raise SessionsAway from error
