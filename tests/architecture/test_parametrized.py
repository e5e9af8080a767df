"""Values of `parametrize` name tests, so they are the same in every process that collects them.

pytest-xdist runs nothing where two of its processes found tests of different names ("Different tests were collected").
"""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture.parametrized import Module, is_left_to_chance, is_set, opened

Finds = Callable[[Module, ast.AST], bool]
OTHERS = """
def drawn(): return str(uuid.uuid4())
def fixed(): return 1
SOME = {1, 2}
"""
TEXT = """
from tests import others
from tests.others import drawn, SOME
PATHS = ("events", f"export/{{uuid4()}}")
def later(): return uuid4()
@pytest.mark.parametrize("value", {})
def test_one(value): ...
"""


class TestParametrized:
    def test_no_value_is_left_to_chance(self, repository: Path) -> None:
        assert _found(repository, is_left_to_chance) == [], "write fixed values, such as UUID(int=7)"

    def test_values_are_no_sets(self, repository: Path) -> None:
        assert _found(repository, is_set) == [], "a set has another order in each process: sort it"


class TestSearch:
    @pytest.mark.parametrize(
        "values",
        ["[str(uuid4())]", "PATHS", "[*PATHS, 1]", "[path for path in PATHS]", "[drawn()]", "[(1, others.drawn())]"],
    )
    def test_finds_chance_in_place_behind_names_and_in_other_files(self, tmp_path: Path, values: str) -> None:
        assert _found(_written(tmp_path, values), is_left_to_chance)

    @pytest.mark.parametrize(
        "values",
        ["[lambda: uuid4()]", "[later]", "[drawn]", "[Random(7).random()]", "[UUID(int=7)]", "[others.fixed()]"],
    )
    def test_passes_what_is_fixed_and_what_the_test_itself_draws(self, tmp_path: Path, values: str) -> None:
        assert not _found(_written(tmp_path, values), is_left_to_chance)

    @pytest.mark.parametrize("values", ["{1, 2}", "SOME", "others.SOME", "frozenset([1])", "{n for n in (1, 2)}"])
    def test_finds_sets(self, tmp_path: Path, values: str) -> None:
        assert _found(_written(tmp_path, values), is_set)

    @pytest.mark.parametrize("values", ["[1, 2]", "sorted(SOME)", "PATHS"])
    def test_passes_what_has_an_order(self, tmp_path: Path, values: str) -> None:
        assert not _found(_written(tmp_path, values), is_set)


def _found(root: Path, finds: Finds) -> list[str]:
    modules = [opened(root, path) for path in sorted((root / "tests").rglob("*.py"))]
    return [
        f"{module.path.relative_to(root)}:{value.lineno}"
        for module in modules
        for value in module.values
        if finds(module, value)
    ]


def _written(root: Path, values: str) -> Path:
    (root / "tests").mkdir()
    (root / "tests" / "others.py").write_text(OTHERS)
    (root / "tests" / "test_one.py").write_text(TEXT.format(values))
    return root
