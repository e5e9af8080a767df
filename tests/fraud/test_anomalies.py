"""`flask fraud anomalies`: how odd the rows of a table of payments are, from a file to a file."""

import csv
import gzip
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.fraud.cli.anomalies import anomalies

HEADER = "row_id,day,department,supplier,amount,label"
SOLD = [f"R{n},2026-04-{n % 28 + 1:02d},{n % 4},S{n % 4}{n % 3},{100 + n % 50}.50,regular" for n in range(400)]
ODD = 'X1,2026-04-02,1,S10,"9,50,000.00",odd'
SWAPPED = "X2,2026-04-02,2,S11,120.00,odd"
TABLE = [HEADER, *SOLD[:200], ODD, *SOLD[200:], SWAPPED]


class TestScores:
    def test_every_row_in_its_order_with_the_odd_ones_highest(self, tmp_path: Path) -> None:
        done, rows = judged(tmp_path, TABLE)
        assert done.exit_code == 0 and "402 rows" in done.output
        assert [row["row_id"] for row in rows] == [line.split(",")[0] for line in TABLE[1:]]
        assert {row["row_id"] for row in sorted(rows, key=lambda row: -float(row["score"]))[:2]} == {"X1", "X2"}

    def test_reasons_are_words_about_the_row(self, tmp_path: Path) -> None:
        reasons = {row["row_id"]: row["reasons"] for row in judged(tmp_path, TABLE)[1]}
        assert "amount 9,50,000.00 is far above what such rows usually have, about 1" in reasons["X1"]
        assert 'supplier "S11" was never booked with department "2": 0 of its 34 other rows' in reasons["X2"]
        assert reasons["R7"] == "nothing unusual"

    def test_the_label_is_not_looked_at(self, tmp_path: Path) -> None:
        without = [line.rsplit(",", 1)[0] for line in TABLE]
        assert judged(tmp_path, without)[1] == judged(tmp_path, TABLE)[1]

    def test_gzip_semicolons_and_a_mark_of_byte_order_are_read(self, tmp_path: Path) -> None:
        lines = [line.replace('"9,50,000.00"', "950000").replace(",", ";") for line in TABLE]
        path = tmp_path / "table.csv.gz"
        path.write_bytes(gzip.compress(b"\xef\xbb\xbf" + "\r\n".join(lines).encode()))
        assert run(path, tmp_path / "out.csv").exit_code == 0
        assert len(written(tmp_path / "out.csv")) == 402

    def test_columns_may_be_named(self, tmp_path: Path) -> None:
        _, rows = judged(tmp_path, TABLE, "--categorical", "department", "--numeric", "amount")
        assert {row["row_id"]: row["reasons"] for row in rows}["X2"] == "nothing unusual"
        _, rows = judged(tmp_path, TABLE, "--ignore", "amount,label")
        assert {row["row_id"]: row["reasons"] for row in rows}["X1"] == "nothing unusual"

    def test_needs_no_server_no_database_and_no_settings(self, repository: Path, tmp_path: Path) -> None:
        path, out = tmp_path / "table.csv", tmp_path / "out.csv"
        path.write_text("\n".join(TABLE))
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "fraud", "anomalies", str(path), "--out", str(out)]
        nowhere = {"PATH": os.environ["PATH"], "DATABASE_URL": "postgresql://127.0.0.1:1/none"}
        done = subprocess.run(command, cwd=repository, env=nowhere, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert "402 rows" in done.stdout and "reading table.csv" in done.stderr


class TestRefusals:
    @pytest.mark.parametrize(
        ("lines", "said"),
        [
            ([], "The file is empty."),
            ([HEADER], "no rows"),
            (TABLE[:2], "one row only"),
            ([HEADER, "R1,,1,S1,5,", "R2,,1,S1,5,"], "alike"),
            (["department,amount", "1,5"], "no column row_id"),
            (["row_id,label", "1,odd", "2,odd"], "No column"),
            (["row_id,a,a", "1,2,3"], 'the column "a" twice'),
            ([*TABLE, "R900,2026-04-01,1"], "Line 404 has 3 values, but there are 6 columns."),
            ([*TABLE, SOLD[0]], 'Line 404 has the row_id "R0" of line 2 once more.'),
            ([*TABLE, ",2026-04-01,1,S1,5,"], "Line 404 has no row_id."),
            ([*TABLE, "R900,2026-04-01,1,S10,abc,"], 'Line 404: amount is "abc", which is no number.'),
            ([*TABLE, 'R900,"2026-04-01,1,S10,5,'], "quotation mark"),
        ],
    )
    def test_are_one_sentence_with_the_line(self, lines: Sequence[str], said: str, tmp_path: Path) -> None:
        done, rows = judged(tmp_path, lines)
        assert done.exit_code == 1 and said in done.output and "Traceback" not in done.output
        assert rows == []

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            ("\n".join(TABLE).encode() + b"\nR9,caf\xe9", "Line 404 is not written in UTF-8"),
            (gzip.compress("\n".join(TABLE).encode())[:-20], "broken gzip"),
            (b"\x1f\x8b\x08nonsense", "broken gzip"),
        ],
    )
    def test_of_files_that_are_no_text(self, content: bytes, said: str, tmp_path: Path) -> None:
        path = tmp_path / "table.csv"
        path.write_bytes(content)
        done = run(path, tmp_path / "out.csv")
        assert done.exit_code == 1 and said in done.output

    @pytest.mark.parametrize("option", ["--categorical", "--numeric", "--ignore"])
    def test_of_columns_that_are_not_there(self, option: str, tmp_path: Path) -> None:
        done, _ = judged(tmp_path, TABLE, option, "colour")
        assert done.exit_code == 1 and 'There is no column "colour"' in done.output

    def test_of_writing_over_the_table_or_nowhere(self, tmp_path: Path) -> None:
        path = tmp_path / "table.csv"
        path.write_text("\n".join(TABLE))
        assert "overwrite" in run(path, path).output
        assert run(path, tmp_path / "missing" / "out.csv").exit_code == 1
        assert path.read_text() == "\n".join(TABLE)


def judged(folder: Path, lines: Sequence[str], *options: str) -> tuple[Result, list[dict[str, str]]]:
    path, out = folder / "table.csv", folder / "out.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    out.unlink(missing_ok=True)
    return run(path, out, *options), written(out) if out.exists() else []


def run(path: Path, out: Path, *options: str) -> Result:
    return CliRunner().invoke(anomalies, [str(path), "--out", str(out), *options])


def written(out: Path) -> list[dict[str, str]]:
    with out.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
