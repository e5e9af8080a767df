"""`flask db`, as it is typed."""

import pytest
from click.testing import CliRunner, Result

from app.runtime.db_cli import group


class TestUpgrade:
    def test_shows_each_file_as_it_is_applied(self, empty_url: str) -> None:
        result = _typed("upgrade", "--local", url=empty_url)
        assert result.exit_code == 0
        assert result.output.splitlines()[0] == "applied local/0001_auth.sql"
        assert result.output.splitlines()[-1].endswith("files applied, 0 were there")


class TestStatus:
    def test_tells_applied_from_pending(self, empty_url: str) -> None:
        assert {line.split()[0] for line in _typed("status", url=empty_url).output.splitlines()} == {"local", "pending"}
        _typed("upgrade", "--local", url=empty_url)
        assert {line.split()[0] for line in _typed("status", url=empty_url).output.splitlines()} == {"applied"}


class TestWithoutDatabase:
    @pytest.mark.parametrize("command", ["upgrade", "status"])
    def test_one_line_says_that_it_cannot_be_reached(self, command: str) -> None:
        result = _typed(command, url="postgresql://postgres:secret-word@127.0.0.1:1/none")
        assert result.exit_code == 1
        assert result.output.startswith("Error: the database cannot be reached: ")
        assert len(result.output.splitlines()) == 1
        assert "secret-word" not in result.output

    def test_one_line_says_that_the_address_is_none(self) -> None:
        result = _typed("status", url="mysql://here")
        assert (result.exit_code, result.output) == (1, "Error: DATABASE_URL must start with postgresql://\n")


def _typed(*words: str, url: str) -> Result:
    return CliRunner().invoke(group, words, env={"DATABASE_URL": url})
