"""The frame of `make chaos` on a real system: harm that nothing recovers from is found, and ends the command with 1."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scripts.chaos import report
from scripts.chaos.carrying_out import Stage, learn_answers
from scripts.chaos.invariants import secrets
from scripts.chaos.records import Fault, Figure
from scripts.chaos.scene import Scene
from scripts.chaos.watch import Watch
from tests.reliability.conftest import Fragile


class TestStage:
    def test_lost_job_and_missed_bar_are_told_and_a_quiet_minute_holds(self, stage: Stage) -> None:
        quiet, lost = stage.outcome(fault("quiet", quietness)), stage.outcome(fault("lost", loss))
        assert quiet.broken == ()
        assert {figure.name for figure in quiet.figures} == {"calls", "recovery"}
        assert any("is gone" in sentence for sentence in lost.broken)
        assert "recovered is 5 s, allowed are 1" in lost.broken
        code, sentence = report.ending([quiet, lost])
        assert (code, sentence.startswith("1 of 2 faults broke what must hold; the first: lost: ")) == (1, True)


def quietness(_: Scene) -> Iterator[Figure]:
    yield Figure("calls", 0, most=0)


def loss(scene: Scene) -> Iterator[Figure]:
    job_id = scene.enqueue()
    scene.await_over(job_id)
    scene.database.do("delete from jobs where id = %s", (job_id,))
    yield Figure("recovered", 5, "s", most=1)


def fault(name: str, run: Callable[[Scene], Iterator[Figure]]) -> Fault:
    return Fault(name, "tests", "A test does it.", run, is_short=True, is_asked_for=False, cuts=False)


@pytest.fixture
def stage(fragile: Fragile, tmp_path: Path) -> Iterator[Stage]:
    scene = Scene(fragile.running, tmp_path)
    learn_answers(scene)
    with Watch(scene) as watch:
        yield Stage(scene, watch, secrets.Logs(scene.running.log, scene.rt.settings.logs))
    scene.rt.close()
