"""`flask insights customers`: what customers should buy next, from a file to a file."""

import csv
import gzip
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.insights.cli import group

UNTIL = date(1997, 9, 30)
HEADER = "customer_id,date,n_cds,amount"


class TestFigures:
    """One line for each customer seen."""

    def test_every_customer_seen_by_the_day_in_the_order_of_their_ids(self, tmp_path: Path) -> None:
        later = f"late,{UNTIL + timedelta(days=3):%Y%m%d},1,20"
        done, rows = told(tmp_path, [HEADER, later, *_bought("b", 30, 5), *_bought("a", 14, 8)])
        assert done.exit_code == 0 and "2 customers" in done.output
        assert [row["customer_id"] for row in rows] == ["a", "b"]
        assert list(rows[0]) == ["customer_id", "expected_purchases", "expected_value", "p_buys_again", "segment"]

    def test_who_buys_more_often_is_expected_to_and_value_follows(self, tmp_path: Path) -> None:
        _, rows = told(tmp_path, [HEADER, *_bought("often", 7, 20), *_bought("seldom", 60, 4), "once,19970301,1,20"])
        by_id = {row["customer_id"]: row for row in rows}
        assert float(by_id["often"]["expected_purchases"]) > 3 * float(by_id["seldom"]["expected_purchases"])
        assert float(by_id["often"]["p_buys_again"]) > 0.9 > 0.7 > float(by_id["once"]["p_buys_again"])
        assert float(by_id["often"]["expected_value"]) == pytest.approx(
            20 * float(by_id["often"]["expected_purchases"]), rel=0.1
        )
        assert (by_id["often"]["segment"], by_id["once"]["segment"]) == ("best", "lost")

    def test_rows_after_the_day_change_nothing(self, tmp_path: Path) -> None:
        known = [HEADER, *_bought("a", 14, 8), *_bought("b", 30, 5)]
        future = [f"a,{UNTIL + timedelta(days=back):%Y%m%d},1,9999" for back in range(1, 50)]
        assert told(tmp_path, known)[1] == told(tmp_path, [*known, *future])[1]

    def test_gzip_iso_days_and_other_columns_in_any_order_are_read(self, tmp_path: Path) -> None:
        path = tmp_path / "p.csv.gz"
        path.write_bytes(gzip.compress(b"amount,date,customer_id\r\n10,1997-08-01,a\r\n12,1997-09-01,a\r\n"))
        assert CliRunner().invoke(group, _arguments(path, tmp_path / "out.csv")).exit_code == 0
        assert [row["customer_id"] for row in _rows(tmp_path / "out.csv")] == ["a"]

    def test_without_amounts_the_value_is_left_empty(self, tmp_path: Path) -> None:
        _, rows = told(tmp_path, ["customer_id,date", "a,19970801", "a,19970901"])
        assert rows[0]["expected_value"] == ""
        assert float(rows[0]["expected_purchases"]) > 0


class TestRefusals:
    """A sentence that says what to mend, and exit code 1."""

    @pytest.mark.parametrize(
        ("lines", "said"),
        [
            (["customer,date", "a,19970801"], "no column customer_id"),
            (["customer_id,amount", "a,3"], "no column date"),
            ([HEADER], "no purchases"),
            ([], "no column customer_id and no column date"),
            ([HEADER, "a,yesterday,1,3"], 'Line 2 has "yesterday" in the column date'),
            ([HEADER, "a,19971332,1,3"], 'Line 2 has "19971332"'),
            ([HEADER, "a,19970801,1,many"], 'Line 2 has "many" in the column amount'),
            ([HEADER, "a,19970801,1,nan"], "no finite number"),
            ([HEADER, ",19970801,1,3"], "Line 2 has no customer_id"),
            ([HEADER, "a,19980801,1,3"], "Nobody had bought by 1997-09-30"),
        ],
    )
    def test_what_is_wrong(self, tmp_path: Path, lines: Sequence[str], said: str) -> None:
        done, rows = told(tmp_path, lines)
        assert (done.exit_code, rows) == (1, [])
        assert said in done.output

    def test_many_bad_lines_are_counted(self, tmp_path: Path) -> None:
        done, _ = told(tmp_path, [HEADER, *["a,never,1,3"] * 50])
        assert "and 30 more lines" in done.output

    def test_a_torn_gzip_file(self, tmp_path: Path) -> None:
        path = tmp_path / "p.csv.gz"
        path.write_bytes(gzip.compress(b"customer_id,date\na,19970801\n" * 99)[:40])
        done = CliRunner().invoke(group, _arguments(path, tmp_path / "out.csv"))
        assert done.exit_code == 1 and "broken gzip file" in done.output

    def test_the_purchases_are_not_overwritten(self, tmp_path: Path) -> None:
        path = tmp_path / "p.csv"
        path.write_text(f"{HEADER}\na,19970801,1,3\n")
        assert "Name another file" in CliRunner().invoke(group, _arguments(path, path)).output


def told(folder: Path, lines: Sequence[str]) -> tuple[Result, list[dict[str, str]]]:
    path, out = folder / "purchases.csv", folder / "out.csv"
    path.write_text("\n".join(lines) + "\n")
    out.unlink(missing_ok=True)
    done = CliRunner().invoke(group, _arguments(path, out))
    return done, _rows(out) if out.exists() else []


def _arguments(path: Path, out: Path) -> list[str]:
    return ["customers", str(path), "--until", "1997-09-30", "--days", "273", "--out", str(out)]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def _bought(name: str, every: int, times: int) -> list[str]:
    return [f"{name},{UNTIL - timedelta(days=5 + every * turn):%Y%m%d},1,20" for turn in range(times)]
