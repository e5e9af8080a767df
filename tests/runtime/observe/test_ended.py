"""What ended processes counted is added up, once, whoever adds it up and however that is cut off."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.runtime.observe import counted, ended

GAUGE = "ai_backend_database_connections_in_use"
COUNTS = """
import os, signal, sys
from app.runtime.observe import metrics
metrics.database_in_use.set(3)
metrics.count_upload("photo", 100)
metrics.job_seconds.labels("fraud.analyze").observe(float(sys.argv[1]))
os.kill(os.getpid(), signal.SIGKILL)
"""
CUT_OFF = """
import json, os, shutil, signal, sys
from pathlib import Path
from app.runtime.observe import counted, ended

TOUCHES = ("open", "os.rename", "os.remove", "shutil.copyfile", "mmap.__new__")
folder = Path(sys.argv[1])
found, place = [], 0
while not found or found[-1]["was_cut_off"]:
    place += 1
    copy = folder.with_name(f"{folder.name}-{place}")
    shutil.copytree(folder, copy)
    child = os.fork()
    if child == 0:
        seen = 0
        def count(event, given):
            global seen
            seen += event in TOUCHES
            if seen == place:
                os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(count)
        ended.add_up(copy)
        os._exit(0)
    was_cut_off = os.waitpid(child, 0)[1] != 0
    os.environ[counted.FOLDER] = str(copy)
    page = counted.text(counted.families()).decode()
    found.append({"was_cut_off": was_cut_off, "page": page, "files": sorted(path.name for path in copy.iterdir())})
print(json.dumps(found))
"""
PASSING = """
import os, sys, time
from pathlib import Path
from prometheus_client import values
from app.runtime.observe import counted, metrics

children = []
for number in range(int(sys.argv[1])):
    child = os.fork()
    if child == 0:
        for _ in range(100):
            metrics.errors.labels("passing").inc()
        os._exit(0)
    children.append(child)
    if number % 4 == 3:
        os.waitpid(children.pop(0), 0)
for child in children:
    os.waitpid(child, 0)
"""


class TestCounts:
    def test_of_killed_processes_stay_and_their_present_goes(self, folder: Path, page: str) -> None:
        assert 'ai_backend_uploads_total{kind="photo"} 3.0' in page
        assert 'ai_backend_job_duration_seconds_bucket{le="1.0",name="fraud.analyze"} 1.0' in page
        assert 'ai_backend_job_duration_seconds_bucket{le="10.0",name="fraud.analyze"} 3.0' in page
        assert 'ai_backend_job_duration_seconds_sum{name="fraud.analyze"} 9.5' in page
        assert f"{GAUGE} " not in page

    def test_are_in_one_file_of_each_kind(self, folder: Path, page: str) -> None:
        assert sorted(path.name for path in folder.glob("*.db")) == ["counter_ended.db", "histogram_ended.db"]

    def test_of_those_who_end_later_come_to_the_others(
        self, folder: Path, page: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        count_and_die(folder, 0.5)
        later = counted.text(counted.families()).decode()
        assert 'ai_backend_uploads_total{kind="photo"} 4.0' in later
        assert 'ai_backend_job_duration_seconds_bucket{le="1.0",name="fraud.analyze"} 2.0' in later
        assert sorted(path.name for path in folder.glob("*.db")) == ["counter_ended.db", "histogram_ended.db"]

    def test_of_a_process_that_died_at_its_birth_are_none(self, folder: Path, page: str) -> None:
        (folder / "counter_1073741824.db").touch()  # no process has so high a number
        assert counted.text(counted.families()).decode() == page


class TestCutOff:
    def test_at_any_moment_nothing_is_lost_and_nothing_counted_twice(self, folder: Path, page: str) -> None:
        count_and_die(folder, 0.5)
        command = [sys.executable, "-c", CUT_OFF, str(folder)]
        done = subprocess.run(command, env={"PATH": "", counted.FOLDER: str(folder)}, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        found = json.loads(done.stdout)
        assert len(found) > 10, "there are more moments than that"
        assert {tuple(sorted(one["page"].splitlines())) for one in found} == {tuple(sorted(page_of(folder)))}
        assert {name for one in found for name in one["files"]} == {
            *("counter_ended.db", "histogram_ended.db", ended.LOCK)
        }


class TestBesideOthers:
    def test_never_falls_and_ends_at_the_sum(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(counted.FOLDER, str(tmp_path))
        environ = {counted.FOLDER: str(tmp_path), "PATH": ""}
        seen = [0.0]
        with subprocess.Popen([sys.executable, "-c", PASSING, "40"], env=environ, stderr=subprocess.PIPE) as passing:
            while passing.poll() is None:
                seen.append(told())
            assert passing.stderr is not None
            assert (passing.returncode, passing.stderr.read()) == (0, b"")
        assert seen == sorted(seen)
        assert told() == 40 * 100


def told() -> float:
    return sum(value for _, value in counted.samples(counted.families(), "ai_backend_errors_total"))


def page_of(folder: Path) -> list[str]:
    """Each line of what a scrape says."""
    return counted.text(counted.families()).decode().splitlines()


def count_and_die(folder: Path, seconds: float) -> None:
    environ = {counted.FOLDER: str(folder), "PATH": ""}
    done = subprocess.run([sys.executable, "-c", COUNTS, str(seconds)], env=environ, capture_output=True)
    assert done.returncode == -9, done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The figures of three processes that were killed, a job of 0.5, 4 and 5 s in each."""
    made = tmp_path / "metrics"
    made.mkdir()
    for seconds in (0.5, 4, 5):
        count_and_die(made, seconds)
    return made


@pytest.fixture
def page(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What the first scrape said."""
    monkeypatch.setenv(counted.FOLDER, str(folder))
    return counted.text(counted.families()).decode()
