"""Every YAML file: well formed, no key twice, one indentation, lines that can be read."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from scripts.check_ops import tools

STYLE = """extends: default
rules:
  line-length: {max: 125}
  document-start: disable
  comments: {min-spaces-from-content: 2}
  truthy: {check-keys: false}  # `on:` of a workflow
"""


def checked(root: Path) -> Iterator[str]:
    """The files under version control, or not yet and not ignored, with which nothing is wrong."""
    yamllint = tools.of_package("yamllint", "yamllint")
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.yml", "*.yaml"]
    names = subprocess.check_output(asked, cwd=root, text=True).splitlines()
    files = [name for name in names if (root / name).is_file()]
    yamllint.run("--strict", "--config-data", STYLE, *files, cwd=root)
    yield f"{len(files)} files ({yamllint.label})"
