"""What a job said is kept with its moment, bounded, and seen by whoever sees the job."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from app.runtime.identity import Caller
from app.runtime.jobs import lines, runner
from app.runtime.jobs.records import JobNotFound, Progress
from app.runtime.runtime import Runtime
from app.values.errors import Unavailable
from tests import signed_in
from tests.runtime.jobs.workbench import asked, change


class TestLines:
    def test_every_note_is_kept_in_its_order(self, rt: Runtime) -> None:
        job_id = asked(rt)
        runner.execute(rt, job_id, saying("reading", "thinking", "writing"))
        found = rt.jobs.lines(job_id, caller=Caller.service())
        assert [(line.note, line.share, line.attempt) for line in found] == [
            ("reading", 0.0, 1),
            ("thinking", 0.3333, 1),
            ("writing", 0.6667, 1),
        ]
        assert [line.at for line in found] == sorted(line.at for line in found)
        assert [line.note for line in rt.jobs.lines(job_id, caller=Caller.service(), after=found[0].id)] == [
            "thinking",
            "writing",
        ]

    def test_reason_of_another_try_is_kept_too(self, rt: Runtime, engine: Engine) -> None:
        job_id = asked(rt)
        runner.execute(rt, job_id, saying("reading", error=Unavailable("The engine is busy.")))
        change(engine, job_id, "run_after = now()")
        runner.execute(rt, job_id, saying("reading"))
        found = rt.jobs.lines(job_id, caller=Caller.service())
        assert [(line.attempt, line.note) for line in found] == [
            (1, "reading"),
            (1, "The engine is busy."),
            (2, "reading"),
        ]

    def test_talkative_job_fills_no_table(self, rt: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(lines, "MOST_LINES", 5)
        job_id = asked(rt)
        runner.execute(rt, job_id, saying(*(str(number) for number in range(20))))
        assert [line.note for line in rt.jobs.lines(job_id, caller=Caller.service())] == list("01234")

    def test_strangers_see_neither_job_nor_lines(self, rt: Runtime, caller: Callable[..., Caller]) -> None:
        job_id = asked(rt)
        runner.execute(rt, job_id, saying("reading"))
        stranger = caller()
        with pytest.raises(JobNotFound):
            rt.jobs.lines(job_id, caller=stranger)
        with rt.db.transaction(stranger) as tx:
            assert lines.of_job(tx, job_id) == []

    def test_call_gives_them_to_whoever_asked_for_the_job(
        self, rt: Runtime, client: FlaskClient, caller: Callable[..., Caller]
    ) -> None:
        owner = caller()
        with rt.db.transaction(Caller.service()) as tx:
            job_id = rt.jobs.enqueue(tx, "tests.work", caller=owner, business_id=None, payload={})
        runner.execute(rt, job_id, saying("reading", "writing"))
        headers = {"Authorization": f"Bearer {signed_in.token(rt, owner)}"}
        first, second = client.get(f"/api/v1/jobs/{job_id}/lines", headers=headers).get_json()["lines"]
        assert (first["note"], second["note"]) == ("reading", "writing")
        later = client.get(f"/api/v1/jobs/{job_id}/lines?after={first['id']}", headers=headers)
        assert later.get_json()["lines"] == [second]
        assert client.get(f"/api/v1/jobs/{job_id}/lines?after=-1", headers=headers).status_code == 422

    @pytest.mark.parametrize(("name", "status"), [("invoices.tests", 404), ("models.tests", 200)])
    def test_admin_reads_those_of_work_on_the_service_alone(
        self, rt: Runtime, client: FlaskClient, caller: Callable[..., Caller], name: str, status: int
    ) -> None:
        with rt.db.transaction(Caller.service()) as tx:
            job_id = rt.jobs.enqueue(tx, name, caller=caller(), business_id=None, payload={}, delay_seconds=600)
        headers = {"Authorization": f"Bearer {signed_in.token(rt, caller(is_admin=True))}"}
        for path in (f"/api/v1/jobs/{job_id}", f"/api/v1/jobs/{job_id}/lines"):
            assert client.get(path, headers=headers).status_code == status


def saying(*notes: str, error: Exception | None = None) -> Callable[..., dict[str, Any]]:
    """A handler that says `notes`, and then fails if there is an error."""

    def handler(rt: Runtime, *, progress: Progress, **_: Any) -> dict[str, Any]:
        for number, note in enumerate(notes):
            progress(number / len(notes), note)
        if error:
            raise error
        return {}

    return handler
