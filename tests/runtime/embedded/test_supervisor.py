"""Starting in order, keeping up, stopping: with small programs in place of the servers."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.runtime.embedded import private_files
from app.runtime.embedded.output import Output
from app.runtime.embedded.process import CannotStart, Launch
from app.runtime.embedded.service import FALLS_ALLOWED, Service
from app.runtime.embedded.supervisor import StopAsked, Supervisor
from scripts import waiting

ROOT = Path(__file__).resolve().parents[3]
STAYS = "import time; print('up', flush=True); time.sleep(600)"
IGNORES_TERM = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + STAYS
PARENT = """
import os, sys, time
from pathlib import Path
from app.runtime.embedded import private_files, process
folder = Path(sys.argv[1])
with private_files.sole_use(folder) as descriptor:
    command = [sys.executable, "-c", "import time; time.sleep(600)"]
    process.start(process.Launch(command, os.environ, Path("/"), keeps_open=(descriptor,)))
    print("started", flush=True)
    time.sleep(600)
"""


class TestOutput:
    def test_every_line_stands_behind_its_name(self, stand: "Stand") -> None:
        stand.finish("print('one'); print('two')")
        assert stand.lines == ["command one", "command two"]

    def test_last_line_needs_no_line_end(self, stand: "Stand") -> None:
        stand.finish("import sys; sys.stdout.write('half')")
        assert stand.lines == ["command half"]

    def test_more_than_a_pipe_holds_comes_through(self, stand: "Stand") -> None:
        stand.finish("for _ in range(20000): print('x' * 80)")
        assert len(stand.lines) == 20000


class TestCommand:
    def test_failure_says_how_it_ended(self, stand: "Stand") -> None:
        with pytest.raises(CannotStart, match="command ended with exit 3"):
            stand.finish("raise SystemExit(3)")

    def test_missing_program_is_one_line(self, stand: "Stand") -> None:
        with pytest.raises(CannotStart, match=r"/nowhere/server cannot be started: No such file or directory"):
            stand.supervisor.start(Service("server", lambda: Launch(["/nowhere/server"], {}, Path("/"))))


class TestKeepingUp:
    def test_killed_child_comes_back(self, stand: "Stand") -> None:
        service = stand.started(STAYS)
        first = service.child
        assert first is not None
        first.kill()
        stand.supervisor.await_ready(replacing(service, first))
        assert service.child is not None and service.child.pid != first.pid
        assert "stack service was killed by SIGKILL; starting it again in 0.2 s" in stand.lines

    def test_child_that_cannot_stay_up_ends_the_stack(self, stand: "Stand", monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("app.runtime.embedded.service.FIRST_PAUSE_SECONDS", 0.001)
        stand.started("print('no luck'); raise SystemExit(4)")
        with pytest.raises(CannotStart, match=f"service ended with exit 4 {FALLS_ALLOWED} times in a row"):
            stand.supervisor.watch()
        assert stand.lines.count("service no luck") == FALLS_ALLOWED

    def test_each_pause_is_twice_the_one_before(self, stand: "Stand", monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("app.runtime.embedded.service.FIRST_PAUSE_SECONDS", 0.1)
        stand.started("raise SystemExit(4)")
        with pytest.raises(CannotStart):
            stand.supervisor.watch()
        assert re.findall(r"again in (\S+) s", "\n".join(stand.lines)) == ["0.1", "0.2", "0.4", "0.8"]


class TestStopping:
    def test_last_started_is_stopped_first(self, stand: "Stand") -> None:
        says_bye = (
            "import signal, sys, time\n"
            "signal.signal(signal.SIGTERM, lambda *_: sys.exit(print('bye', flush=True)))\n"
            "print('up', flush=True); time.sleep(600)"
        )
        for name in ("database", "worker", "web"):
            stand.started(says_bye, name=name)
            stand.await_line(f"{name} up")
        stand.supervisor.stop()
        assert [line for line in stand.lines if line.endswith("bye")] == ["web bye", "worker bye", "database bye"]

    def test_child_that_does_not_end_is_killed(self, stand: "Stand") -> None:
        service = stand.started(IGNORES_TERM, stop_seconds=0.2)
        stand.await_line("service up")
        stand.supervisor.stop()
        assert service.child is not None and service.child.returncode == -signal.SIGKILL

    def test_second_wish_to_stop_shortens_the_wait(self, stand: "Stand") -> None:
        stand.started(IGNORES_TERM, stop_seconds=3600.0)
        stand.await_line("service up")
        stand.supervisor.stops_asked = 2
        stand.supervisor.stop()
        assert "stack service does not end; killing it" in stand.lines

    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
    def test_signal_ends_a_wait(self, stand: "Stand", number: signal.Signals) -> None:
        with stand.supervisor.obeying_signals(), pytest.raises(StopAsked):
            os.kill(os.getpid(), number)
            stand.supervisor.await_ready(stand.started(STAYS, is_ready=lambda: False))


class TestDataFolder:
    def test_second_holder_is_told_who_holds_it(self, stand: "Stand") -> None:
        already = pytest.raises(CannotStart, match=f"already running, pid {os.getpid()} uses DATA_DIR")
        with already, private_files.sole_use(stand.supervisor.folder):
            pass

    @pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent is gone")
    def test_killed_supervisor_leaves_no_child(self, tmp_path: Path) -> None:
        command = [sys.executable, "-c", PARENT, str(tmp_path)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as parent:
            assert parent.stdout is not None
            parent.stdout.readline()
            assert len(private_files.leftovers(tmp_path)) == 2
            parent.kill()
        waiting.until(lambda: private_files.leftovers(tmp_path) == [])

    def test_leftover_of_a_killed_run_is_ended(
        self, stand: "Stand", monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr("app.runtime.embedded.supervisor.LEFTOVER_SECONDS", 0.2)
        marker = stand.supervisor.folder / ".children"
        with marker.open() as held, subprocess.Popen(["sleep", "600"], pass_fds=(held.fileno(),)) as orphan:
            stand.supervisor.end_leftovers()
            assert orphan.wait(10) == -signal.SIGKILL


class Stand:
    """A supervisor of small Python programs, and what they printed."""

    def __init__(self, folder: Path, descriptor: int) -> None:
        self.lines: list[str] = []
        self.output = Output(lambda name, line: self.lines.append(f"{name} {line}"))
        self.supervisor = Supervisor(folder, descriptor, self.output)

    def finish(self, program: str) -> None:
        self.supervisor.finish(self.supervisor.begin("command", python(program)))

    def started(self, program: str, name: str = "service", **options: Any) -> Service:
        service = Service(name, lambda: python(program), **options)
        self.supervisor.start(service)
        return service

    def await_line(self, line: str) -> None:
        until = time.monotonic() + 30
        while line not in self.lines:
            assert time.monotonic() < until, self.lines
            self.supervisor.output.pump(0.05)


def python(program: str) -> Launch:
    return Launch([sys.executable, "-c", program], os.environ, Path("/"))


def replacing(service: Service, former: "subprocess.Popen[bytes]") -> Service:
    """`service`, ready once another child has taken the place of `former`."""
    service.is_ready = lambda: service.child is not former
    return service


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Stand]:
    folder = private_files.make_folder(tmp_path / "data")
    with private_files.sole_use(folder) as descriptor:
        made = Stand(folder, descriptor)
        with made.output:
            yield made
            made.supervisor.stops_asked = 2
            made.supervisor.stop()
