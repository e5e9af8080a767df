"""How figures, moments and states read on the pages: Indian time, few digits, words instead of codes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from markupsafe import Markup

from ml_models.evaluation import titles

INDIA = ZoneInfo("Asia/Kolkata")
NOTHING = "–"
WEEKDAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
SIZES = (("GB", 1024**3), ("MB", 1024**2), ("KB", 1024))

SAID: Mapping[str, str] = {
    "signed_out": "You are signed out.",
    "requeued": "The job is queued again.",
    "flag_changed": "The flag is changed. Every process follows within a few seconds.",
    "uploaded": "The file is taken. It is being validated now.",
    "known": "This file is a version already: this one.",
    "validate": "The validation is asked for.",
    "approve": "The version is approved. It can be promoted now.",
    "reject": "The version is rejected. It cannot serve.",
    "promote": "The version is in production. Every process follows within three seconds.",
    "rollback": "The earlier version is back in production. Every process follows within three seconds.",
    "archive": "The version is archived.",
    "shadow": "The version watches now: it scores the same requests and is never served.",
    "canary": "The version answers for its share of the businesses now.",
    "unshadow": "The version watches no more.",
    "uncanary": "The trial is over: every business gets the version that serves.",
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
EVENTS: Mapping[str, str] = {
    "registered": "registered",
    "validated": "validated: passed its gates",
    "rejected": "rejected",
    "approved": "approved",
    "promoted": "promoted to production",
    "rolled_back": "put back into production by a rollback",
    "archived": "archived",
    "shadowed": "set to watch",
    "canaried": "tried on a share of the businesses",
    "released": "no longer watching or tried",
}
JOB_STATES: Mapping[str, str] = {
    "queued": "waits for a worker",
    "running": "is being worked on",
    "done": "finished",
    "failed": "ended with a refusal",
    "dead": "started too often without an end",
}


@dataclass(frozen=True, slots=True)
class StepWords:
    """How a step is asked for: its button, what it does in sentences, and whether it takes something away."""

    button: str
    does: tuple[str, ...]
    is_harsh: bool = False
    needs_reason: bool = True


STEPS: Mapping[str, StepWords] = {
    "promote": StepWords(
        "Promote",
        (
            "It answers for everybody, in every process within three seconds. No restart is needed.",
            "What serves now goes into the archive; one rollback brings it back.",
        ),
    ),
    "approve": StepWords("Approve", ("It may be promoted afterwards. Nothing that serves changes.",)),
    "validate": StepWords(
        "Validate again",
        ("A worker measures it on the fixed evaluation sets and judges it by the gates. What serves stays.",),
        needs_reason=False,
    ),
    "shadow": StepWords(
        "Let it watch",
        (
            "It scores the same requests as the version that serves; its answers are kept and compared, never shown.",
            "A version that watches already gives its place up.",
        ),
    ),
    "unshadow": StepWords("Stop watching", ("It scores no more requests. What it has said so far is kept.",)),
    "canary": StepWords(
        "Try it on some",
        (
            "It answers for a share of the businesses, always the same ones; all others keep the version that serves.",
            "A version that is being tried already gives its place up.",
        ),
    ),
    "uncanary": StepWords("End the trial", ("Every business gets the version that serves again.",)),
    "reject": StepWords(
        "Reject", ("It cannot serve, and a rollback passes it over. A new validation may bring it back.",), True
    ),
    "archive": StepWords("Archive", ("It is set aside. Its file and its history stay.",), True),
    "rollback": StepWords(
        "Roll back",
        (
            "The version that served before serves again, in every process within three seconds.",
            "What serves now goes into the archive. No gate is asked again.",
        ),
        True,
    ),
    "retrain": StepWords(
        "Retrain",
        (
            "A worker trains a new version from the labels known today. It begins only when enough new ones came.",
            "What serves stays. The new version appears as a candidate and is validated.",
        ),
        needs_reason=False,
    ),
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
    if value == int(value):
        return f"{int(value):,}"
    whole = len(str(int(abs(value)))) if abs(value) >= 1 else 0
    return f"{value:,.{max(digits - whole, 0)}f}"


def measure(value: float | None) -> str:
    """`0.914`, and `1.000` rather than `1`, so that columns line up."""
    return figure(value) if value is None or abs(value) >= 10 else f"{value:.3f}"


def schedule(cron: str) -> str:
    """A crontab line in words, where it names an hour of each day or of one weekday; else the line itself."""
    fields = cron.split()
    if len(fields) != 5 or fields[2:4] != ["*", "*"] or not (fields[0] + fields[1]).isdigit():
        return cron
    days = {"*": "every day"} | {str(number): f"every {name}" for number, name in enumerate(WEEKDAYS)}
    return f"{days[fields[4]]} at {int(fields[1]):02}:{int(fields[0]):02}" if fields[4] in days else cron


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
    "measure": measure,
    "schedule": schedule,
    "percent": percent,
    "size": size,
    "plain": plain,
    "heading": title,
    "person": person,
    "drift": drift,
    "state_words": lambda state: STATES.get(str(state), str(state)),
    "event_words": lambda kind: EVENTS.get(str(kind), plain(str(kind))),
    "metric_words": titles.title,
    "origin_words": lambda origin: ORIGINS.get(str(origin), str(origin)),
    "job_words": lambda state: JOB_STATES.get(str(state), str(state)),
}
