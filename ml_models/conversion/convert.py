"""Runs the locked-down child and inspects what it hands back."""

import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import IO

from ml_models import inspection
from ml_models.contracts import RefusedModel
from ml_models.conversion import child

CHILD = Path(__file__).resolve().parents[2] / "scripts" / "convert_model.py"
MOST_SECONDS = 300
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
SENTENCES = {
    child.CANNOT_LOCK_DOWN: "This machine cannot hold the conversion in a locked-down process (it needs Linux with "
    "seccomp on x86_64 or aarch64), so the file was not opened. Convert it on a machine that can.",
    child.CANNOT_READ: "The file could not be opened within its limits. It may need other libraries or versions, "
    "more memory, or it tried something that a model does not do.",
}


def converted(content: bytes) -> bytes:
    """The model in a pickle or joblib file, as skops bytes that passed inspection. Raises `RefusedModel`.

    Call it only for a file that somebody vouches for: code in it does run, though it can reach nothing.
    """
    with tempfile.TemporaryDirectory(prefix="conversion-") as folder, tempfile.TemporaryFile() as source:
        source.write(content)
        source.seek(0)
        code, said = _run(source, folder)
    if code:
        raise RefusedModel("not_converted", SENTENCES.get(code) or _what_it_said(code, said))
    return inspection.inspected(said, filename="what the conversion wrote").content


def _run(source: IO[bytes], folder: str) -> tuple[int, bytes]:
    """Exit code and output of the child, which gets no environment, no more time and no more room than it needs."""
    with subprocess.Popen(
        [sys.executable, "-I", "-B", str(CHILD)],
        stdin=source,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=ONE_THREAD,
        start_new_session=True,
    ) as process:
        ends = threading.Timer(MOST_SECONDS, process.kill)
        ends.start()
        try:
            said = _read(process)
            return process.wait(), said
        finally:
            ends.cancel()


def _read(process: subprocess.Popen[bytes]) -> bytes:
    """What the child writes, until it ends or has written more than any model may have."""
    parts, size = [], 0
    while process.stdout and size <= inspection.MOST_BYTES and (part := process.stdout.read(1 << 16)):
        parts.append(part)
        size += len(part)
    if size > inspection.MOST_BYTES:
        process.kill()
    return b"".join(parts)


def _what_it_said(code: int, said: bytes) -> str:
    """The child's reason, as far as it can be shown: it may have been written by the file itself."""
    if code != child.CANNOT_WRITE:
        return SENTENCES[child.CANNOT_READ]
    text = "".join(letter for letter in said[:600].decode("utf-8", "replace") if letter.isprintable())
    return f"The file was opened, but what is in it cannot be written as skops. {text}".strip()
