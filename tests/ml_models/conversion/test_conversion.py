"""A pickle that somebody vouches for is opened in a process that can reach nothing, and only skops comes back."""

import pickle
import platform
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ml_models import formats
from ml_models.contracts import Kind, RefusedModel
from ml_models.conversion import convert, converted
from ml_models.lockdown import syscalls
from ml_models.lockdown.syscalls import ALLOWED
from tests.ml_models import made

pytestmark = pytest.mark.skipif(platform.system() != "Linux", reason="conversion is refused elsewhere")


class Running:
    """Runs Python code when it is unpickled, then becomes `outcome`."""

    def __init__(self, code: str) -> None:
        self.code = code

    def __reduce__(self) -> tuple[Any, ...]:
        return (exec, (self.code,))


class TestConverted:
    def test_model_answers_as_before(self) -> None:
        model = formats.load(Kind.SKOPS, converted(pickle.dumps(made.boosted())))
        assert np.array_equal(model.predict_proba(made.ROWS), made.boosted().predict_proba(made.ROWS))

    def test_several_escapes_in_one_file_all_fail(
        self, listener: socket.socket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Each try that succeeds would leave a trace: a file, a connection, or an answer."""
        host, port = listener.getsockname()
        canary = tmp_path / "canary"
        tmp_path.chmod(0o777)
        monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
        tries = [
            f"import socket; socket.create_connection(({host!r}, {port}), 2)",
            f"import os; os.open({str(canary)!r}, os.O_CREAT | os.O_WRONLY)",
            f"import os; os.mkdir({str(canary)!r})",
            f"import os; os.symlink('/etc/passwd', {str(canary)!r})",
            "import os; os.open('here', os.O_CREAT | os.O_WRONLY)",
            "import os; os.open('/etc/passwd', os.O_RDONLY)",
            "import os; os.listdir('/')",
            "import os; os.fork()",
            f"import os; os.execv('/bin/touch', ['touch', {str(canary)!r}])",
            f"import subprocess; subprocess.run(['touch', {str(canary)!r}])",
            "import os; os.kill(os.getppid(), 9)",
            "import threading; threading.Thread(target=print).start()",
            "import ctypes; assert ctypes.CDLL(None).ptrace(16, 1, 0, 0) == 0",
            "import socket; socket.socketpair()",
            "import os; os.environ['DATABASE_URL']",
            "bytearray(6 << 30)",
            "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1, 1))",
        ]
        code = "\n".join(["won = []"] + [_tried(number, attempt) for number, attempt in enumerate(tries)])
        code += (
            "\nimport sys\nsys.stdout.write(chr(27) + 'won: ' + repr(won)); sys.stdout.flush()\nimport os; os._exit(5)"
        )
        with pytest.raises(RefusedModel, match=r"won: \[\]") as refused:
            converted(pickle.dumps(Running(code)))
        assert refused.value.reason.isprintable()
        assert not canary.exists()
        listener.settimeout(0.2)
        with pytest.raises(TimeoutError):
            listener.accept()

    def test_file_that_takes_too_long_is_given_up(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(convert, "MOST_SECONDS", 3)
        with pytest.raises(RefusedModel, match="within its limits"):
            converted(pickle.dumps(Running("while True: pass")))

    def test_what_the_child_hands_back_is_inspected(self) -> None:
        code = "import pickle, sys, os\nsys.stdout.buffer.write(pickle.dumps(print)); sys.stdout.flush(); os._exit(0)"
        with pytest.raises(RefusedModel) as refused:
            converted(pickle.dumps(Running(code)))
        assert refused.value.code == "pickle"

    def test_child_that_never_stops_writing_is_ended(self) -> None:
        code = "import os\nwhile True: os.write(1, b'x' * 65536)"
        with pytest.raises(RefusedModel):
            converted(pickle.dumps(Running(code)))

    def test_what_is_no_model_is_refused(self) -> None:
        with pytest.raises(RefusedModel, match="holds no model"):
            converted(pickle.dumps({"a": np.zeros(3)}))

    def test_where_calls_cannot_be_filtered_nothing_is_opened(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        canary = tmp_path / "canary"
        child = tmp_path / "child.py"
        child.write_text(
            f"import sys\nsys.path.insert(0, {str(Path.cwd())!r})\n"
            "from ml_models.conversion import child\n"
            "from ml_models.lockdown import syscalls\n"
            "syscalls.ALLOWED.clear()\nsys.exit(child.main())\n"
        )
        monkeypatch.setattr(convert, "CHILD", child)
        with pytest.raises(RefusedModel, match="cannot hold the conversion"):
            converted(pickle.dumps(Running(f"open({str(canary)!r}, 'w')")))
        assert not canary.exists()


class TestSystemCalls:
    def test_asking_whether_they_can_be_refused_refuses_none(self) -> None:
        assert syscalls.can_be_refused()
        assert Path(__file__).read_bytes()

    @pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
    def test_none_opens_or_starts_anything(self, machine: str) -> None:
        words = (
            "open",
            "socket",
            "exec",
            "fork",
            "clone",
            "kill",
            "link",
            "mkdir",
            "ptrace",
            "mount",
            "ioctl",
            "uring",
        )
        assert [name for name in ALLOWED[machine] if any(word in name for word in words)] == []

    def test_both_machines_have_the_same(self) -> None:
        assert set(ALLOWED["x86_64"]) == set(ALLOWED["aarch64"])


def _tried(number: int, attempt: str) -> str:
    lines = "\n".join(f"    {line}" for line in attempt.split("; "))
    return f"try:\n{lines}\n    won.append({number})\nexcept BaseException:\n    pass"


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A server on this machine that nobody must reach."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server
