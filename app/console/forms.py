"""What forms bring: who acts, why, and small choices; a missing reason is refused in a sentence."""

from uuid import UUID

from flask import request

from app.console import door
from app.runtime.http.current import caller
from app.values.errors import Invalid

LONGEST_REASON = 500
MOST_DIGITS = 7


class NoReason(Invalid):
    """An admin's act without a word why."""

    code = "reason_missing"
    message = "Please say in a few words why, so that others can understand it later."


def who() -> str:
    """The admin, as histories name them."""
    return str(caller().user_id)


def reason() -> str:
    """Why the admin acts. Raises `NoReason`."""
    given = " ".join(request.form.get("reason", "").replace("\x00", "").split())
    if not given:
        raise NoReason
    if len(given) > LONGEST_REASON:
        raise Invalid(f"A reason may have at most {LONGEST_REASON} characters.")
    return given


def business_id(given: str) -> UUID:
    """The id of a business as somebody typed it. Raises `Invalid`."""
    try:
        return UUID(given)
    except ValueError:
        raise Invalid("This is not the id of a business. It looks like 2f1c6a0e-6a0f-4f0e-9a55-0d4f5b1f7c11.") from None


def whole(given: str) -> int:
    """A whole number as it stands in an address or a hidden field; 0 where it is none."""
    return int(given) if given.isascii() and given.isdigit() and len(given) < MOST_DIGITS else 0


def whole_or_part(template: str) -> str:
    """The template of the page, or of the part of it that htmx asks for: `job.html`, `job_part.html`."""
    return template.replace(".html", "_part.html") if door.is_fragment() else template
