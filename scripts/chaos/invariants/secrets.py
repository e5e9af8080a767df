"""No secret stands in anything that the system printed or logged."""

from collections.abc import Iterable, Iterator
from pathlib import Path

LOGS = "*.log*"


class Logs:
    """What was written to the logs since the last look; files that were rotated are read from their beginning."""

    def __init__(self, printed: Path, folder: Path) -> None:
        self._printed, self._folder = printed, folder
        self._read: dict[Path, int] = {}
        self.new()

    def new(self) -> Iterator[bytes]:
        """The new part of each file."""
        parts = []
        for path in (self._printed, *sorted(self._folder.rglob(LOGS))):
            with path.open("rb") as file:
                begins = self._read.get(path, 0)
                file.seek(begins if begins <= path.stat().st_size else 0)
                parts.append(file.read())
                self._read[path] = file.tell()
        return iter(parts)


def problems(written: Iterable[bytes], secrets: Iterable[str]) -> Iterator[str]:
    """A sentence when any of `secrets` was written; the secret itself is not repeated."""
    whole = b"\n".join(written)
    if any(secret.encode() in whole for secret in secrets):
        yield "a secret of this system stands in its logs"
