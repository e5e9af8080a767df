"""What an operator reads when a command cannot do its work."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from app.factory import create_app
from app.runtime.settings import Settings

COMMANDS = (
    *("flags list", "flags set fraud_detection --disabled", "demo load"),
    *("models list", "models measure", "models verify", "models promote m 1 --reason why", "models retrain m"),
)


class TestCommands:
    @pytest.mark.parametrize("command", COMMANDS)
    def test_a_database_that_is_away_is_told_in_a_line(self, stranded: Flask, command: str) -> None:
        result = stranded.test_cli_runner().invoke(args=command.split())
        assert result.exit_code == 1
        assert result.output == "Error: Your books cannot be reached for the moment. Please try again shortly.\n"

    @pytest.mark.parametrize("command", ["audit export --out", "audit anchor --out"])
    def test_a_file_that_cannot_be_written_is_told_in_a_line(self, app: Flask, tmp_path: Path, command: str) -> None:
        out = tmp_path / "missing" / "out"
        result = app.test_cli_runner().invoke(args=[*command.split(), str(out)])
        assert (result.exit_code, result.output.splitlines()[-1]) == (1, f"Error: {out}: No such file or directory.")

    @pytest.mark.parametrize("group", ["books", "config", "db", "demo", "flags", "models", "token"])
    def test_nonsense_is_refused_in_words(self, stranded: Flask, group: str) -> None:
        result = stranded.test_cli_runner().invoke(args=[group, "nonsense"])
        assert result.exit_code == 2
        assert "No such command 'nonsense'" in result.output


@pytest.fixture
def stranded(settings: Settings) -> Flask:
    """The application, at whose database's address nobody listens."""
    return create_app(replace(settings, database_url="postgresql://nobody:x@127.0.0.1:1/none"))
