"""`flask gst import-hsn`: the whole list, or nothing and a sentence."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from app.runtime.identity import Caller
from app.runtime.runtime import Runtime


class TestImport:
    @pytest.mark.parametrize("file", ["csv_list", "workbook"])
    def test_takes_the_list_as_workbook_and_as_csv(
        self, app: Flask, rt: Runtime, rows: list[tuple[str, str]], file: str, request: pytest.FixtureRequest
    ) -> None:
        result = app.test_cli_runner().invoke(args=["gst", "import-hsn", str(request.getfixturevalue(file))])
        assert result.exit_code == 0, result.output
        assert f"{len(rows):,} codes are in the list." in result.output
        assert stored(rt) == dict(rows)

    def test_says_what_it_left_out(self, app: Flask, workbook: Path) -> None:
        result = app.test_cli_runner().invoke(args=["gst", "import-hsn", str(workbook)])
        assert "Left out, no code: 1 rows" in result.stderr
        assert "Left out, no description: 1 rows" in result.stderr

    def test_drops_codes_that_a_newer_list_no_longer_has(self, app: Flask, rt: Runtime, csv_list: Path) -> None:
        runner = app.test_cli_runner()
        runner.invoke(args=["gst", "import-hsn", str(csv_list)])
        kept = [line for line in csv_list.read_text().splitlines() if not line.startswith("25232930,")]
        csv_list.write_text("\n".join(kept))
        assert runner.invoke(args=["gst", "import-hsn", str(csv_list)]).exit_code == 0
        assert "25232930" not in stored(rt)

    @pytest.mark.parametrize(
        ("name", "content", "sentence"),
        [
            ("few.csv", b"code,description\n8471,Computers\n", "Only 1 codes were found"),
            ("other.csv", b"a,b\n1,2\n", "Only 0 codes were found"),
            ("latin.csv", b"code,description\n8471,caf\xe9\n", "cannot be read as a CSV in UTF-8"),
            ("broken.xlsx", b"PK\x03\x04 no workbook", "cannot be read as an Excel workbook"),
            ("renamed.xlsx", b"code,description\n", "cannot be read as an Excel workbook"),
        ],
    )
    def test_of_something_else_changes_nothing(
        self, app: Flask, rt: Runtime, csv_list: Path, tmp_path: Path, name: str, content: bytes, sentence: str
    ) -> None:
        runner = app.test_cli_runner()
        runner.invoke(args=["gst", "import-hsn", str(csv_list)])
        before = stored(rt)
        (tmp_path / name).write_bytes(content)
        result = runner.invoke(args=["gst", "import-hsn", str(tmp_path / name)])
        assert result.exit_code == 1
        assert sentence in result.output
        assert stored(rt) == before


def stored(rt: Runtime) -> dict[str, str]:
    with rt.db.transaction(Caller.service()) as tx:
        return {row.code: row.description for row in tx.execute(text("select code, description from hsn_codes"))}
