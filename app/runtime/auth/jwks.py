"""Supabase's published signing keys: fetched when needed, kept for minutes, never fetched in a storm."""

from typing import Any

import jwt
from jwt.exceptions import PyJWKClientConnectionError, PyJWKClientError

from app.values.errors import Unauthorized, Unavailable

FETCH_SECONDS = 3
KEPT_SECONDS = 300
REFETCH_SECONDS = 30


class KeysAway(Unavailable):
    """The issuer's keys cannot be fetched, so nobody can be told from anybody."""

    code = "identity_unavailable"
    message = "Signing in cannot be checked for the moment. Please try again shortly."


class SigningKeys:
    """ES256 and RS256 keys by their `kid`. An unknown `kid` fetches again, at most every half minute."""

    algorithms = ("ES256", "RS256")

    def __init__(self, url: str) -> None:
        self._client = jwt.PyJWKClient(
            url, cache_keys=True, lifespan=KEPT_SECONDS, timeout=FETCH_SECONDS, cooldown_duration=REFETCH_SECONDS
        )

    def key_for(self, token: str) -> Any:
        """The key that the token names. Raises `Unauthorized` for an unknown one, `KeysAway` without keys."""
        try:
            return self._client.get_signing_key_from_jwt(token)
        except PyJWKClientConnectionError as error:
            raise KeysAway from error
        except PyJWKClientError as error:
            raise Unauthorized from error
