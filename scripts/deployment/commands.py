"""Running a program of the machine, and saying plainly how it failed."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.deployment.records import Failed

LONGEST_SECONDS = 1800
SHOWN = 500
"""Characters of its last words: enough for the line that matters."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Ids of a user and of its group."""

    user: int
    group: int


def owner_of(folder: Path) -> Owner | None:
    """Whose the folder is, where root would leave files in it that its owner may not touch; None for anybody else."""
    if os.geteuid() != 0 or not folder.exists() or folder.stat().st_uid == 0:
        return None
    return Owner(folder.stat().st_uid, folder.stat().st_gid)


def output(
    *command: str | Path, folder: Path, environ: Mapping[str, str] | None = None, owner: Owner | None = None
) -> str:
    """What it prints, run as `owner` where one is given. Raises `Failed` unless it ends with 0 in half an hour."""
    words = [str(part) for part in command]
    try:
        done = subprocess.run(
            words,
            cwd=folder,
            env=environ or os.environ,
            user=owner.user if owner else None,
            group=owner.group if owner else None,
            extra_groups=[] if owner else None,
            capture_output=True,
            text=True,
            timeout=LONGEST_SECONDS,
        )
    except FileNotFoundError as missing:
        raise Failed(f"{words[0]} is not installed.") from missing
    except subprocess.TimeoutExpired as late:
        raise Failed(f"{' '.join(words)} was not over after {LONGEST_SECONDS // 60} minutes.") from late
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip())[-SHOWN:]
        raise Failed(f"{' '.join(words)} ended with {done.returncode}: {said}")
    return done.stdout
