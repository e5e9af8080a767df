"""`flask jobs`: what somebody at night types, and what it says."""

from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import Engine

from app.runtime.jobs.records import JobState
from app.runtime.runtime import Runtime
from tests import shops
from tests.runtime.jobs import workbench

WHY = ("--reason", "the machine has its memory back")


class TestJobs:
    def test_list_counts_and_names(self, app: Flask, rt: Runtime, name: str) -> None:
        job_id = workbench.asked(rt, name=name)
        code, said = _run(app, "list", "--name", name, "--state", "queued")
        assert code == 0
        assert " dead\n" in said
        assert "the oldest urgent job waits" in said
        assert f"queued  {job_id}  {name}, start 0" in said

    def test_dead_ones_are_told_by_name_with_their_last_words(
        self, app: Flask, rt: Runtime, engine: Engine, name: str
    ) -> None:
        _dead(rt, engine, name, "An odd book.")
        assert f"1 {name}, the latest " in _run(app, "dead")[1]
        assert "UTC: An odd book." in _run(app, "dead")[1]

    def test_dead_ones_of_a_name_are_queued_again(self, app: Flask, rt: Runtime, engine: Engine, name: str) -> None:
        jobs = [_dead(rt, engine, name, "Lost."), _dead(rt, engine, name, "Lost.")]
        assert _run(app, "requeue", "--dead", name, *WHY) == (0, "2 jobs are queued again.\n")
        assert {workbench.job(rt, job_id).state for job_id in jobs} == {JobState.QUEUED}

    def test_what_cannot_be_queued_is_told_and_the_rest_goes_on(
        self, app: Flask, rt: Runtime, engine: Engine, name: str
    ) -> None:
        waiting, dead = workbench.asked(rt, name=name), _dead(rt, engine, name, "Lost.")
        code, said = _run(app, "requeue", str(waiting), shops.NOBODYS, str(dead), *WHY)
        assert (code, "1 jobs are queued again." in said) == (1, True)
        assert f"{shops.NOBODYS}: We could not find this job." in said
        assert f"{waiting}: Only a job that failed or is dead" in said

    @pytest.mark.parametrize("words", [(), (shops.NOBODYS, "--dead", "insights.compute"), ("--dead",)])
    def test_nonsense_is_refused_in_words(self, app: Flask, words: tuple[str, ...]) -> None:
        code, said = _run(app, "requeue", *words, *WHY)
        assert (code, "Error: " in said) == (2, True)


def _run(app: Flask, *words: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["jobs", *words])
    return result.exit_code, result.output


def _dead(rt: Runtime, engine: Engine, name: str, error: str) -> UUID:
    job_id = workbench.asked(rt, name=name)
    workbench.change(
        engine, job_id, f"state = 'dead', attempts = 3, max_attempts = 3, finished_at = now(), error = '{error}'"
    )
    return job_id


@pytest.fixture
def name() -> str:
    """A name that no other test uses."""
    return f"tests.{uuid4().hex[:12]}"
