"""The frame of `make check-ops`: a line for each thing, and no wrong one that goes unnoticed."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from scripts.check_ops.__main__ import is_in_order, known
from scripts.check_ops.tools import Tool, Wrong


class TestFrame:
    def test_first_wrong_thing_ends_its_kind_and_is_said(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert not is_in_order("kind", kind("one", None, "three"), Path())
        printed = capsys.readouterr()
        assert printed.out == "kind: one\n"
        assert printed.err == "kind: WRONG: two is broken\n"

    def test_kind_in_order_says_each_thing(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert is_in_order("kind", kind("one", "two"), Path())
        assert capsys.readouterr().out == "kind: one\nkind: two\n"

    def test_unknown_kind_is_refused_and_the_known_are_named(self, repository: Path) -> None:
        command = [sys.executable, "-m", "scripts.check_ops", "nowhere"]
        done = subprocess.run(command, cwd=repository, capture_output=True, text=True)
        assert done.returncode == 2
        assert {"images", "compose", "nginx", "servers", "shell", "sizes", "systemd"} <= set(known())
        assert ", ".join(known()) in done.stderr

    def test_tool_that_complains_is_wrong_with_its_words(self) -> None:
        shell = Tool(Path("/bin/sh"), "sh 1")
        assert shell.run("-c", "cat", given="read") == "read"
        with pytest.raises(Wrong, match=r"(?s)sh 1: .* ended with 3\nbad line"):
            shell.run("-c", "echo bad line >&2; exit 3")


def kind(*lines: str | None) -> ModuleType:
    """A kind that finds these things, None being one that is wrong."""

    def checked(root: Path) -> Iterator[str]:
        for line in lines:
            if line is None:
                raise Wrong("two is broken")
            yield line

    made = ModuleType("kind")
    made.__dict__["checked"] = checked
    return made
