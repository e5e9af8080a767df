"""A command as a person meets it who sits before a terminal and presses Ctrl-C."""

import contextlib
import os
import pty
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.runtime.embedded import ports


@dataclass
class Terminal:
    """`make run` before a person; the exit code is known once it has ended."""

    printed: bytes = b""
    exit_code: int | None = None


@contextlib.contextmanager
def make_run(repository: Path, folder: Path) -> Iterator[Terminal]:
    """From what it tells its user at the start to its end, by Ctrl-C after the block."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}  # it is nobody's part
    environ = ours | {"DATA_DIR": str(folder), "PORT": str(ports.free()), "ENVIRONMENT": "test"}
    pid, descriptor = pty.fork()
    if pid == 0:
        os.chdir(repository)
        os.execvpe("make", ["make", "run"], environ)
    terminal = Terminal()
    while b"Ctrl-C stops everything" not in terminal.printed:
        terminal.printed += os.read(descriptor, 4096)
    try:
        yield terminal
    finally:
        with contextlib.suppress(OSError):
            os.write(descriptor, b"\x03")
            while more := os.read(descriptor, 4096):
                terminal.printed += more
        os.close(descriptor)
        terminal.exit_code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
