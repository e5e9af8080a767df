"""Who uses the system: the demo's two owners, strangers to each other, and an admin."""

import json
import re
from dataclasses import dataclass
from typing import Any

import httpx
import jwt

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
TRACES = (b"Traceback", b'File "/', b"psycopg", b"sqlalchemy", b"postgresql://", b"redis://", b"redis.exceptions")
"""What a trace or an error of a library would show."""
IDLE_SECONDS = 2.0
"""A connection that was idle longer is not used again: the web may be beginning anew, and close it just then."""
LONGEST_SECONDS = 30.0
"""The app gives up after 30 s, and JOB_WAIT_SECONDS (25) is chosen to stay below."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody signed in, who owns `business_id`."""

    token: str
    business_id: str

    @property
    def user_id(self) -> str:
        """The `sub` of the token."""
        return str(jwt.decode(self.token, options={"verify_signature": False})["sub"])

    def phone(self, url: str, *, seconds: float = LONGEST_SECONDS + 10) -> httpx.Client:
        """Calls the service at `url`; waits a little longer than the app, so that a late answer is told from none."""
        headers = {"Authorization": f"Bearer {self.token}"}
        limits = httpx.Limits(max_connections=300, max_keepalive_connections=300, keepalive_expiry=IDLE_SECONDS)
        return httpx.Client(base_url=url, headers=headers, timeout=seconds, limits=limits)


@dataclass(frozen=True, slots=True)
class People:
    """The two owners, the first one's invoice, and the admin's token."""

    owners: tuple[Person, Person]
    admin: Person
    invoice_id: str

    @classmethod
    def of(cls, demo: dict[str, Any]) -> "People":
        """Those whom demo.json names."""
        first = Person(demo["access_token"], demo["business_id"])
        second = Person(demo["other_access_token"], demo["other_business_id"])
        return cls((first, second), Person(demo["admin_token"], demo["business_id"]), demo["invoice_id"])


def ids_in(body: bytes) -> set[str]:
    """Every id that stands in an answer."""
    return set(ID.findall(body.decode(errors="replace")))


def is_sentence(body: bytes) -> bool:
    """Whether an answer that is an error carries words for a person."""
    try:
        return bool(json.loads(body).get("message"))
    except (ValueError, AttributeError):
        return False
