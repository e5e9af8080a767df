"""Jobs, flags and feedback as an admin sees them, what they do there, and what lies in the folder of files."""

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine

from app.console import assets, words
from app.feedback import service as feedback
from app.feedback.records import Feedback
from app.flags import service as flags
from app.runtime.identity import Caller
from app.runtime.jobs import runner
from app.runtime.jobs.records import JobState
from app.runtime.runtime import Runtime
from tests import signed_in
from tests.console.browser_visits import Visitor
from tests.runtime.jobs import workbench

ORIGIN = re.compile(r"^\| `([^`]+)` .*`([0-9a-f]{64})` \|$", re.MULTILINE)
HEAVY = ("numpy", "pandas", "sklearn", "scipy", "spacy", "skops", "fsspec", "s3fs", "onnxruntime", "matplotlib")
LIGHT = """
import json, sys
import wsgi
client = wsgi.app.test_client()
page = client.get("/admin/sign-in").text
secret = page.split('name="form_secret" value="')[1].split('"')[0]
signed = client.post("/admin/sign-in", data={"form_secret": secret, "token": sys.argv[1]})
paths = ["/models", "/models/nobody", "/models/fraud", "/jobs", "/flags", "/flags/fraud_detection"]
paths += ["/feedback", "/history", "/insights", "/audit", "/status", "/runbook", "/reports"]
statuses = {path: client.get("/admin" + path).status_code for path in paths}
heavy = sorted(set(name.split(".")[0] for name in sys.modules) & set(%r))
print(json.dumps([signed.status_code, statuses, heavy]), file=sys.stderr)
"""


class TestJobs:
    def test_list_can_be_narrowed_to_a_state(self, rt: Runtime, engine: Engine, admin: Visitor, name: str) -> None:
        workbench.asked(rt, name=name)
        assert name in admin.get("/jobs").text
        assert name in admin.get("/jobs?state=queued").text
        assert name not in admin.get("/jobs?state=dead").text
        assert admin.get("/jobs?state=nonsense").status_code == 200

    def test_job_shows_its_lines_and_asks_again_while_it_runs(self, rt: Runtime, admin: Visitor, name: str) -> None:
        job_id = workbench.asked(rt, name=name)
        page = admin.get(f"/jobs/{job_id}").text
        assert 'hx-trigger="every 1s"' in page and "has not said anything yet" in page
        part = admin.get(f"/jobs/{job_id}", headers={"HX-Request": "true"}).text
        assert "<html" not in part and "waits for a worker" in part

    def test_dead_job_is_queued_again_with_a_reason(
        self, rt: Runtime, engine: Engine, admin: Visitor, name: str
    ) -> None:
        job_id = workbench.asked(rt, name=name)
        workbench.change(engine, job_id, "state = 'dead', attempts = 3, finished_at = now(), error = 'It was lost.'")
        path = f"/jobs/{job_id}"
        assert "It was lost." in admin.get(path).text
        assert admin.post(f"{path}/requeue", form_of=path, reason="").status_code == 422
        answer = admin.post(f"{path}/requeue", form_of=path, reason="the disk has room again")
        assert answer.location == f"/admin{path}?said=requeued"
        assert workbench.job(rt, job_id).state is JobState.QUEUED

    @pytest.mark.parametrize(("begins", "is_shown"), [("models.", True), ("invoices.", False), ("passing.", False)])
    def test_what_a_job_was_given_and_returned_is_shown_of_work_on_the_service_alone(
        self, rt: Runtime, admin: Visitor, name: str, begins: str, is_shown: bool
    ) -> None:
        job_id = workbench.asked(rt, name=f"{begins}{name}", prompt="who owes me?")
        runner.execute(rt, job_id, lambda rt, **_: {"text": "bill of Asha"})
        page = admin.get(f"/jobs/{job_id}").text
        assert ("bill of Asha" in page, "who owes me?" in page) == (is_shown, is_shown)

    def test_unknown_job_is_told_so(self, admin: Visitor) -> None:
        answer = admin.get(f"/jobs/{uuid4()}")
        assert (answer.status_code, "could not find this job" in answer.text) == (404, True)

    def test_text_of_a_job_is_never_markup(self, rt: Runtime, engine: Engine, admin: Visitor, name: str) -> None:
        job_id = workbench.asked(rt, name=name, note="</pre><script>alert(1)</script>")
        workbench.change(engine, job_id, "state = 'failed', error = '<img src=x onerror=alert(1)>'")
        page = admin.get(f"/jobs/{job_id}").text
        assert "<img" not in page.replace('<img src="/admin/static', "") and "<script>alert" not in page


class TestFlags:
    def test_flag_is_switched_with_who_and_why(self, rt: Runtime, admin: Visitor, asha: Caller, flag: str) -> None:
        answer = admin.post(
            f"/flags/{flag}", form_of=f"/flags/{flag}", enabled="off", rollout="40", reason="it is Diwali"
        )
        assert answer.location == f"/admin/flags/{flag}?said=flag_changed"
        assert flags.stored_one(rt, flag).enabled is False
        assert flags.changes(rt, flag)[0].actor == str(asha.user_id)
        assert "it is Diwali" in admin.get(f"/flags/{flag}").text

    def test_flag_is_left_to_the_environment(self, rt: Runtime, admin: Visitor, flag: str) -> None:
        fields = {"enabled": "environment", "rollout": "100", "reason": "as before"}
        assert admin.post(f"/flags/{flag}", form_of=f"/flags/{flag}", **fields).status_code == 303
        assert flags.stored_one(rt, flag).enabled is None

    @pytest.mark.parametrize(
        "wrong",
        [
            {"rollout": "101"},
            {"rollout": "-1"},
            {"rollout": "²"},
            {"rollout": "9" * 5000},
            {"enabled": "maybe"},
            {"reason": " "},
        ],
    )
    def test_wrong_details_change_nothing(self, rt: Runtime, admin: Visitor, flag: str, wrong: dict[str, str]) -> None:
        fields = {"enabled": "off", "rollout": "100", "reason": "a test"} | wrong
        assert admin.post(f"/flags/{flag}", form_of=f"/flags/{flag}", **fields).status_code == 422
        assert flags.stored_one(rt, flag).enabled is True

    def test_unknown_flag_is_told_so(self, admin: Visitor) -> None:
        assert admin.get("/flags/time_travel").status_code == 404


class TestFeedback:
    def test_latest_and_shares_are_shown_by_kind(
        self, rt: Runtime, admin: Visitor, caller: Callable[..., Caller]
    ) -> None:
        kind = f"kind_{uuid4().hex[:8]}"
        said = Feedback(uuid4(), kind, "alert-7", True, "Saved me a <b>double</b> payment", rt.clock.now())
        feedback.record_feedback(rt, said, caller=caller())
        page = admin.get(f"/feedback?kind={kind}").text
        assert "alert-7" in page and "100.0 %" in page
        assert "&lt;b&gt;double&lt;/b&gt;" in page

    def test_kind_without_feedback_says_so(self, admin: Visitor) -> None:
        assert "Nobody has said anything of this kind yet." in admin.get("/feedback?kind=none").text


class TestWords:
    @pytest.mark.parametrize(
        ("value", "shown"),
        [(0, "0"), (0.0, "0"), (0.91444, "0.914"), (12.345, "12.3"), (1234, "1,234"), (-0.5, "-0.500"), (None, "–")],
    )
    def test_figures_keep_three_digits_that_count(self, value: float | None, shown: str) -> None:
        assert words.figure(value) == shown

    @pytest.mark.parametrize(
        ("cron", "shown"),
        [
            ("0 3 * * 0", "every Sunday at 03:00"),
            ("30 14 * * *", "every day at 14:30"),
            ("*/5 * * * *", "*/5 * * * *"),
            ("0 3 1 * *", "0 3 1 * *"),
            ("", ""),
        ],
    )
    def test_schedule_is_told_in_words_where_it_can(self, cron: str, shown: str) -> None:
        assert words.schedule(cron) == shown

    @pytest.mark.parametrize(
        ("count", "shown"), [(0, "0 bytes"), (1023, "1023 bytes"), (1536, "1.5 KB"), (64 * 1024**2, "64.0 MB")]
    )
    def test_sizes_have_a_unit(self, count: int, shown: str) -> None:
        assert words.size(count) == shown

    def test_sentence_of_an_address_is_one_of_ours_or_none(self, admin: Visitor) -> None:
        assert "The job is queued again." in admin.get("/jobs?said=requeued").text
        assert "gold" not in admin.get("/jobs?said=<b>gold</b>").text


class TestFiles:
    def test_vendored_files_are_those_of_the_registry(self) -> None:
        folder = assets.FOLDER / "vendored"
        sums = dict(ORIGIN.findall((folder / "ORIGIN.md").read_text()))
        assert {path.name for path in folder.glob("*.*") if path.suffix in assets.TYPES} == set(sums)
        for name, expected in sums.items():
            assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == expected

    def test_every_vendored_library_has_its_licence(self) -> None:
        names = {path.name.split(".min")[0].split(".iife")[0] for path in (assets.FOLDER / "vendored").glob("*.min.*")}
        assert all((assets.FOLDER / "vendored" / f"{name}.LICENSE").is_file() for name in names)

    def test_templates_hold_nothing_inline_and_nothing_from_elsewhere(self) -> None:
        for path in sorted((assets.FOLDER.parent / "templates").glob("*.html")):
            page = path.read_text()
            assert not re.search(r"\son\w+=|\sstyle=|<style|https?://", page), path.name
            assert set(re.findall(r"<script(?! defer src| type=\"application/json\")[^>]*>", page)) == set(), path.name


class TestWeight:
    def test_pages_bring_in_nothing_that_only_the_worker_needs(
        self, rt: Runtime, asha: Caller, repository: Path
    ) -> None:
        settings = rt.settings
        environ = {
            "PATH": os.defpath,
            "ENVIRONMENT": "test",
            "DATA_DIR": str(settings.data_dir),
            "DATABASE_URL": settings.database_url,
            "REDIS_URL": settings.redis_url,
            "JWT_SECRET_KEY": settings.jwt_secret_key,
            "ENCRYPTION_KEY": settings.encryption_key,
        }
        command = [sys.executable, "-W", "ignore", "-c", LIGHT % (HEAVY,), signed_in.token(rt, asha)]
        done = subprocess.run(command, cwd=repository, env=environ, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        signed, statuses, heavy = json.loads(done.stderr.splitlines()[-1])
        assert (signed, heavy) == (303, [])
        assert 500 not in statuses.values(), statuses


@pytest.fixture
def name() -> str:
    """A name of jobs that no other test uses."""
    return f"tests.{uuid4().hex}"


@pytest.fixture
def flag(rt: Runtime) -> str:
    """A flag that is on."""
    name = f"flag_{uuid4().hex[:12]}"
    flags.set_flag(rt, name, enabled=True, now=rt.clock.now())
    return name
