"""A connection that waits past its deadline is cut, but for time in which the waiting process itself stood still."""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

DEADLINE_SECONDS = 0.6
PAUSE_SECONDS = 1.2
WAITS = f"""
import socket, sys
from app.runtime.deadlines import Deadlines

waiting = socket.socket(fileno=int(sys.argv[1]))
Deadlines().begin(waiting.fileno(), {DEADLINE_SECONDS})
print("waits", flush=True)
print(waiting.recv(9) or "cut", flush=True)
"""


class TestDeadline:
    def test_cuts_a_wait_that_is_too_long(self, repository: Path) -> None:
        assert told(repository, pauses=False) == "cut"

    def test_does_not_count_while_the_process_stands_still(self, repository: Path) -> None:
        assert told(repository, pauses=True) == "b'answer'"


def told(folder: Path, *, pauses: bool) -> str:
    """What a process gets that waits `PAUSE_SECONDS` for an answer, stopped as long or not."""
    ours, theirs = socket.socketpair()
    command = [sys.executable, "-c", WAITS, str(theirs.fileno())]
    with (
        ours,
        subprocess.Popen(command, cwd=folder, pass_fds=[theirs.fileno()], stdout=subprocess.PIPE, text=True) as process,
    ):
        theirs.close()
        assert process.stdout is not None and process.stdout.readline() == "waits\n"
        if pauses:
            process.send_signal(signal.SIGSTOP)
        time.sleep(PAUSE_SECONDS)
        process.send_signal(signal.SIGCONT)
        time.sleep(0.1)
        if pauses:
            ours.send(b"answer")
        return process.stdout.read().strip()
