"""`/admin/status`: how everything stands at one glance, what to do about it, and the switch that closes the service."""

from collections.abc import Callable, Mapping, Sequence

from flask import Response, request

from app.console import charts, forms, rendering
from app.console.blueprint import page
from app.operations.records import Point, Seen
from app.operations.service import pulse, seeing
from app.operations.wording import standing as wording
from app.runtime.http.current import rt
from app.runtime.http.health import health
from app.runtime.maintenance import moments, service
from app.runtime.maintenance.records import Said
from app.values.errors import Invalid
from app.values.period import indian_date


@page("/status")
def status() -> Response:
    """Everything as it stands now; the part that changes asks for itself again."""
    now = rt().clock.now()
    seen = seeing.glance(rt(), health().findings(), now=now)
    troubles = seeing.troubles(seen)
    return rendering.page(
        forms.whole_or_part("status.html"),
        seen=seen,
        standing=wording.standing(troubles),
        troubles=[(one, wording.trouble(one)) for one in troubles],
        headings=wording.HEADINGS,
        slowest=seeing.slowest_seconds(seen.present) if seen.present else None,
        lines=_lines(seen),
        bars=_bars(seen),
        kinds={one.kind.value for one in troubles},
        state=service.present(rt()),
        version=rt().settings.app_version,
    )


@page("/status/maintenance", method="POST")
def set_maintenance() -> Response:
    """Closes the service, or opens it."""
    why, by, now = forms.reason(), forms.who(), rt().clock.now()
    if request.form.get("state") == "open":
        service.reopen(rt(), now=now, by=by, reason=why)
        return rendering.to("status", said="opened")
    if request.form.get("state") != "closed":
        raise Invalid("Please choose whether the service is open or closed.")
    until = request.form.get("until", "").strip()
    end = moments.meant(until, now) if until else None
    service.close(rt(), until=end, sentence=_said(), now=now, by=by, reason=why)
    return rendering.to("status", said="closed")


@page("/status/banner", method="POST")
def set_banner() -> Response:
    """Puts up a banner, or takes it down where nothing is said."""
    service.announce(rt(), _said(), now=rt().clock.now(), by=forms.who(), reason=forms.reason())
    return rendering.to("status", said="announced")


def _lines(seen: Seen) -> Mapping[str, charts.Line | None]:
    """The day as lines, by what they show."""
    points, until = (seen.store.points if seen.store else ()), pulse.point_of(seen.at)

    def drawn(figure: Callable[[Point], float | None]) -> charts.Line | None:
        return charts.line({one.at: figure(one) for one in points}, since=until - seeing.DRAWN, until=until)

    return {
        "requests": drawn(lambda one: one.per_minute),
        "errors": drawn(lambda one: one.counts.error_share),
        "slowest": drawn(seeing.slowest_seconds),
        "cache": drawn(lambda one: one.hit_share),
    }


def _bars(seen: Seen) -> Sequence[charts.Bar]:
    """The ends of jobs by day; none while nobody can count them."""
    if seen.store is None:
        return ()
    return charts.bars(seen.store.work.days, days=seeing.ENDS_DRAWN_DAYS, until=indian_date(seen.at))


def _said() -> Said:
    return Said(request.form.get("english", "").strip(), request.form.get("hindi", "").strip())
