"""Workflows of CI: their schema, their security, and that each action is one commit whose version stands behind it."""

import re
from collections.abc import Iterator
from pathlib import Path

from scripts.check_ops import tools

FOLDER = Path(".github/workflows")
OWN = "$/"
USES = re.compile(r"^\s*(?:- )?uses: (\S+)(.*)$", re.MULTILINE)
COMMIT = re.compile(r"[\w./-]+@[0-9a-f]{40}")
VERSION = re.compile(r"  # v\d+\.\d+\.\d+")


def checked(root: Path) -> Iterator[str]:
    """Each workflow with which nothing is wrong."""
    schema = tools.of_package("check-jsonschema", "check-jsonschema")
    security = tools.of_package("zizmor", "zizmor")
    for path in sorted((root / FOLDER).glob("*.yml")):
        schema.run("--builtin-schema", "vendor.github-workflows", path)
        security.run("--no-progress", "--offline", "--strict-collection", path)
        moving = unpinned(path.read_text())
        if moving:
            raise tools.Wrong(f"{path.name}: {', '.join(moving)}: name the commit, and its version behind it")
        yield f"{path.relative_to(root)} ({schema.label}, {security.label}, every action one commit)"


def unpinned(workflow: str) -> list[str]:
    """Actions that are not named by a full commit with the version in a comment."""
    found = [(uses, rest) for uses, rest in USES.findall(workflow) if not uses.startswith(OWN)]
    return [uses for uses, rest in found if not (COMMIT.fullmatch(uses) and VERSION.fullmatch(rest))]
