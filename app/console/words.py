"""How figures, moments and states read on the pages: Indian time, few digits, words instead of codes."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from markupsafe import Markup

from app.audit.wording import verdict
from app.books.records.parties import RUPEE
from app.console import fieldsets, sentences
from app.values import money
from app.values.period import INDIA
from ml_models.evaluation import titles

NOTHING = "–"
WEEKDAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
AGES = (("day", 86400), ("hour", 3600), ("minute", 60))
SIZES = (("GB", 1024**3), ("MB", 1024**2), ("KB", 1024))


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


def seconds(value: float) -> str:
    """`250 ms`, `2.40 s`."""
    return f"{1000 * value:.0f} ms" if value < 1 else f"{figure(value)} s"


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


def day(value: date | str) -> str:
    """`21 Nov 2026`."""
    on = date.fromisoformat(value) if isinstance(value, str) else value
    return f"{on.day} {on:%b %Y}"


def age(span: timedelta) -> str:
    """`3 minutes`, `5 hours`, `2 days`: in the largest unit that fits."""
    seconds = max(int(span.total_seconds()), 60)
    name, size = next((name, size) for name, size in AGES if seconds >= size)
    return f"{seconds // size} {name}{'' if seconds // size == 1 else 's'}"


def valued(value: float | None, unit: str, currency: str = RUPEE) -> str:
    """A value in its unit: `₹1,25,000`, `46 days`, `25.0 %`; amounts in another currency with its code."""
    if value is None:
        return NOTHING
    if unit == "rupees":
        whole = money.rounded_to_rupee(Decimal(repr(value)))
        return money.spoken(whole) if currency == RUPEE else f"{currency} {whole:,.0f}"
    return percent(value) if unit == "share" else f"{figure(value)} days" if unit == "days" else figure(value)


def amount(value: Decimal, currency: str | None = None) -> str:
    """`₹1,18,000.50`, paise only where there are any; amounts in another currency with its code."""
    return money.spoken(value) if currency in (None, RUPEE) else f"{currency} {value:,.2f}"


FILTERS: Mapping[str, Callable[..., Any]] = {
    "moment": moment,
    "clock": clock,
    "day": day,
    "age": age,
    "parsed": datetime.fromisoformat,
    "valued": valued,
    "figure": figure,
    "measure": measure,
    "schedule": schedule,
    "percent": percent,
    "size": size,
    "seconds": seconds,
    "plain": plain,
    "heading": title,
    "person": person,
    "drift": drift,
    "state_words": lambda state: sentences.STATES.get(str(state), str(state)),
    "event_words": lambda kind: sentences.EVENTS.get(str(kind), plain(str(kind))),
    "metric_words": titles.title,
    "origin_words": lambda origin: sentences.ORIGINS.get(str(origin), str(origin)),
    "deed_words": lambda deed: sentences.DEEDS[str(deed)],
    "document_words": lambda state: sentences.DOCUMENT_STATES[str(state)],
    "certainty_words": lambda certainty: sentences.CERTAINTIES[str(certainty)],
    "source_words": lambda source: sentences.SOURCES[str(source)],
    "qr_words": lambda status: sentences.QR.get(str(status)),
    "label": fieldsets.label,
    "amount": amount,
    "verdict_words": verdict,
    "job_words": lambda state: sentences.JOB_STATES.get(str(state), str(state)),
}
