"""`flask books import`: what an operator types, and reads."""

import json
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask

from tests.books import papers


class TestImport:
    def test_says_what_it_brought_in_and_how_fast(self, app: Flask, books: Path) -> None:
        code, said = _run(app, str(books), "--owner", str(uuid4()))
        assert code == 0
        assert "  invoices: 3 rows" in said
        assert "Pamban Hardware" in said
        assert "4 documents and 4 payments in " in said
        assert "rows were new or different" in said

    def test_bad_rows_end_it_with_a_line_each(self, app: Flask, books: Path) -> None:
        books.write_text(books.read_text().replace('"2026-01-10"', '"soon"').replace('"barter"', "5"))
        code, said = _run(app, str(books))
        assert code == 1
        assert "Nothing was imported: 2 places in the file cannot be taken." in said
        assert said.count("books.json, line 1, column ") == 2
        assert "Traceback" not in said

    def test_fields_that_nobody_reads_are_told(self, app: Flask, books: Path) -> None:
        books.write_text(json.dumps(papers.content(mood="good")))
        assert "Left out, as nothing here reads it: mood (business)" in _run(app, str(books))[1]

    @pytest.mark.parametrize("arguments", [("nowhere.json",), (".", "--owner", "me"), ()])
    def test_nonsense_is_refused_in_words(self, app: Flask, arguments: tuple[str, ...]) -> None:
        code, said = _run(app, *arguments)
        assert code == 2
        assert "Error: " in said


def _run(app: Flask, *arguments: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["books", "import", *arguments])
    return result.exit_code, result.output


@pytest.fixture
def books(tmp_path: Path) -> Path:
    path = tmp_path / "books.json"
    path.write_text(json.dumps(papers.content()))
    return path
