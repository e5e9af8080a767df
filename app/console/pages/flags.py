"""`/admin/flags`: what is switched on, for whom, and who switched it."""

from flask import Response, request

from app.console import forms, rendering
from app.console.blueprint import page
from app.flags import service
from app.runtime.http.current import rt
from app.values.errors import Invalid

MOST_DIGITS = 3


@page("/flags")
def flags() -> Response:
    """Every flag as it is stored, and the latest changes."""
    return rendering.page("flags.html", flags=service.stored(rt()), changes=service.changes(rt(), limit=30))


@page("/flags/<name>")
def flag(name: str) -> Response:
    """One flag with its history, and the form that changes it."""
    found = service.stored_one(rt(), name)
    return rendering.page("flag.html", flag=found, changes=service.changes(rt(), found.name))


@page("/flags/<name>", method="POST")
def change_flag(name: str) -> Response:
    """Switches a known flag on or off, sets its share, or leaves it to the environment."""
    service.stored_one(rt(), name)
    why, by, now = forms.reason(), forms.who(), rt().clock.now()
    if request.form.get("enabled") == "environment":
        service.follow_environment(rt(), name, now=now, by=by, reason=why)
    else:
        service.set_flag(rt(), name, enabled=_switch(), rollout_percent=_rollout(), now=now, by=by, reason=why)
    return rendering.to("flag", name=name, said="flag_changed")


def _switch() -> bool:
    choices = {"on": True, "off": False}
    if request.form.get("enabled") not in choices:
        raise Invalid("Please choose whether the flag is on, off, or left to the environment.")
    return choices[request.form["enabled"]]


def _rollout() -> int:
    given = request.form.get("rollout", "").strip()
    if not (given.isascii() and given.isdigit() and len(given) <= MOST_DIGITS and int(given) <= 100):
        raise Invalid("The share of users must be a whole number from 0 to 100.")
    return int(given)
