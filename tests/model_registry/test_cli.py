"""`flask models ...`: a line for what was done; a refusal is one sentence and a non-zero exit."""

import shlex
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from app.model_registry.records import Actor, Judgement
from app.model_registry.service import jobs, versions
from app.model_registry.service.lifecycle import promotion, verdicts
from app.runtime.jobs.records import Progress
from app.runtime.runtime import Runtime
from app.values.errors import Invalid
from ml_models import bundle
from tests import workers
from tests.model_registry import tiny
from tests.model_registry.bad_files import BAD
from tests.model_registry.tiny import NOW


class TestSteps:
    def test_promote_roll_back_and_look(self, run: "Run", rt: Runtime, name: str) -> None:
        tiny.registered(rt, name, seed=2)
        assert run(f"models promote {name} 2 --reason better").output == f"{name}-2 is production.\n"
        assert f"{name}: {name}-2 serves" in run("models list").output
        assert run(f"models rollback {name} --reason worse").output == f"{name}-1 is production.\n"
        shown = run(f"models show {name}").output.splitlines()
        assert [line.split()[:2] for line in shown[-2:]] == [["2", "archived"], ["1", "production"]]
        told = run(f"models events {name}").output.splitlines()[0]
        assert "version 1  rolled_back  archived -> production  command line (" in told
        assert told.endswith(": worse")

    @pytest.mark.parametrize(
        ("command", "output"),
        [
            ("approve {name} 2", "{name}-2 is approved.\n"),
            ("reject {name} 2 --reason no", "{name}-2 is rejected.\n"),
            ("archive {name} 2 --reason no", "{name}-2 is archived.\n"),
            ("shadow {name} 2", "{name}-2 watches now.\n"),
            ("shadow {name} 2 --off", "{name}-2 does not watch now.\n"),
            ("canary {name} 2 --share 0.25", "{name}-2 answers 25% of the businesses now.\n"),
        ],
    )
    def test_step_is_told_in_a_line(self, run: "Run", rt: Runtime, name: str, command: str, output: str) -> None:
        tiny.registered(rt, name, seed=2)
        assert run(f"models {command.format(name=name)}").output == output.format(name=name)

    def test_two_versions_stand_side_by_side(self, run: "Run", rt: Runtime, name: str) -> None:
        tiny.registered(rt, name, seed=2)
        assert f"Not validated here yet: {name}-1, {name}-2." in run(f"models compare {name} 1 2").output
        assert f"file: {versions.one(rt, name, 2).sha256}" in run(f"models show {name} 2").output


class TestRefusals:
    @pytest.mark.parametrize(
        ("command", "sentence"),
        [
            ("promote {name} 2 --reason better", "Version 2 of {name} was rejected: only one that passes its"),
            ("promote {name} 9 --reason better", "This model has no such version."),
            ("promote {name} 1 --reason ' '", "Please say in a few words why"),
            ("rollback {name} --reason worse", "No other version of {name} has served before"),
            ("show nobody", "There is no model 'nobody' here"),
            ("retrain nobody", "There is no model 'nobody' here"),
            ("archive {name} 1 --reason no", "Version 1 of {name} serves now"),
            ("upload --name nobody {good}", "There is no model 'nobody' here"),
        ],
    )
    def test_one_sentence_and_a_non_zero_exit(
        self, run: "Run", rt: Runtime, name: str, good: Path, command: str, sentence: str
    ) -> None:
        tiny.registered(rt, name, seed=2)
        promotion.reject(rt, name, 2, actor=Actor("ravi"), reason="a test", now=NOW)
        result = run(f"models {command.format(name=name, good=good)}", exit_code=1)
        assert result.output.startswith(f"Error: {sentence.format(name=name)}")
        assert result.output.count("\n") == 1

    @pytest.mark.parametrize("filename", BAD)
    def test_bad_file_is_refused_and_never_opened(
        self, run: "Run", rt: Runtime, name: str, tmp_path: Path, filename: str
    ) -> None:
        make, word = BAD[filename]
        file = tmp_path / filename
        file.write_bytes(make(tiny.bundled(name), tmp_path / "canary"))
        result = run(f"models upload --name {name} {file}", exit_code=1)
        assert word in result.output
        assert result.output.startswith("Error: ")
        assert len(versions.listed(rt, name)) == 1
        assert not (tmp_path / "canary").exists()

    def test_file_of_two_gigabytes_is_not_read(self, run: "Run", rt: Runtime, name: str, tmp_path: Path) -> None:
        file = tmp_path / "huge.skops"
        with file.open("wb") as sparse:
            sparse.truncate(2 << 30)
        assert "MODEL_MAX_FILE_SIZE" in run(f"models upload --name {name} {file}", exit_code=1).output
        assert versions.refusals_of(rt, name)[0].size_bytes == 2 << 30


class TestFiles:
    def test_upload_and_download(self, run: "Run", rt: Runtime, name: str, good: Path, tmp_path: Path) -> None:
        assert run(f"models upload --name {name} {good}").output == f"{name}-2 is candidate.\n"
        target = tmp_path / "copy.fineasy-model"
        assert run(f"models download {name} 2 --to {target}").output.startswith(f"{target}: ")
        assert bundle.read(target.read_bytes()).manifest.label == f"{name}-2"

    def test_verify_names_a_file_that_is_gone(self, run: "Run", rt: Runtime, name: str) -> None:
        sha256 = str(versions.one(rt, name, 1).sha256)
        assert f"{sha256}: sound" in run("models verify", exit_code=None).output
        rt.storage.delete(f"models/{sha256}")
        result = run("models verify", exit_code=1)
        assert f"{sha256}: missing" in result.output
        assert "missing or damaged" in result.output

    def test_gc_spares_what_is_young(self, run: "Run", rt: Runtime) -> None:
        sha256 = rt.models.put(b"not yet a version")
        assert sha256 not in run("models gc").output


class TestFollowing:
    def test_notes_of_a_job_are_shown_and_its_failure_is_the_exit(self, run: "Run", rt: Runtime, name: str) -> None:
        def fail(*_: Any, progress: Progress, **__: Any) -> dict[str, Any]:
            progress(0.5, "halfway there")
            raise Invalid("The file does not answer its own questions.")

        with workers.carrying_out(rt, jobs.VALIDATE, fail):
            result = run(f"models validate {name} 1", exit_code=1)
        assert result.output == " 50%  halfway there\nError: The file does not answer its own questions.\n"

    @pytest.mark.parametrize(("has_passed", "exit_code"), [(True, 0), (False, 1)])
    def test_gates_are_shown_and_a_rejection_is_the_exit(
        self, run: "Run", rt: Runtime, name: str, good: Path, has_passed: bool, exit_code: int
    ) -> None:
        gate = {"name": "floor", "passed": has_passed, "sentence": "It finds 91 of 100."}
        judgement = Judgement(has_passed=has_passed, evaluation={}, verdict=[gate])

        def judge(rt: Runtime, *, name: str, version: int, now: datetime, **_: Any) -> dict[str, Any]:
            return {"state": verdicts.record(rt, name, version, judgement, now=now).state}

        with workers.carrying_out(rt, jobs.VALIDATE, judge):
            result = run(f"models upload --name {name} {good} --wait", exit_code=exit_code)
        assert f"[{'passed' if has_passed else 'FAILED'}] It finds 91 of 100." in result.output
        assert result.output.splitlines()[-1] == (
            f"{name}-2 is validated." if has_passed else f"Error: Version 2 of {name} did not pass; it is rejected."
        )

    def test_result_of_a_retraining_is_shown(self, run: "Run", rt: Runtime, name: str) -> None:
        def train(*_: Any, name: str, anyway: bool = False, **__: Any) -> dict[str, Any]:
            return {"label": f"{name}-2", "anyway": anyway}

        with workers.carrying_out(rt, jobs.RETRAIN, train):
            result = run(f"models retrain {name} --anyway")
        assert sorted(result.output.splitlines()) == ["anyway: True", f"label: {name}-2"]


class Run:
    """Carries out a command line, and looks at its exit code."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def __call__(self, line: str, *, exit_code: int | None = 0) -> Result:
        """What came of `flask` with these words."""
        result = self._app.test_cli_runner().invoke(args=shlex.split(line))
        assert exit_code is None or result.exit_code == exit_code, result.output
        return result


@pytest.fixture
def run(app: Flask) -> Run:
    return Run(app)


@pytest.fixture
def good(tmp_path: Path, name: str) -> Path:
    """A file that is let in."""
    file = tmp_path / "good.fineasy-model"
    file.write_bytes(bundle.written(tiny.bundled(name, seed=5)))
    return file


@pytest.fixture
def name(rt: Runtime, name: str) -> str:
    """A model whose first version serves."""
    tiny.registered(rt, name)
    promotion.promote(rt, name, 1, actor=Actor("ravi"), reason="first", now=NOW)
    return name
