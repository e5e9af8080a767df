"""What forms bring: who acts, why, and small choices; a missing reason is refused in a sentence."""

from flask import request

from app.console import door
from app.runtime.http.current import caller
from app.values.errors import Invalid

LONGEST_REASON = 500


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


def whole_or_part(template: str) -> str:
    """The template of the page, or of the part of it that htmx asks for: `job.html`, `job_part.html`."""
    return template.replace(".html", "_part.html") if door.is_fragment() else template
