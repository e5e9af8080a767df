"""Every test that the page of security leans on is there, and every risk of the list has one."""

import ast
import re
from pathlib import Path

import pytest

RISKS = [f"API{number}" for number in range(1, 11)]
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+)::(test_\w+))?`")
FILE = re.compile(r"`(\.?[\w./-]+/[\w.-]+\.(?:py|yml))`")


class TestSecurityPage:
    @pytest.mark.parametrize("risk", RISKS)
    def test_each_risk_says_what_could_happen_what_stops_it_and_which_test_holds_it(
        self, sections: dict[str, str], risk: str
    ) -> None:
        for word in ("**Could happen.**", "**Stops it.**", "**Held by.**"):
            assert word in sections[risk]
        assert NAMED.search(sections[risk].partition("**Held by.**")[2])

    def test_each_named_test_is_there(self, page: str, repository: Path) -> None:
        named = NAMED.findall(page)
        assert len(named) > 50
        assert [one for one in named if not _is_there(repository / one[0], one[1], one[2])] == []

    def test_each_other_file_is_there(self, page: str, repository: Path) -> None:
        assert [name for name in FILE.findall(page) if not (repository / name).exists()] == []


def _is_there(path: Path, group: str, test: str) -> bool:
    if not path.exists():
        return False
    groups = [one for one in ast.parse(path.read_text()).body if isinstance(one, ast.ClassDef) and one.name == group]
    tests = {one.name for found in groups for one in found.body if isinstance(one, ast.FunctionDef)}
    return not test or test in tests


@pytest.fixture
def page(repository: Path) -> str:
    """The text."""
    return (repository / "docs" / "security.md").read_text()


@pytest.fixture
def sections(page: str) -> dict[str, str]:
    """The text of each risk."""
    parts = re.split(r"^### (API\d+) ", page, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))
