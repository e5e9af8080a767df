"""Opens a file in a process of its own, limited in time, memory and reach, and hands on what it tells, frame by frame.

Time counts only while it is waited for the process: reading text from its pixels may take as long as it takes.
"""

import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from app.invoices.opening import frames
from app.invoices.records import files as refusals
from app.runtime.observe import metrics

MOST_SECONDS = 45.0
"""Of waiting for one file; a page of a PDF takes 0.01 s, a photo 0.3 s, fifty scanned pages 15 s."""
_ROOT = Path(__file__).resolve().parents[3]
_START = f"import sys; sys.path.insert(0, {str(_ROOT)!r}); from app.invoices.opening import child; child.main()"
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
_CHUNK = 1 << 20


def told(request: dict[str, Any], content: bytes) -> Iterator[tuple[dict[str, Any], bytes]]:
    """The frames of the process. Raises `TooMuchWork` past the limits, `FileDamaged` when it dies of the file."""
    with subprocess.Popen(
        [sys.executable, "-I", "-B", "-c", _START],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env=_ONE_THREAD,
        start_new_session=True,
    ) as process:
        try:
            yield from _frames(process, request, content)
        except (refusals.FileDamaged, refusals.TooMuchWork) as ended:
            metrics.readers_killed.labels("limit" if isinstance(ended, refusals.TooMuchWork) else "damage").inc()
            raise
        finally:
            process.kill()


def _frames(
    process: subprocess.Popen[bytes], request: dict[str, Any], content: bytes
) -> Iterator[tuple[dict[str, Any], bytes]]:
    take = _taker(process)
    try:
        if process.stdin:
            frames.write(cast(BinaryIO, process.stdin), request, content)
            process.stdin.close()
        while (frame := frames.read(take)) is not None:
            if "end" in frame[0]:
                return
            yield frame
    except (frames.Broken, BrokenPipeError):
        pass
    raise refusals.FileDamaged if _ended(process) > 0 else refusals.TooMuchWork


def _ended(process: subprocess.Popen[bytes]) -> int:
    """Its exit code; below zero when it had to be killed: by a limit, or here, since it does not end by itself."""
    try:
        return process.wait(1)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def _taker(process: subprocess.Popen[bytes]) -> Callable[[int], bytes]:
    """Takes so many bytes from the process, fewer at its end. Raises `TooMuchWork` when it was waited too long."""
    left = MOST_SECONDS

    def take(count: int) -> bytes:
        nonlocal left
        parts = []
        while count and process.stdout:
            began = time.monotonic()
            ready, _, _ = select.select([process.stdout], [], [], left)
            left -= time.monotonic() - began
            if not ready or left <= 0:
                raise refusals.TooMuchWork
            part = os.read(process.stdout.fileno(), min(count, _CHUNK))
            if not part:
                break
            parts.append(part)
            count -= len(part)
        return b"".join(parts)

    return take
