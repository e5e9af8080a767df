"""How large the images' packages are: each target's lists installed into a fresh folder, as its build does it.

Downloads some 400 MB, so it is asked for by name. docs/deployment.md holds the figures.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.check_ops import dockerfile, tools
from scripts.check_ops.kinds.images import LISTS

IS_ASKED_FOR = True
MEGABYTE = 1_000_000
LARGEST = 6


def checked(root: Path) -> Iterator[str]:
    """Each target: its packages and its own files, in MB of 1,000,000 bytes, and what is largest in it."""
    uv = tools.of_package("uv", "uv")
    for target, lists in LISTS.items():
        with TemporaryDirectory() as place:
            packages, files = Path(place) / "packages", Path(place) / "files"
            wanted = [part for name in lists for part in ("-r", name)]
            exact = ("--python", sys.executable, "--require-hashes", "--only-binary", ":all:", "--no-config")
            uv.run("pip", "install", "--quiet", "--target", packages, *exact, *wanted, cwd=root)
            dockerfile.tree(root, target, files)
            yield f"{target}: packages {_megabytes(packages)} MB, own files {_megabytes(files)} MB ({uv.label})"
            yield f"{target}: the largest, in MB: {_largest(packages)}"


def _largest(folder: Path) -> str:
    parts = sorted(((_megabytes(part), part.name) for part in folder.iterdir()), reverse=True)
    return ", ".join(f"{name} {size}" for size, name in parts[:LARGEST])


def _megabytes(place: Path) -> int:
    return _bytes(place) // MEGABYTE


def _bytes(place: Path) -> int:
    """What lies below, links not followed."""
    if place.is_file():
        return place.lstat().st_size
    return sum(path.lstat().st_size for path in place.rglob("*") if path.is_file() and not path.is_symlink())
