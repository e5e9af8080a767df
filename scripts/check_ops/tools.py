"""The tools that judge: found on this machine, or installed, and always named with their version."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LONGEST_SECONDS = 600
SYSTEM_FOLDERS = ("/usr/sbin", "/sbin", "/usr/bin", "/bin")
"""Debian keeps servers where the PATH of an ordinary user does not look."""


class Wrong(Exception):
    """A tool refuses what it was shown, or is not to be had; the message is what the operator needs to read."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A program, and `label`: its name and version, for the line that is printed."""

    path: Path
    label: str

    def run(
        self, *arguments: str | Path, cwd: Path | None = None, given: str = "", environ: Mapping[str, str] | None = None
    ) -> str:
        """What it prints, both streams together, `given` being its input. Raises `Wrong` unless it ends with 0."""
        command = [str(self.path), *map(str, arguments)]
        done = subprocess.run(
            command,
            cwd=cwd,
            input=given,
            env={**os.environ, **(environ or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=LONGEST_SECONDS,
        )
        if done.returncode:
            raise Wrong(f"{self.label}: {' '.join(command)} ended with {done.returncode}\n{done.stdout.strip()}")
        return done.stdout


def of_package(program: str, package: str) -> Tool:
    """A program that the package brings (requirements-ops.txt). Raises `Wrong` when it is not installed."""
    path = Path(sys.executable).parent / program
    try:
        label = f"{package} {version(package)}"
    except PackageNotFoundError as missing:
        raise Wrong(f"{package} is not installed: python3 scripts/setup.py --ops") from missing
    if not path.exists():
        raise Wrong(f"{package} brought no program {program}")
    return Tool(path, label)


def of_debian(program: str, package: str) -> Tool:
    """A program of Debian, installed when it is missing. Raises `Wrong` where it cannot be."""
    if _found(program) is None:
        install(package)
    path = _found(program)
    if path is None:
        raise Wrong(f"{program} is not there, though {package} is installed")
    return Tool(path, f"{package} {debian_version(package)}")


@cache
def install(package: str) -> None:
    """Installs a Debian package. Raises `Wrong` where there is no Debian, no right to, or no network."""
    apt, may = shutil.which("apt-get"), os.geteuid() == 0
    if apt is None or not may:
        raise Wrong(f"{package} is missing; install it: sudo apt-get install --no-install-recommends {package}")
    quiet = Tool(Path(apt), "apt-get")
    silent = {"DEBIAN_FRONTEND": "noninteractive"}
    quiet.run("update", "-qq", environ=silent)
    # On a machine that runs services, a package must not start another one.
    quiet.run("install", "-y", "-qq", "--no-install-recommends", package, environ=silent | {"RUNLEVEL": "1"})


def debian_version(package: str) -> str:
    """The version of an installed Debian package; `(own build)` for a program from elsewhere."""
    asked = ["dpkg-query", "--show", "--showformat=${Version}", package]
    try:
        done = subprocess.run(asked, capture_output=True, text=True, timeout=LONGEST_SECONDS)
    except FileNotFoundError:
        return "(own build)"
    return done.stdout.strip() or "(own build)"


def _found(program: str) -> Path | None:
    path = shutil.which(program, path=os.pathsep.join((os.environ.get("PATH", ""), *SYSTEM_FOLDERS)))
    return Path(path) if path else None
