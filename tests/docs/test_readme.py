"""The commands under "Try it" in the README, typed in order into one shell, print the answers shown below them."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.running import System

SECTION = re.compile(r"^## Try it\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
STEP = re.compile(r"^```sh\n(.*?)^```\n(?:\s*```json\n(.*?)^```)?", re.MULTILINE | re.DOTALL)
ADDRESS, FOLDER = "localhost:8000", ".local/"
END_OF_STEP = "-- end of step --"


class TestTryIt:
    def test_commands_print_the_answers_shown(self, steps: list[tuple[str, str]], server: System) -> None:
        printed = typed([commands for commands, _ in steps], server)
        shown = [json.loads(answer) if answer else None for _, answer in steps]
        assert [answer(text) if wanted else None for text, wanted in zip(printed, shown, strict=True)] == shown

    def test_something_is_called_and_shown(self, steps: list[tuple[str, str]]) -> None:
        assert any(ADDRESS in commands and answer for commands, answer in steps)
        assert any(FOLDER in commands for commands, _ in steps)


def typed(steps: list[str], server: System) -> list[str]:
    """What each of `steps` prints in one shell, with the address and the folder of `server` for those of a reader."""
    script = "".join(f"{step}\necho '{END_OF_STEP}'\n" for step in steps)
    script = script.replace(ADDRESS, f"127.0.0.1:{server.port}").replace(FOLDER, f"{server.folder}/")
    environ = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "NO_PROXY": "127.0.0.1"}
    shell = ["bash", "-eu", "-o", "pipefail", "-c", script]
    done = subprocess.run(shell, cwd=server.folder, env=environ, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout.split(END_OF_STEP)[:-1]


def answer(text: str) -> Any:
    """The JSON that was printed; the text itself where it is none, to be seen in the comparison."""
    try:
        return json.loads(text)
    except ValueError:
        return text


@pytest.fixture(scope="module")
def steps(repository: Path) -> list[tuple[str, str]]:
    """`(commands, answer shown below them)`; the answer may be empty."""
    section = SECTION.search((repository / "README.md").read_text(encoding="utf-8"))
    assert section is not None, 'the README has no heading "Try it"'
    return STEP.findall(section[1])
