"""The tree of errors, and what each promises to whoever catches it.

    Problem
    +-- NotFound      it does not exist, or not for this caller
    +-- Unauthorized  who calls is unknown: no token, or one that cannot be trusted
    +-- Forbidden     the caller is known and may not do this
    +-- Invalid       what was sent cannot be used; `errors` names the fields
    +-- Conflict      it contradicts what is stored or under way
    +-- TooLarge      more bytes, rows or pages than are taken at once
    +-- TooMany       asked too often; `retry_after_seconds` says when to come back
    +-- Unavailable   a part of the service is away for the moment; the same call may succeed later

Capabilities subclass these beside their records. `message` is a sentence that the owner of a shop understands;
`code` is stable and for programs. Only `runtime.http` knows which status code belongs to which error.
"""

from collections.abc import Mapping
from typing import Any


class Problem(Exception):
    """Something that the caller is told about in a sentence."""

    code = "problem"
    message = "Something is not right with this request."

    def __init__(self, message: str | None = None, *, errors: Mapping[str, Any] | None = None) -> None:
        self.message = message or self.message
        self.errors: dict[str, Any] = dict(errors or {})
        super().__init__(self.message)


class NotFound(Problem):
    """The thing does not exist, or does not exist for this caller: the two look the same on purpose."""

    code = "not_found"
    message = "We could not find what you asked for."


class Unauthorized(Problem):
    """Nobody we know is calling: the token is missing, expired or not to be trusted."""

    code = "unauthorized"
    message = "Please sign in again."


class Forbidden(Problem):
    """The caller is known, and this is not for them."""

    code = "forbidden"
    message = "Your account may not do this."


class Invalid(Problem):
    """The request cannot be used as it stands; `errors` maps field names to what is wrong with them."""

    code = "invalid"
    message = "Some of the details are missing or wrong."


class Conflict(Problem):
    """The request contradicts what is stored, or the same thing is already under way."""

    code = "conflict"
    message = "This is already being done, or was done with other details."


class TooLarge(Problem):
    """More than is taken at once."""

    code = "too_large"
    message = "This is too large to be taken at once."


class TooMany(Problem):
    """Asked too often."""

    code = "too_many_requests"
    message = "That was a little too fast. Please wait a moment and try again."

    def __init__(self, message: str | None = None, *, retry_after_seconds: int = 60) -> None:
        super().__init__(message)
        self.retry_after_seconds = retry_after_seconds


class Unavailable(Problem):
    """A part of the service is away; the same request may succeed in `retry_after_seconds`, None where nobody knows."""

    code = "unavailable"
    message = "The service is busy or starting. Please try again in a moment."

    def __init__(self, message: str | None = None, *, retry_after_seconds: int | None = 5) -> None:
        super().__init__(message)
        self.retry_after_seconds = retry_after_seconds
