"""What is typed behind `deploy.sh` and its like, and the release that it means."""

import argparse
import os
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from scripts.deployment.records import ENVIRONMENTS, TARGETS, Failed, Wanted

NAME = re.compile(r"^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$")
"""What may be a folder, a tag of an image and a label of Kubernetes at once."""


def deployment(arguments: Sequence[str], source: Path) -> Wanted:
    """What `deploy.sh` was asked for. Raises `Failed`, or ends the process where it was typed wrongly."""
    parser = _parser("deploy.sh", "Brings this checkout, as one version, to where it serves.")
    parser.add_argument("monitoring", nargs="?", choices=["monitoring"], help="also start what watches")
    parser.add_argument("--skip-backup", action="store_true", help="make no backup first")
    parser.add_argument("--skip-tests", action="store_true", help="do not load the release before it serves")
    parser.add_argument(
        "--force", action="store_true", help="again, though it runs; with uncommitted changes; is logged"
    )
    parser.add_argument("--dry-run", action="store_true", help="look at everything, change nothing")
    asked = parser.parse_args(arguments)
    return Wanted(
        environment=environment(),
        version=_version(source, is_forced=asked.force),
        target=asked.target,
        with_monitoring=asked.monitoring is not None,
        skips_backup=asked.skip_backup,
        skips_tests=asked.skip_tests,
        is_forced=asked.force,
        is_dry=asked.dry_run,
    )


def way_back(arguments: Sequence[str]) -> tuple[str, str, bool]:
    """What `rollback.sh` was asked for: environment, target, and whether models stay as they are."""
    parser = _parser("rollback.sh", "Lets the version serve again that served before the present one.")
    parser.add_argument("--keep-models", action="store_true", help="leave the models that serve as they are")
    asked = parser.parse_args(arguments)
    return environment(), asked.target, asked.keep_models


def look(arguments: Sequence[str]) -> tuple[str, bool]:
    """What `monitor.sh` was asked for: the target, and whether to look again and again."""
    parser = _parser("monitor.sh", "Looks once at what serves.")
    parser.add_argument("once", nargs="?", choices=["once"], help="the default")
    parser.add_argument("--follow", action="store_true", help="look again every ten seconds, until Ctrl-C")
    asked = parser.parse_args(arguments)
    return asked.target, asked.follow


def _parser(program: str, meaning: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=program, description=meaning, epilog="ENVIRONMENT=staging (default) or production; VERSION=1.4.0"
    )
    parser.add_argument("--target", choices=TARGETS, default=os.environ.get("TARGET") or "compose")
    return parser


def environment() -> str:
    """Which one ENVIRONMENT names, staging without a word. Raises `Failed` for any other."""
    found = os.environ.get("ENVIRONMENT") or "staging"
    if found not in ENVIRONMENTS:
        raise Failed(f"ENVIRONMENT is {found}; it must be one of {', '.join(ENVIRONMENTS)}.")
    return found


def _version(source: Path, *, is_forced: bool) -> str:
    """VERSION, or what git calls this commit."""
    name = os.environ.get("VERSION") or _described(source)
    if not NAME.match(name):
        raise Failed(f"{name or 'Nothing'} is no name of a version; say which one this is: VERSION=1.4.0")
    if name.endswith("-dirty") and not is_forced:
        raise Failed("There are changes that are not committed; commit them, or say --force.")
    return name


def _described(source: Path) -> str:
    command = ["git", "describe", "--tags", "--always", "--dirty"]
    try:
        return subprocess.run(command, cwd=source, capture_output=True, text=True).stdout.strip().removeprefix("v")
    except FileNotFoundError:
        return ""
