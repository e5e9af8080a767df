"""Programs of the machine, run as whoever owns what they write to."""

import os
from pathlib import Path

import pytest

from scripts.deployment import commands
from scripts.deployment.commands import Owner
from scripts.deployment.records import Failed

NOBODY = 65534


class TestOwner:
    @pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes somebody else")
    def test_root_writes_as_the_one_whose_folder_it_is(self, tmp_path: Path) -> None:
        assert commands.owner_of(tmp_path) is None
        os.chown(tmp_path, NOBODY, NOBODY)
        owner = commands.owner_of(tmp_path)
        assert owner == Owner(NOBODY, NOBODY)
        assert commands.output("id", "-u", folder=Path("/"), owner=owner).strip() == str(NOBODY)
        assert commands.output("id", "-G", folder=Path("/"), owner=owner).strip() == str(NOBODY)

    def test_folder_that_is_not_there_is_nobodys(self, tmp_path: Path) -> None:
        assert commands.owner_of(tmp_path / "none") is None


class TestFailure:
    def test_program_that_is_missing_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(Failed, match="no-such-program is not installed"):
            commands.output("no-such-program", folder=tmp_path)

    def test_last_words_are_told(self, tmp_path: Path) -> None:
        with pytest.raises(Failed, match="ended with 3: no room"):
            commands.output("sh", "-c", "echo no room >&2; exit 3", folder=tmp_path)
