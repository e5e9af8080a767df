"""The three forms of what is sealed: in text, in JSON, in bytes. Each names the key, so that rows can be counted by it.

    text     sealed:1:KEYID:TOKEN
    JSON     {"sealed": "sealed:1:KEYID:TOKEN"}
    bytes    NUL sealed:1:KEYID: and the token's own bytes, a quarter shorter than its base64

Anything else was written before there were seals, and is what it says.
"""

import base64
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

NAME = "sealed"
BEGINS = f"{NAME}:1:"
TEXT = re.compile(BEGINS + r"([0-9a-f]{8}):(gAAAA[A-Za-z0-9_=-]+)")
BYTES = re.compile(rb"\0" + BEGINS.encode() + rb"([0-9a-f]{8}):")


class Envelope(NamedTuple):
    """Something sealed: by which key, and the token of Fernet."""

    key_id: str
    token: bytes

    def text(self) -> str:
        """As text."""
        return f"{BEGINS}{self.key_id}:{self.token.decode()}"

    def json(self) -> dict[str, str]:
        """As a JSON object."""
        return {NAME: self.text()}

    def content(self) -> bytes:
        """As bytes."""
        return content_head(self.key_id) + base64.urlsafe_b64decode(self.token)


def text_head(key_id: str) -> str:
    """How text begins that was sealed by this key."""
    return f"{BEGINS}{key_id}:"


def content_head(key_id: str) -> bytes:
    """How bytes begin that were sealed by this key."""
    return b"\0" + text_head(key_id).encode()


def in_text(told: str) -> Envelope | None:
    """What is sealed in a text; None where nothing is."""
    found = TEXT.fullmatch(told)
    return Envelope(found[1], found[2].encode()) if found else None


def in_json(told: Any) -> Envelope | None:
    """What is sealed in a value of JSON; None where nothing is."""
    if not isinstance(told, Mapping) or set(told) != {NAME} or not isinstance(told[NAME], str):
        return None
    return in_text(told[NAME])


def in_content(told: bytes) -> Envelope | None:
    """What is sealed in bytes; None where nothing is."""
    found = BYTES.match(told)
    return Envelope(found[1].decode(), base64.urlsafe_b64encode(told[found.end() :])) if found else None
