"""A child process that cannot outlive this one.

The kernel tells the child when its parent is gone (PR_SET_PDEATHSIG, Linux): kill -9 of the supervisor leaves nobody
behind. A session of its own keeps the terminal's Ctrl-C from it, so that the order of stopping is ours to choose.
"""

import ctypes
import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

PR_SET_PDEATHSIG = 1
PIPE_BYTES = 1 << 20
"""The most that Linux grants anybody; its default, 64 KiB, is full after a few hundred lines of log."""
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class CannotStart(Exception):
    """Something that the stack stands on is not to be had. The message is one line for whoever typed the command."""


@dataclass(frozen=True, slots=True)
class Account:
    """The operating system's user that a child runs as, and that owns its files."""

    uid: int
    gid: int


@dataclass(frozen=True, slots=True)
class Launch:
    """How to start a child: command, environment, folder, and what is left open for it.

    `ends_on` is the signal it gets when this process dies; `account` another user than ours, which only root can give;
    `mixes_errors` says whether what it writes to stderr comes out with the rest, or goes where ours goes.
    """

    command: Sequence[str | Path]
    environ: Mapping[str, str]
    folder: Path
    ends_on: signal.Signals = signal.SIGTERM
    account: Account | None = None
    keeps_open: tuple[int, ...] = ()
    mixes_errors: bool = True


def rights_of(account: Account | None) -> dict[str, Any]:
    """What `subprocess` takes to run a program as `account`; nothing for ourselves."""
    return {"user": account.uid, "group": account.gid, "extra_groups": []} if account else {}


def start(launch: Launch) -> subprocess.Popen[bytes]:
    """Starts the child; what it prints comes out of `stdout`. Raises `CannotStart`.

    Must be called from the main thread: the kernel counts the end of the calling thread as the parent's end.
    """
    try:
        child: subprocess.Popen[bytes] = subprocess.Popen(
            [str(part) for part in launch.command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if launch.mixes_errors else None,
            env=dict(launch.environ),
            cwd=launch.folder,
            pass_fds=launch.keeps_open,
            start_new_session=True,
            preexec_fn=ends_with_parent(os.getpid(), launch.ends_on),
            **rights_of(launch.account),
        )
    except OSError as error:
        raise CannotStart(f"{launch.command[0]} cannot be started: {error.strerror}") from error
    _widen(child.stdout)
    return child


def kill_all(process: subprocess.Popen[bytes]) -> None:
    """Kills the child and everything of its session, and waits for the child."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _widen(pipe: IO[bytes] | None) -> None:
    """Gives what a child prints some room: it stands still when the pipe is full because nobody reads for a while."""
    if pipe is not None and hasattr(fcntl, "F_SETPIPE_SZ"):
        with suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE_BYTES)


def ends_with_parent(parent: int, ends_on: signal.Signals) -> Callable[[], None]:
    """What the child does between fork and exec, after the change of user (which would undo it)."""

    def ask_the_kernel() -> None:
        if LIBC is not None:
            LIBC.prctl(PR_SET_PDEATHSIG, int(ends_on))
        if os.getppid() != parent:
            os._exit(1)

    return ask_the_kernel
