"""Open alerts, from an Alertmanager that answers, is silent, or says something else: nobody waits for it."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.operations.records import Alerts, Told
from app.operations.service import alerts
from app.runtime.runtime import Runtime
from scripts.chaos import stub as stubs
from scripts.chaos.stub import Behaviour, Stub, hanging, saying


def open_alert(name: str, severity: str, since: str, anchor: str = "") -> dict[str, object]:
    return {
        "labels": {"alertname": name, "severity": severity},
        "annotations": {"summary": f"{name}!", "runbook_url": f"docs/operations.md#{anchor}"},
        "startsAt": since,
    }


SAID = [
    open_alert("Watchdog", "info", "2026-04-01T00:00:00.000Z", "alerts-are-silent"),
    open_alert("DeadJobs", "warning", "2026-04-06T04:00:00.123456789Z", "dead-jobs"),
    open_alert("WorkersMissing", "critical", "2026-04-06T04:10:00.000Z", "workers-missing"),
]


class TestKnown:
    def test_none_is_told_of_where_no_address_is_set(self, rt: Runtime) -> None:
        assert alerts.known(rt) == Alerts(Told.UNSET)

    def test_open_ones_the_gravest_first_and_never_the_watchdog(self, watched: Runtime, server: Stub) -> None:
        server.behaviour = saying(json.dumps(SAID).encode())
        found = heard(watched)
        assert found.told is Told.KNOWN
        assert [(one.name, one.severity, one.anchor) for one in found.open] == [
            ("WorkersMissing", "critical", "workers-missing"),
            ("DeadJobs", "warning", "dead-jobs"),
        ]
        assert server.asked == [alerts.OPEN]

    @pytest.mark.parametrize(
        "behaviour", [saying(b"{}", 500), saying(b"no json"), saying(b'[{"labels": {}}]'), saying(b"[1]")]
    )
    def test_what_is_no_answer_is_said(self, watched: Runtime, server: Stub, behaviour: Behaviour) -> None:
        server.behaviour = behaviour
        assert heard(watched) == Alerts(Told.AWAY)

    def test_silent_one_holds_nobody_up(self, watched: Runtime, server: Stub) -> None:
        server.behaviour = hanging
        began = time.monotonic()
        assert alerts.known(watched).told is Told.ASKED
        assert time.monotonic() - began < alerts.BOUNDS.seconds
        assert heard(watched) == Alerts(Told.AWAY)
        assert len(server.asked) == 1


def heard(rt: Runtime) -> Alerts:
    """What is known once the Alertmanager has been asked."""
    until = time.monotonic() + 20
    while (found := alerts.known(rt)).told is Told.ASKED:
        assert time.monotonic() < until
    return found


@pytest.fixture
def server() -> Iterator[Stub]:
    """An Alertmanager."""
    with stubs.standing() as running:
        yield running


@pytest.fixture
def watched(rt: Runtime, server: Stub) -> Runtime:
    """A process that is told of it."""
    return replace(rt, settings=replace(rt.settings, alertmanager_url=server.place), loaded={})
