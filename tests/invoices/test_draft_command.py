"""`flask invoices draft`: what it writes without a server, and what it says of a bad file."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from app.invoices.cli import group

ROWS = [
    {"id": "a", "text": "Sharma ji ka bill, 10 bori cement 350 ke bhav, 18% GST, kal tak"},
    {"id": "b", "text": "12 kilo chini 44 rupaye kilo ka bill bana do"},
    {"id": "c", "text": "good morning"},
    {"id": "d", "text": "7" * 100_000},
]


class TestDrafts:
    def test_every_sentence_has_a_line(self, tmp_path: Path) -> None:
        found = drafted(tmp_path, ROWS)
        assert [(one["id"], one["status"]) for one in found] == [
            *(("a", "draft"), ("b", "needs_input"), ("c", "rejected"), ("d", "rejected"))
        ]
        assert found[0]["result"] == {
            "customer_name": "Sharma",
            "items": [{"description": "cement", "quantity": 10, "unit": "bag", "unit_price": 350}],
            "gst_rate": 18,
            "due_in_days": 1,
            "total": 4130,
        }

    def test_what_is_missing_is_one_question(self, tmp_path: Path) -> None:
        found = drafted(tmp_path, ROWS)
        assert [one["question"] for one in found] == [None, "Whom is the bill for?", None, None]
        assert "customer_name" not in found[1]["result"]

    def test_cases_may_stand_below_a_heading(self, tmp_path: Path) -> None:
        assert len(drafted(tmp_path, {"_meta": {}, "cases": ROWS[:1]})) == 1

    def test_relative_days_count_from_the_day_of_reference(self, tmp_path: Path) -> None:
        rows = [{"id": 1, "text": "Ravi ko 2 pens 10 each, agle mahine ki 1 tareekh tak"}]
        assert drafted(tmp_path, rows)[0]["result"]["due_date"] == "2026-05-01"

    def test_progress_is_told_beside(self, tmp_path: Path) -> None:
        assert "4 of 4 sentences" in run(tmp_path, ROWS).stderr


class TestBadFiles:
    @pytest.mark.parametrize(
        ("content", "told"),
        [
            ("[1", "is not a JSON file"),
            ("5", "holds no list"),
            ('[{"id": 1}]', "Entry 1"),
            ("[" * 100_000, "is not a JSON file"),
        ],
    )
    def test_ends_with_a_sentence(self, tmp_path: Path, content: str, told: str) -> None:
        result = run(tmp_path, content)
        assert result.exit_code == 2
        assert told in result.stderr

    def test_missing_file_too(self, tmp_path: Path) -> None:
        result = CliRunner().invoke(group, ["draft", str(tmp_path / "none.json"), "--out", str(tmp_path / "out")])
        assert (result.exit_code, "could not be opened" in result.stderr) == (2, True)

    def test_the_sentences_are_never_written_over(self, tmp_path: Path) -> None:
        path = tmp_path / "in.json"
        path.write_text("[]")
        assert CliRunner().invoke(group, ["draft", str(path), "--out", str(path)]).exit_code != 0
        assert path.read_text() == "[]"


def drafted(folder: Path, rows: object) -> list[Mapping[str, Any]]:
    """The objects that are written."""
    assert run(folder, rows).exit_code == 0
    return [json.loads(line) for line in (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()]


def run(folder: Path, rows: object) -> Result:
    path = folder / "in.json"
    path.write_text(rows if isinstance(rows, str) else json.dumps(rows), encoding="utf-8")
    arguments = ["draft", str(path), "--out", str(folder / "out.jsonl"), "--reference-date", "2026-04-10"]
    return CliRunner().invoke(group, arguments)
