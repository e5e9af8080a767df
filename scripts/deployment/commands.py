"""Running a program of the machine, and saying plainly how it failed."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from scripts.deployment.records import Failed

LONGEST_SECONDS = 1800
SHOWN = 500
"""Characters of its last words: enough for the line that matters."""


def output(*command: str | Path, folder: Path, environ: Mapping[str, str] | None = None) -> str:
    """What it prints. Raises `Failed` unless it ends with 0 in half an hour."""
    words = [str(part) for part in command]
    try:
        done = subprocess.run(
            words, cwd=folder, env=environ or os.environ, capture_output=True, text=True, timeout=LONGEST_SECONDS
        )
    except FileNotFoundError as missing:
        raise Failed(f"{words[0]} is not installed.") from missing
    except subprocess.TimeoutExpired as late:
        raise Failed(f"{' '.join(words)} was not over after {LONGEST_SECONDS // 60} minutes.") from late
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip())[-SHOWN:]
        raise Failed(f"{' '.join(words)} ended with {done.returncode}: {said}")
    return done.stdout
