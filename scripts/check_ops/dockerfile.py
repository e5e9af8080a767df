"""What the Dockerfile puts into an image, by its own COPY lines, and what of it is let through by .dockerignore.

Read: `FROM ... AS` and `COPY` with and without `--from`. That is all our file needs; another option of COPY raises.
"""

import fnmatch
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from scripts.check_ops.tools import Wrong

CONTINUED = re.compile(r"\\\n(?:[ \t]*#.*\n)*")
FROM = re.compile(r"FROM\s+(\S+)(?:\s+AS\s+(\S+))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: what it starts from, and what is copied from the checkout into which place."""

    name: str
    ground: str
    copies: tuple[tuple[tuple[str, ...], str], ...]


def stages(root: Path) -> dict[str, Stage]:
    """Every named stage. Raises `Wrong` for a COPY that is written in another way."""
    found: dict[str, Stage] = {}
    name, ground = "", ""
    for line in _instructions(root):
        begun = FROM.fullmatch(line)
        if begun:
            ground, name = begun[1], begun[2] or ""
            found[name] = Stage(name, ground, ())
        elif line.startswith("COPY "):
            found[name] = Stage(name, ground, (*found[name].copies, *_copied(line)))
    return found


def tree(root: Path, target: str, into: Path) -> None:
    """Lays out in `into` what the image `target` has of the checkout. Raises `Wrong` when a source is missing."""
    stage = stages(root)[target]
    for sources, place in stage.copies:
        for source in sources:
            _copy(root, source, into / place / (Path(source).name if place.endswith("/") else ""))


def _copy(root: Path, source: str, place: Path) -> None:
    origin = root / source
    if not origin.exists():
        raise Wrong(f"Dockerfile copies {source}, which is not there")
    if not is_let_through(root, source):
        raise Wrong(f"Dockerfile copies {source}, which .dockerignore keeps out")
    place.parent.mkdir(parents=True, exist_ok=True)
    if origin.is_dir():
        shutil.copytree(origin, place, ignore=lambda folder, names: _kept_out(root, Path(folder), names))
    else:
        shutil.copyfile(origin, place)


def is_let_through(root: Path, source: str) -> bool:
    """Whether .dockerignore leaves `source` in the build: the last line that speaks of it or a folder of it decides."""
    kept = True
    for line in (root / ".dockerignore").read_text().splitlines():
        pattern = line.strip()
        if not pattern or pattern.startswith("#"):
            continue
        if _speaks_of(pattern.removeprefix("!"), PurePosixPath(source)):
            kept = pattern.startswith("!")
    return kept


def _speaks_of(pattern: str, path: PurePosixPath) -> bool:
    everywhere = pattern.removeprefix("**/")
    if everywhere != pattern:
        return any(fnmatch.fnmatchcase(part, everywhere) for part in path.parts)
    wanted = PurePosixPath(pattern).parts
    return len(path.parts) >= len(wanted) and all(map(fnmatch.fnmatchcase, path.parts, wanted))


def _kept_out(root: Path, folder: Path, names: list[str]) -> list[str]:
    place = folder.relative_to(root)
    return [name for name in names if not is_let_through(root, str(PurePosixPath(place / name)))]


def _copied(line: str) -> Iterator[tuple[tuple[str, ...], str]]:
    words = line.split()[1:]
    if words[0].startswith("--from="):
        return
    if words[0].startswith("--"):
        raise Wrong(f"Dockerfile: {words[0]} is not understood here")
    place = words[-1].removeprefix("./")
    yield tuple(words[:-1]), place if place else "./"


def _instructions(root: Path) -> list[str]:
    text = CONTINUED.sub(" ", (root / "Dockerfile").read_text())
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
