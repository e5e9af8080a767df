"""Whether somebody holds a GSTIN, asked of the provider at GST_API_URL. Off unless that is set.

An answer is data from outside: bounded, decoded, and handed on for `app.gst.registration` to read.
"""

import json
import logging
from typing import Protocol
from urllib.parse import quote

import httpx

from app.runtime.breaker import Breaker
from app.runtime.outgoing.client import Bounds, client
from app.runtime.outgoing.door import Door
from app.runtime.settings import Settings, doors
from app.values.errors import Unavailable

log = logging.getLogger("ai_backend.taxpayers")
PLACE = "{gstin}"
SECONDS, MOST_BYTES = 3.0, 64 * 1024
PROBE_SECONDS = 30.0


class Unanswered(Exception):
    """There is no answer that could be used; the message says why, for the log."""


class RegisterAway(Unavailable):
    """The provider gave no answer that could be used."""

    code = "gst_register_unavailable"
    message = "The GST register cannot be reached for the moment. Only the number itself was checked."


class Register(Protocol):
    """Where a GSTIN is looked up."""

    is_on: bool

    @property
    def is_away(self) -> bool:
        """Whether it gave no answer when it was last asked, and has not come back since."""

    def answer(self, gstin: str) -> object:
        """The decoded JSON about a valid GSTIN, None where the register knows none. Raises `RegisterAway`."""


class NoRegister:
    """Nothing is asked of anybody."""

    is_on = False
    is_away = False

    def answer(self, gstin: str) -> object:
        """Never: there is nobody to ask."""
        raise RegisterAway

    def __repr__(self) -> str:
        return "NoRegister()"


class LiveRegister:
    """The provider at one address. While it does not answer, nobody waits for it."""

    is_on = True

    def __init__(
        self,
        door: Door,
        key: str,
        *,
        seconds: float = SECONDS,
        probe_seconds: float = PROBE_SECONDS,
    ) -> None:
        self._breaker = Breaker("gst-register", probe_seconds=probe_seconds)
        self._host = door.origin[1]
        self._url = door.url if PLACE in door.url else f"{door.url}/{PLACE}"
        self._headers = {"Accept": "application/json", "Authorization": f"Bearer {key}"}
        self._client = client(door, Bounds(seconds, MOST_BYTES))

    def __repr__(self) -> str:
        return f"LiveRegister({self._host!r})"

    @property
    def is_away(self) -> bool:
        """Whether nobody asks it for now."""
        return self._breaker.is_open

    def answer(self, gstin: str) -> object:
        """The decoded JSON about a GSTIN, None where the register knows none. Raises `RegisterAway`."""
        if self._breaker.is_open:
            raise RegisterAway
        try:
            return self._asked(gstin)
        except Unanswered as error:
            log.warning("the GST register gave no usable answer: %s", error)
            self._breaker.trip(self._is_back)
            raise RegisterAway from error

    def _asked(self, gstin: str) -> object:
        reply = self._reply(gstin)
        if reply.status_code == httpx.codes.NOT_FOUND:
            return None
        if reply.status_code != httpx.codes.OK:
            raise Unanswered(f"status {reply.status_code}")
        try:
            return json.loads(reply.content)
        except (ValueError, RecursionError) as error:
            raise Unanswered("no JSON") from error

    def _reply(self, gstin: str) -> httpx.Response:
        try:
            return self._client.get(self._url.replace(PLACE, quote(gstin, safe="")), headers=self._headers)
        except httpx.HTTPError as error:
            raise Unanswered(f"{type(error).__name__}: {error}") from error

    def _is_back(self) -> bool:
        """Whether the provider answers anything at all but an error of its own; asked by the breaker's thread."""
        try:
            return self._reply("status").status_code < httpx.codes.INTERNAL_SERVER_ERROR
        except Unanswered:
            return False


def chosen(settings: Settings) -> Register:
    """The register that the settings name, or none."""
    if not settings.gst_api_url:
        return NoRegister()
    return LiveRegister(doors.door(settings, "GST_API_URL"), settings.gst_api_key)
