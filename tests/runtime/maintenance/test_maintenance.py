"""Closing and opening: who is turned away, who goes on, what is said, and what outlives what."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.runtime.identity import Caller
from app.runtime.jobs import reaper
from app.runtime.jobs.records import JobState
from app.runtime.maintenance import moments, service
from app.runtime.maintenance.records import LATEST_SECONDS, EndIsFar, EndIsPast, HindiAlone, Said, State, TooMuchSaid
from app.runtime.runtime import Runtime, assemble
from app.runtime.settings import Settings
from scripts import waiting
from tasks import worker
from tasks.direct import DirectRunner
from tests import shops, signed_in
from tests.runtime.jobs import workbench

NOW = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
NEWS = Said("We are moving house.", "हम घर बदल रहे हैं।")


class TestClosed:
    @pytest.mark.parametrize(
        ("method", "path"),
        [
            ("GET", "/api/v1/flags"),
            ("POST", "/api/v1/fraud/analyze"),
            ("GET", "/api/v1/jobs/0d9a6d54-6b1c-4f0e-9a57-3c2f7d1e8b46"),
            ("POST", "/api/v1/feature-flags/check"),
        ],
    )
    def test_every_call_of_the_app_is_told_so(
        self, phone: signed_in.Person, closed: None, method: str, path: str
    ) -> None:
        answer = phone.client.open(path, method=method, headers={"Authorization": f"Bearer {phone.token}"})
        assert (answer.status_code, answer.json and answer.json["code"]) == (503, "maintenance")
        assert answer.json and answer.json["message"] == NEWS.english
        assert 1700 < int(answer.headers["Retry-After"]) <= 1800

    def test_phone_whose_token_ran_out_is_told_to_wait(self, client: FlaskClient, closed: None) -> None:
        answer = client.get("/api/v1/flags", headers={"Authorization": "Bearer old", "Accept-Language": "hi-IN"})
        assert (answer.status_code, answer.json and answer.json["message"]) == (503, NEWS.hindi)

    @pytest.mark.parametrize(
        ("path", "status"),
        [
            ("/health", 200),
            ("/health/live", 200),
            ("/health/ready", 200),
            ("/metrics", 200),
            ("/openapi.json", 200),
            ("/admin/sign-in", 200),
            ("/api/v1/status", 200),
            ("/api/v1/models", 401),
            ("/nowhere", 404),
        ],
    )
    def test_probes_figures_and_the_console_go_on(
        self, client: FlaskClient, closed: None, path: str, status: int
    ) -> None:
        assert client.get(path).status_code == status

    def test_admins_go_on(self, rt: Runtime, client: FlaskClient, closed: None, caller: Callable[..., Caller]) -> None:
        admin = signed_in.person(rt, client, caller(is_admin=True))
        assert admin.get("/flags").status_code == admin.get("/models").status_code == 200

    def test_opens_again(self, rt: Runtime, phone: signed_in.Person, closed: None) -> None:
        service.reopen(rt, now=NOW, by="tests")
        assert phone.get("/flags").status_code == 200


class TestSeen:
    def test_by_another_process_within_two_seconds(self, rt: Runtime, other: Runtime) -> None:
        assert not service.is_closed(other)
        service.close(rt, until=None, sentence=Said(), now=NOW, by="tests")
        assert waiting.came_true(lambda: service.is_closed(other), within=2)

    def test_without_redis(self, settings: Settings, rt: Runtime, closed: None) -> None:
        alone = assemble(replace(settings, redis_url="redis://127.0.0.1:1/0"))
        assert service.is_closed(alone)
        alone.close()

    def test_what_was_known_holds_while_the_database_is_away(
        self, rt: Runtime, closed: None, settings: Settings
    ) -> None:
        away = assemble(replace(settings, database_url="postgresql://127.0.0.1:1/none"))
        assert not service.is_closed(away)
        away.loaded[service.LAST] = State(True)
        away.loaded.pop(service.PRESENT)
        assert service.is_closed(away)
        away.close()

    def test_database_before_its_schema_is_open(self, settings: Settings, fresh_database: str) -> None:
        young = assemble(replace(settings, database_url=fresh_database))
        assert not service.is_closed(young)
        young.close()


class TestStatus:
    def test_open_service_says_nothing_more(self, client: FlaskClient) -> None:
        answer = client.get("/api/v1/status")
        assert answer.json == {"status": "open", "maintenance": None, "banner": None}
        assert answer.headers["Cache-Control"] == "public, max-age=2" and len(answer.data) < 200

    def test_banner_stands_without_closing(self, rt: Runtime, client: FlaskClient, phone: signed_in.Person) -> None:
        service.announce(rt, Said("Slow today."), now=NOW, by="tests")
        found: Any = client.get("/api/v1/status").json
        assert (found["status"], found["banner"]) == ("open", {"en": "Slow today.", "hi": "Slow today."})
        assert phone.get("/flags").status_code == 200

    def test_closed_service_says_until_when_in_both_languages(self, client: FlaskClient, closed: None) -> None:
        found: Any = client.get("/api/v1/status").json
        assert found["status"] == "closed"
        assert found["maintenance"]["message"] == {"en": NEWS.english, "hi": NEWS.hindi}
        assert found["maintenance"]["until"] > found["maintenance"]["since"]

    def test_nothing_said_is_the_usual_sentence(self, rt: Runtime) -> None:
        service.close(rt, until=None, sentence=Said(), now=NOW, by="tests")
        told = service.present(rt).told.by_language()
        assert "maintenance" in told["en"] and "रखरखाव" in told["hi"]


class TestRefused:
    @pytest.mark.parametrize(
        ("sentence", "error"),
        [(Said("x" * 301), TooMuchSaid), (Said("", "हिन्दी"), HindiAlone), (Said("a", "ह" * 301), TooMuchSaid)],
    )
    def test_sentence_nobody_could_read(self, rt: Runtime, sentence: Said, error: type[Exception]) -> None:
        with pytest.raises(error):
            service.announce(rt, sentence, now=NOW, by="tests")
        with pytest.raises(error):
            service.close(rt, until=None, sentence=sentence, now=NOW, by="tests")
        assert not service.is_closed(rt)

    @pytest.mark.parametrize("end", [NOW + timedelta(days=31), datetime.fromisoformat("9999-12-31T23:59-12:00")])
    def test_end_weeks_ahead_which_no_process_could_read_back(self, rt: Runtime, end: datetime) -> None:
        with pytest.raises(EndIsFar):
            service.close(rt, until=end, sentence=Said(), now=NOW, by="tests")
        assert not service.is_closed(replace(rt, loaded={}))

    def test_end_in_the_past(self, rt: Runtime) -> None:
        with pytest.raises(EndIsPast):
            service.close(rt, until=NOW, sentence=Said(), now=NOW, by="tests")


class TestRetryAfter:
    @pytest.mark.parametrize(
        ("until", "seconds"),
        [
            (None, 300),
            (NOW + timedelta(minutes=10), 600),
            (NOW + timedelta(days=2), LATEST_SECONDS),
            (NOW - timedelta(minutes=1), 30),
        ],
    )
    def test_follows_the_announced_end_within_bounds(self, until: datetime | None, seconds: int) -> None:
        assert State(True, until=until).retry_after_seconds(NOW) == seconds


class TestWorkers:
    def test_begin_nothing_but_what_a_deployment_asks(self, rt: Runtime, closed: None) -> None:
        assert not worker.may_begin("fraud.analyze", rt) and not worker.may_begin("cleanup-ai-data", rt)
        assert worker.may_begin("passing.release", rt) and worker.may_begin("worker.heartbeat", rt)

    def test_keep_the_queue_and_go_on_after(self, settings: Settings, rt: Runtime, closed: None) -> None:
        alone = assemble(replace(settings, redis_url="redis://127.0.0.1:1/0"))
        name = f"tests.{uuid4().hex}"
        job_id = workbench.asked(alone, name=name)
        runner = DirectRunner(alone, {name: lambda rt, **_: {}})
        runner._run_waiting()
        assert workbench.job(rt, job_id).state is JobState.QUEUED
        assert reaper.sweep(rt)["sent"] == 0
        service.reopen(alone, now=NOW, by="tests")
        runner._run_waiting()
        assert workbench.job(rt, job_id).state is JobState.DONE
        alone.close()


class TestCommand:
    def test_closes_says_how_it_stands_and_opens(self, app: Flask, rt: Runtime) -> None:
        end = f"{rt.clock.now() + timedelta(days=2):%Y-%m-%d}"
        assert _run(app, "on", "--until", f"{end}T18:30", "--say", NEWS.english)[0] == 0
        told = _run(app, "status")[1]
        assert "closed since" in told and NEWS.english in told and f"{end} 18:30" in told
        assert _run(app, "off")[0] == 0
        assert _run(app, "status") == (0, "open\n")

    def test_banner_goes_up_and_down(self, app: Flask) -> None:
        _run(app, "banner", "--say", "Slow today.")
        assert _run(app, "status")[1] == "open\nbanner: Slow today.\n"
        assert _run(app, "banner") == (0, "There is no banner.\n")

    @pytest.mark.parametrize("wrong", ["tomorrow", "25:00", "2001-01-01T10:00", "2099-01-01T10:00"])
    def test_wrong_end_is_told_and_closes_nothing(self, app: Flask, wrong: str) -> None:
        code, told = _run(app, "on", "--until", wrong)
        assert code != 0 and "Traceback" not in told
        assert _run(app, "status")[1] == "open\n"

    @pytest.mark.parametrize(
        ("given", "meant"),
        [
            ("18:30", "2026-11-22T18:30:00+05:30"),
            ("9:00", "2026-11-23T09:00:00+05:30"),
            ("2026-11-22T14:00", "2026-11-22T14:00:00+05:30"),
            ("2026-11-22T14:00Z", "2026-11-22T14:00:00+00:00"),
        ],
    )
    def test_hour_of_the_clock_is_the_next_in_india(self, given: str, meant: str) -> None:
        assert moments.meant(given, NOW).isoformat() == meant


class TestAudit:
    def test_each_deed_stands_in_the_trail(self, rt: Runtime, engine: Any, closed: None) -> None:
        service.reopen(rt, now=NOW, by=str(uuid4()))
        statement = "select count(*) from ai_audit_logs where action = :action and business_id is null"
        assert all(shops.count(engine, statement, {"action": one}) for one in ("service closed", "service opened"))


def _run(app: Flask, *arguments: str) -> tuple[int, str]:
    done = app.test_cli_runner().invoke(args=["maintenance", *arguments])
    return done.exit_code, done.output


@pytest.fixture
def closed(rt: Runtime) -> None:
    """The service is closed for half an hour."""
    now = rt.clock.now()
    service.close(rt, until=now + timedelta(minutes=30), sentence=NEWS, now=now, by="tests")


@pytest.fixture
def phone(rt: Runtime, client: FlaskClient, caller: Callable[..., Caller]) -> signed_in.Person:
    return signed_in.person(rt, client, caller())


@pytest.fixture
def other(settings: Settings) -> Iterator[Runtime]:
    """Another process."""
    runtime = assemble(settings)
    yield runtime
    runtime.close()
