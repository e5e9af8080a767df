"""What speaks for doing something, and where it is told what: each bound from both sides."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.console.pages.runbook import anchor_of
from app.operations.records import (
    Alert,
    Alerts,
    Counts,
    Model,
    Part,
    Process,
    ProcessKind,
    Room,
    Seen,
    TableLook,
    TableLooks,
    Told,
    TroubleKind,
)
from app.operations.rules import troubles
from app.operations.wording import standing as wording
from app.runtime.http.counting import BUCKETS_SECONDS
from scripts.check_ops import alerts
from tests.operations.seen import NOW, QUICK, STORE, WELL, WORK, with_point, with_store

SLOW = [0] * 8 + [100] + [0] * 3
AWAY = [Part("database", True, True, ""), Part("worker", False, False, "no heartbeat")]
OLD_WEB = Process("there:1", ProcessKind.WEB, "1.3.9", NOW, NOW)
LOCKED = TableLooks(NOW, [TableLook("jobs", 1, 1, 9, None, "locked")])


def alerting(severity: str, **changes: Any) -> Seen:
    """All well here, and one alert is open."""
    alert = Alert("DatabaseSlow", "PostgreSQL answers slowly", severity, NOW, "database-slow")
    return replace(WELL, alerts=Alerts(Told.KNOWN, [alert]), **changes)


CASES: list[tuple[str, Seen, TroubleKind, bool]] = [
    ("database", replace(WELL, parts=[Part("database", False, True, "")]), TroubleKind.DATABASE, True),
    ("schema", replace(WELL, parts=[Part("schema", False, True, "")]), TroubleKind.SCHEMA, True),
    ("worker", replace(WELL, parts=AWAY), TroubleKind.WORKER, True),
    ("storage", replace(WELL, parts=[Part("storage", False, False, "")]), TroubleKind.PART, False),
    ("closed", replace(WELL, is_closed=True), TroubleKind.CLOSED, False),
    ("errors", with_point(counts=Counts(100, 2, 1, QUICK)), TroubleKind.ERRORS, False),
    ("many errors", with_point(counts=Counts(100, 11, 1, QUICK)), TroubleKind.ERRORS, True),
    ("slow", with_point(counts=Counts(100, 0, 300, SLOW)), TroubleKind.SLOW, False),
    ("cache", with_point(cache_hits=79), TroubleKind.CACHE, False),
    ("queue", with_store(work=replace(WORK, waits={"urgent": 61.0, "patient": 0.0})), TroubleKind.QUEUE, False),
    ("very old", with_store(work=replace(WORK, waits={"urgent": 301.0, "patient": 0.0})), TroubleKind.QUEUE, True),
    ("patient", with_store(work=replace(WORK, waits={"urgent": 0.0, "patient": 21_601.0})), TroubleKind.QUEUE, False),
    ("dead", with_store(work=replace(WORK, tallies={"dead": 1})), TroubleKind.DEAD, False),
    ("disk", replace(WELL, disk=Room(81, 100)), TroubleKind.DISK, False),
    ("full disk", replace(WELL, disk=Room(96, 100)), TroubleKind.DISK, True),
    ("memory", replace(WELL, memory=Room(91, 100)), TroubleKind.MEMORY, True),
    ("backup", replace(WELL, parts=[Part("backup", False, False, "none could be made")]), TroubleKind.BACKUP, False),
    ("old anchor", with_store(anchored_at=NOW - timedelta(hours=27)), TroubleKind.ANCHOR, False),
    ("no beat", replace(WELL, schedules=[]), TroubleKind.BEAT, False),
    ("an old schedule", replace(WELL, schedules=[OLD_WEB]), TroubleKind.RELEASES, False),
    ("two releases", with_store(processes=[*STORE.processes, OLD_WEB]), TroubleKind.RELEASES, False),
    ("model does not load", replace(WELL, models=[Model("fraud", "f-1", 0.9, "gone")]), TroubleKind.MODEL, False),
    ("model is wrong", replace(WELL, models=[Model("fraud", "f-1", 0.69)]), TroubleKind.MODEL, False),
    ("tables", with_store(looks=LOCKED), TroubleKind.TABLES, False),
    ("no Alertmanager answers", replace(WELL, alerts=Alerts(Told.AWAY)), TroubleKind.SILENT, False),
    ("a critical alert", alerting("critical"), TroubleKind.ALERT, True),
    ("an alert", alerting("warning"), TroubleKind.ALERT, False),
]
WELL_ENOUGH = [
    ("too few to be a measure", with_point(counts=Counts(19, 19, 60, SLOW))),
    ("one error of a hundred", with_point(counts=Counts(100, 1, 1, QUICK))),
    ("four of five found", with_point(cache_hits=80)),
    ("a minute's wait", with_store(work=replace(WORK, waits={"urgent": 60.0, "patient": 21_600.0}))),
    ("an anchor of yesterday", with_store(anchored_at=NOW - timedelta(hours=26))),
    ("neither backup nor anchor yet", with_store(backup_made_at=None, anchored_at=None)),
    ("nobody looked at tables yet", with_store(looks=None)),
    ("unmeasured model", replace(WELL, models=[Model("fraud", "f-1", None)])),
    ("no scans read here", replace(WELL, parts=[Part("ocr", False, False, "not installed")])),
    ("nothing is known", replace(WELL, store=None, schedules=None, models=None, disk=None, memory=None)),
    ("nobody counted", with_store(points=[])),
    ("a hint", alerting("info")),
]


class TestTroubles:
    @pytest.mark.parametrize(
        ("seen", "kind", "is_urgent"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
    )
    def test_each_is_found_and_told(self, seen: Seen, kind: TroubleKind, is_urgent: bool) -> None:
        (found,) = troubles.troubles(seen, BUCKETS_SECONDS)
        assert (found.kind, found.is_urgent) == (kind, is_urgent)
        assert wording.trouble(found).endswith((".", "anchor."))
        assert found.anchor in wording.HEADINGS

    @pytest.mark.parametrize("seen", [one for _, one in WELL_ENOUGH], ids=[name for name, _ in WELL_ENOUGH])
    def test_what_is_within_bounds_or_unknown_is_none(self, seen: Seen) -> None:
        assert troubles.troubles(seen, BUCKETS_SECONDS) == []

    def test_alert_on_what_is_measured_here_is_told_once(self) -> None:
        dead = Alerts(Told.KNOWN, [Alert("DeadJobs", "Jobs are dead", "warning", NOW, "dead-jobs")])
        seen = replace(with_store(work=replace(WORK, tallies={"dead": 1})), alerts=dead)
        assert [one.kind for one in troubles.troubles(seen, BUCKETS_SECONDS)] == [TroubleKind.DEAD]

    def test_every_alert_of_the_rules_leads_to_a_page(self, repository: Path) -> None:
        assert set(alerts.anchors(repository)) <= set(wording.HEADINGS)

    def test_the_urgent_come_first_and_are_told_first(self) -> None:
        found = troubles.troubles(replace(WELL, parts=AWAY, disk=Room(81, 100)), BUCKETS_SECONDS)
        assert [one.kind for one in found] == [TroubleKind.WORKER, TroubleKind.DISK]
        assert wording.standing(found).startswith("Act now. No worker takes jobs")
        assert wording.standing(found).endswith("1 more thing wants a look.")
        assert wording.standing(found[1:]).startswith("It serves, and something wants a look. The disk is 81.0 % full.")
        assert wording.standing([]) == wording.ALL_WELL

    def test_every_kind_has_its_sentence(self) -> None:
        assert set(wording._SENTENCES) == set(TroubleKind)

    def test_every_page_is_a_heading_of_the_runbook(self, repository: Path) -> None:
        page = (repository / "docs" / "operations.md").read_text()
        assert [one for one in wording.HEADINGS.values() if f"\n## {one}\n" not in page] == []
        assert {anchor: anchor_of(heading) for anchor, heading in wording.HEADINGS.items()} == {
            anchor: anchor for anchor in wording.HEADINGS
        }
