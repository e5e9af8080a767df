"""The page on how to enter a notification names every dated table, and tests that are there."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

TABLE = re.compile(r"`([a-z_/*]+\.csv)`")
TEST = re.compile(r"`(tests/[a-z_/]+(?:\.py)?)`")


class TestPage:
    def test_names_every_table_and_no_other(self, data: Path, page: str) -> None:
        named = {path for pattern in TABLE.findall(page) for path in data.glob(pattern)}
        assert all(list(data.glob(pattern)) for pattern in TABLE.findall(page))
        assert set(data.rglob("*.csv")) - named == set()

    def test_every_test_it_names_is_there(self, repository: Path, page: str) -> None:
        named = TEST.findall(page)
        assert len(named) > 5
        assert [name for name in named if not (repository / name).exists()] == []

    def test_line_of_its_example_has_the_columns_of_its_table(self, data: Path, page: str) -> None:
        (example,) = re.findall(r"^```\n(.*)\n```$", page, re.MULTILINE)
        header, *rows = (data / "due_date_extensions.csv").read_text(encoding="utf-8").splitlines()
        assert len(example.split(",")) == len(header.split(","))
        assert example not in rows


class TestTables:
    def test_every_dated_row_has_its_days_in_order_and_its_source(self, data: Path) -> None:
        wrong = [
            (path.name, row)
            for path in sorted(data.rglob("*.csv"))
            for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
            if "valid_from" in row and not _is_dated(row)
        ]
        assert wrong == []


def _is_dated(row: dict[str, str]) -> bool:
    first = date.fromisoformat(row["valid_from"]) if row["valid_from"] else date.min
    last = date.fromisoformat(row["valid_to"]) if row["valid_to"] else date.max
    return first <= last and bool(row["source"].strip())


@pytest.fixture(scope="module")
def data(repository: Path) -> Path:
    return repository / "app" / "gst" / "data"


@pytest.fixture(scope="module")
def page(repository: Path) -> str:
    return (repository / "docs" / "law.md").read_text(encoding="utf-8")
