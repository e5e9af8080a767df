"""`flask invoices extract`: files and folders to one JSON object a line, whatever lies among them."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from app.invoices.cli import group

BILL = """SHREE GANESH TRADERS
12 MG Road, Pune 411001
GSTIN: 27AAPFU0939F1ZV
TAX INVOICE
Invoice No: SGT/24-25/101   Date: 05/04/2026
Bill To: Ravi Hardware
Grand Total 5,935.00
"""


class TestExtract:
    def test_each_file_is_an_object_by_its_name(self, tmp_path: Path) -> None:
        paths = [written(tmp_path / "one.txt", BILL), written(tmp_path / "two.txt", BILL.replace("101", "102"))]
        result, objects = extracted(tmp_path, *paths)
        assert result.exit_code == 0
        assert [(one["id"], one["invoice_number"]) for one in objects] == [
            ("one", "SGT/24-25/101"),
            ("two", "SGT/24-25/102"),
        ]

    def test_short_form_stands_at_the_top_as_it_is_printed(self, tmp_path: Path) -> None:
        _, (found,) = extracted(tmp_path, written(tmp_path / "one.txt", BILL))
        assert [found[name] for name in ("company", "date", "address", "total")] == [
            "SHREE GANESH TRADERS",
            "05/04/2026",
            "12 MG Road, Pune 411001",
            "5,935.00",
        ]

    def test_name_that_is_no_utf8_ends_nothing(self, tmp_path: Path) -> None:
        odd = written(tmp_path / os.fsdecode(b"bill\xff.txt"), BILL)
        result, objects = extracted(tmp_path, odd, written(tmp_path / "one.txt", BILL))
        assert (result.exit_code, [one["id"] for one in objects]) == (0, ["bill\ufffd", "one"])

    def test_pipe_is_not_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        _, (found,) = extracted(tmp_path, tmp_path / "pipe")
        assert found["error"]["code"] == "not_opened"

    def test_folder_gives_its_documents_by_name(self, tmp_path: Path) -> None:
        folder = tmp_path / "papers"
        folder.mkdir()
        for name in ("b.txt", "a.txt", "notes.md"):
            written(folder / name, BILL)
        _, objects = extracted(tmp_path, folder)
        assert [one["id"] for one in objects] == ["a", "b"]

    def test_boxes_are_read(self, tmp_path: Path) -> None:
        rows = [f"50,{y},400,{y},400,{y + 20},50,{y + 20},{line}" for y, line in enumerate_rows(BILL)]
        _, (found,) = extracted(tmp_path, written(tmp_path / "scan.csv", "\n".join(rows)))
        assert (found["invoice_number"], found["supplier"]["gstin"]) == ("SGT/24-25/101", "27AAPFU0939F1ZV")

    def test_bad_files_have_an_error_and_the_others_go_on(self, tmp_path: Path) -> None:
        bad, missing = written(tmp_path / "bad.pdf", "MZ\x00\x01"), tmp_path / "gone.pdf"
        result, objects = extracted(tmp_path, bad, missing, written(tmp_path / "one.txt", BILL))
        assert result.exit_code == 0
        assert [bool(one["error"]) for one in objects] == [True, True, False]
        assert all(one["error"]["code"] and one["error"]["message"] for one in objects[:2])

    def test_nothing_that_could_be_opened_is_told_by_the_exit_code(self, tmp_path: Path) -> None:
        result, _ = extracted(tmp_path, tmp_path / "gone.pdf")
        assert result.exit_code == 2

    def test_document_is_never_overwritten(self, tmp_path: Path) -> None:
        path = written(tmp_path / "one.txt", BILL)
        result = CliRunner().invoke(group, ["extract", str(path), "--out", str(path)])
        assert result.exit_code != 0
        assert path.read_text(encoding="utf-8") == BILL

    @pytest.mark.parametrize(("day", "found"), [("2026-04-05", "2026-04-05"), ("2026-04-01", None)])
    def test_no_document_is_dated_after_the_reading(self, tmp_path: Path, day: str, found: str | None) -> None:
        _, (one,) = extracted(tmp_path, written(tmp_path / "one.txt", BILL), options=("--reference-date", day))
        assert one["invoice_date"] == found


def enumerate_rows(text: str) -> list[tuple[int, str]]:
    return [(30 + 30 * number, line) for number, line in enumerate(text.splitlines())]


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def extracted(folder: Path, *paths: Path, options: tuple[str, ...] = ()) -> tuple[Result, list[dict[str, Any]]]:
    out = folder / "out.jsonl"
    result = CliRunner().invoke(group, ["extract", *map(str, paths), "--out", str(out), *options])
    return result, [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
