"""How figures, moments and states read on the pages: Indian time, few digits, words instead of codes."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from markupsafe import Markup

INDIA = ZoneInfo("Asia/Kolkata")
NOTHING = "–"
SIZES = (("GB", 1024**3), ("MB", 1024**2), ("KB", 1024))

SAID: Mapping[str, str] = {
    "signed_out": "You are signed out.",
    "requeued": "The job is queued again.",
    "flag_changed": "The flag is changed. Every process follows within a few seconds.",
    "uploaded": "The file is taken. It is being validated now.",
    "validate": "The validation is asked for.",
    "approve": "The version is approved. It can be promoted now.",
    "reject": "The version is rejected. It cannot serve.",
    "promote": "The version is in production. Every process follows within three seconds.",
    "rollback": "The earlier version is back in production. Every process follows within three seconds.",
    "archive": "The version is archived.",
    "shadow": "The version watches now: it scores the same requests and is never served.",
    "canary": "The version answers for its share of the businesses now.",
    "release": "The version neither watches nor answers any more.",
    "retrain": "The retraining is asked for. A candidate appears here when it is done.",
}
"""What the next page opens with, by the word in its address: no text from an address is ever shown."""

STATES: Mapping[str, str] = {
    "candidate": "not validated yet",
    "validated": "passed its gates",
    "rejected": "must not serve",
    "approved": "may be promoted",
    "production": "serves now",
    "archived": "set aside",
}
ORIGINS: Mapping[str, str] = {
    "code": "rules in the code",
    "shipped": "came with the release",
    "upload": "uploaded",
    "retrained": "retrained here",
}
JOB_STATES: Mapping[str, str] = {
    "queued": "waits for a worker",
    "running": "is being worked on",
    "done": "done",
    "failed": "ended with a refusal",
    "dead": "started too often without an end",
}


def moment(value: datetime | None) -> str:
    """`21 Nov 2026, 17:05` in India, readable for machines too."""
    if value is None:
        return NOTHING
    local = value.astimezone(INDIA)
    shown = f"{local.day} {local:%b %Y, %H:%M}"
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(timespec="seconds"), shown)


def clock(value: datetime) -> str:
    """`17:05:09` in India."""
    return Markup('<time datetime="{}">{}</time>').format(
        value.isoformat(timespec="seconds"), f"{value.astimezone(INDIA):%H:%M:%S}"
    )


def figure(value: float | None, digits: int = 3) -> str:
    """Three digits that count: `0.914`, `12.3`, `1,234`."""
    if value is None:
        return NOTHING
    if value == int(value) and abs(value) < 10**15 and abs(value) >= 1:
        return f"{int(value):,}"
    whole = len(str(int(abs(value)))) if abs(value) >= 1 else 0
    return f"{value:,.{max(digits - whole, 0)}f}"


def percent(share: float | None) -> str:
    """`91.4 %` of a share 0..1."""
    return NOTHING if share is None else f"{100 * share:.1f} %"


def size(count: int | None) -> str:
    """`1.4 MB`."""
    if count is None:
        return NOTHING
    unit, one = next(((unit, one) for unit, one in SIZES if count >= one), ("bytes", 1))
    return f"{count / one:.1f} {unit}" if one > 1 else f"{count} bytes"


def plain(name: str) -> str:
    """`late_payment` as words: `late payment`."""
    return name.replace("_", " ")


def title(name: str) -> str:
    """`late_payment` as a heading: `Late payment`."""
    words = plain(name)
    return words[:1].upper() + words[1:]


def person(actor: str) -> str:
    """Who acted; of a user id its beginning, which tells admins apart."""
    try:
        return f"admin {UUID(actor).hex[:8]}"
    except ValueError:
        return actor


def drift(psi: float) -> str:
    """What a population stability index says; 0.1 and 0.2 are the customary bounds."""
    return "steady" if psi < 0.1 else "has moved a little" if psi < 0.2 else "has moved"


FILTERS: Mapping[str, Callable[..., Any]] = {
    "moment": moment,
    "clock": clock,
    "figure": figure,
    "percent": percent,
    "size": size,
    "plain": plain,
    "heading": title,
    "person": person,
    "drift": drift,
    "state_words": lambda state: STATES.get(str(state), str(state)),
    "origin_words": lambda origin: ORIGINS.get(str(origin), str(origin)),
    "job_words": lambda state: JOB_STATES.get(str(state), str(state)),
}
