"""A disk of a few megabytes that can be filled to the last byte: a tmpfs, which only root may mount."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.chaos.records import NotHere

BALLAST = "ballast"
CHUNK = bytes(1 << 16)


@contextmanager
def mounted(place: Path, *, megabytes: int) -> Iterator[Path]:
    """The folder `place` on a disk of its own. Raises `NotHere` where it cannot be mounted."""
    place.mkdir(mode=0o755, exist_ok=True)
    words = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0755", "tmpfs", str(place)]
    if os.geteuid() != 0:
        raise NotHere("only root may mount a small disk (tmpfs)")
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode:
        raise NotHere(f"a small disk cannot be mounted: {done.stderr.strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(place: Path) -> None:
    """Takes what room is left on the disk of `place`."""
    with (place / BALLAST).open("ab", buffering=0) as file:
        try:
            while file.write(CHUNK):
                pass
        except OSError:
            pass


def clear(place: Path) -> None:
    """Gives it back."""
    (place / BALLAST).unlink(missing_ok=True)
