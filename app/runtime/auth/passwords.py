"""Signing in with e-mail and password, where people have accounts: at Supabase Auth."""

from http import HTTPStatus
from typing import Any

import httpx

from app.runtime.outgoing.client import Bounds, client
from app.runtime.runtime import Runtime
from app.runtime.settings import doors
from app.values.errors import TooMany, Unauthorized, Unavailable

BOUNDS = Bounds(seconds=5.0, most_bytes=64 * 1024)


class AccountsAway(Unavailable):
    """Supabase Auth does not answer, or not as it should."""

    code = "accounts_unavailable"
    message = "Accounts cannot be checked for the moment. Please try again shortly."


def are_known(rt: Runtime) -> bool:
    """Whether people can sign in with a password: a Supabase project is set, and its tokens are trusted here."""
    settings = rt.settings
    return bool(settings.supabase_url and settings.supabase_anon_key) and settings.identity_mode != "local"


def token(rt: Runtime, *, email: str, password: str) -> str:
    """The access token of this account. Raises `Unauthorized` for wrong details, `TooMany`, or `AccountsAway`."""
    try:
        with client(doors.door(rt.settings, "SUPABASE_URL"), BOUNDS) as asking:
            answer = asking.post(
                f"{rt.settings.supabase_url}/auth/v1/token",
                params={"grant_type": "password"},
                headers={"apikey": rt.settings.supabase_anon_key},
                json={"email": email, "password": password},
            )
        body: Any = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        raise AccountsAway from error
    return _token(answer.status_code, body)


def _token(status: int, body: Any) -> str:
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise TooMany
    if status in (HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, 422):
        raise Unauthorized("The e-mail address or the password is not right.")
    found = body.get("access_token") if status == HTTPStatus.OK and isinstance(body, dict) else None
    if not isinstance(found, str):
        raise AccountsAway
    return found
