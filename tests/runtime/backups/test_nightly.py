"""The day's backup: when it is due, what it leaves behind, and what is said when it could not be made."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

from app.factory import create_app
from app.runtime.backups import keeping, making, nightly, noted, restoring, snapshot
from app.runtime.backups.making import Made
from app.runtime.backups.offsite import Offsite
from app.runtime.backups.problems import BackupFailed, NotMade
from app.runtime.backups.shelf import Shelf, name_at
from app.runtime.health import probes
from app.runtime.health.probes import Unwell
from app.runtime.health.service import Finding, overall
from app.runtime.jobs import runner
from app.runtime.jobs.records import JobState
from app.runtime.runtime import Runtime
from tests.runtime.backups.conftest import ask, changed

NIGHT = datetime(2032, 5, 1, 20, 0, tzinfo=UTC)
"""01:30 of the second of May in India."""
HOUR = timedelta(hours=1)
FORGET = (
    "update service_state set backup_name = '', backup_begun_at = null, backup_failed_at = null,"
    " backup_failure = '' returning 1"
)


class TestDue:
    @pytest.mark.parametrize(
        ("hour", "now", "found"),
        [
            ("01:30", NIGHT, NIGHT),
            ("01:30", NIGHT - timedelta(seconds=1), NIGHT - 24 * HOUR),
            ("01:30", NIGHT + 23 * HOUR, NIGHT),
            ("23:00", NIGHT, NIGHT - timedelta(hours=2, minutes=30)),
        ],
    )
    def test_hour_is_that_of_a_clock_in_india(self, hour: str, now: datetime, found: datetime) -> None:
        assert nightly.latest(hour, now) == found

    @pytest.mark.parametrize(
        ("begun", "failed", "is_due"),
        [
            (None, None, True),
            (NIGHT - HOUR, None, True),
            (NIGHT, None, False),
            (NIGHT + HOUR, None, False),
            (None, NIGHT, False),
            (NIGHT - 24 * HOUR, NIGHT + HOUR, True),
        ],
        ids=["never made", "of yesterday", "of this minute", "by hand", "failed just now", "failed an hour ago"],
    )
    def test_once_a_day_and_an_hour_after_a_failure(
        self, night: Runtime, begun: datetime | None, failed: datetime | None, is_due: bool
    ) -> None:
        with psycopg.connect(night.settings.database_url) as connection:
            connection.execute("update service_state set backup_begun_at = %s, backup_failed_at = %s", (begun, failed))
        assert nightly.is_due(night, NIGHT + 2 * HOUR if failed != NIGHT else NIGHT) is is_due

    def test_never_where_somebody_else_makes_them(self, night: Runtime) -> None:
        with changed(night, backup_at="never") as other:
            assert nightly.ask_if_due(other) is None

    def test_is_one_job_however_often_beat_asks(self, night: Runtime) -> None:
        assert nightly.ask_if_due(night) == nightly.ask_if_due(night) is not None


class TestMade:
    def test_by_the_job_comes_back_elsewhere(self, night: Runtime, elsewhere: Runtime) -> None:
        job_id = nightly.ask_if_due(night)
        assert isinstance(job_id, UUID)
        assert runner.execute(night, job_id, nightly.backup_job) is JobState.DONE
        (name,) = Shelf(night.settings.backups).names()
        restored = restoring.restore(elsewhere, night.settings.backups / name)
        assert restored.manifest.tables["public.businesses"].rows == 2
        assert ask(elsewhere, "select count(*) from businesses") == 2

    def test_is_seen_by_every_process(self, night: Runtime) -> None:
        nightly.backup_job(night, now=NIGHT)
        known = noted.present(night)
        assert (known.name, known.begun_at, known.failure) == (name_at(NIGHT), NIGHT, "")
        assert known.size_bytes == (night.settings.backups / known.name).stat().st_size
        assert known.place.startswith(f"{night.settings.backups} on ")
        assert figure(night, "newest_timestamp_seconds") == NIGHT.timestamp()
        assert figure(night, "failing") == 0

    def test_a_second_time_makes_no_other(self, night: Runtime) -> None:
        nightly.backup_job(night, now=NIGHT)
        assert nightly.backup_job(night, now=NIGHT + HOUR)["backup"] is None
        assert Shelf(night.settings.backups).names() == [name_at(NIGHT)]

    def test_takes_the_aged_away(self, night: Runtime) -> None:
        nightly.backup_job(night, now=NIGHT - 8 * 24 * HOUR)
        nightly.backup_job(night, now=NIGHT - 24 * HOUR)
        nightly.backup_job(night, now=NIGHT)
        assert Shelf(night.settings.backups).names() == [name_at(NIGHT), name_at(NIGHT - 24 * HOUR)]


class TestRefused:
    def test_while_another_is_made_it_waits_for_its_next_turn(self, night: Runtime) -> None:
        with snapshot.held(night.settings.database_url):
            told = nightly.backup_job(night, now=NIGHT)
        assert told == {"backup": None, "why": "Another backup is being made or tidied. Try again when it has ended."}
        assert noted.present(night).failed_at is None
        assert nightly.is_due(night, NIGHT)
        assert Shelf(night.settings.backups).names() == []

    def test_failure_is_told_to_everybody_and_tried_again_in_an_hour(
        self, night: Runtime, caplog: pytest.LogCaptureFixture
    ) -> None:
        with changed(night, pg_dump_path=night.settings.backups.parent) as broken:
            with pytest.raises(NotMade, match="too old or missing"):
                nightly.backup_job(broken, now=NIGHT)
            with pytest.raises(Unwell, match="flask backup list says why"):
                probes.backup(broken)
            assert figure(broken, "failing") == 1
            commands = create_app(runtime=broken).test_cli_runner()
            assert "too old or missing" in commands.invoke(args=["backup", "list"]).output
            assert commands.invoke(args=["status"]).exit_code > 0
        assert "no backup was made" in caplog.text
        assert not nightly.is_due(night, NIGHT + HOUR / 2)
        assert nightly.is_due(night, NIGHT + HOUR)
        nightly.backup_job(night, now=NIGHT + HOUR)
        assert noted.present(night).failure == ""

    def test_no_caller_hears_of_it(self) -> None:
        assert overall([Finding("database", True, "", 0), Finding("backup", False, "", 0)]) == "healthy"

    def test_an_old_one_is_told(self, night: Runtime) -> None:
        nightly.backup_job(night, now=datetime.now(UTC) - timedelta(days=2))
        with pytest.raises(Unwell, match="the newest is of"):
            probes.backup(night)


class TestBucket:
    def test_has_it_alone_and_it_can_be_proven_there(self, night: Runtime, outside: Runtime) -> None:
        told = nightly.backup_job(outside, now=NIGHT)
        assert Shelf(outside.settings.backups).names() == []
        assert Offsite(outside.settings).names() == [told["backup"]]
        assert keeping.verified(outside.settings)[0] == told["backup"]
        assert noted.present(outside).place == outside.settings.backup_url == told["place"]

    def test_that_is_away_leaves_it_here_and_says_so(self, night: Runtime, outside: Runtime) -> None:
        with changed(outside, storage_endpoint_url="http://127.0.0.1:1", storage_region="nowhere") as away:
            with pytest.raises(BackupFailed, match="BACKUP_URL cannot be used"):
                making.make(away, now=NIGHT)
            assert Shelf(away.settings.backups).names() == [name_at(NIGHT)]
            assert "BACKUP_URL cannot be used" in noted.present(away).failure


def figure(rt: Runtime, name: str) -> float:
    """What a web process tells Prometheus."""
    page = create_app(runtime=rt).test_client().get("/metrics").text
    (found,) = re.findall(rf"^ai_backend_backup_{name} (\S+)$", page, re.MULTILINE)
    return float(found)


@pytest.fixture
def night(shop: Runtime, made: Made, tmp_path: Path) -> Iterator[Runtime]:
    """The shop on a machine without backups, of which the database knows none."""
    with changed(shop, data_dir=tmp_path / "night") as rt:
        ask(rt, FORGET)
        yield rt
        ask(rt, "delete from jobs where name = 'background.backup' returning 1")
        ask(rt, FORGET)
