"""`flask insights forecast`: from a table of values to one of forecasts, and what it says of rows that are wrong."""

import csv
import gzip
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.insights.cli import group
from app.insights.service.offline import periods
from app.insights.service.offline.series_table import Row

LEVEL = 100.0


class TestWritten:
    """The table of forecasts."""

    def test_each_series_in_its_order_with_its_steps(self, tmp_path: Path) -> None:
        told, rows = _forecast(tmp_path, _table({"b": 24, "a": 14, "c": 3}), horizon=2)
        assert told.exit_code == 0, told.output
        assert [(row["unique_id"], row["step"]) for row in rows] == [(name, step) for name in "bac" for step in "12"]
        assert list(rows[0]) == ["unique_id", "step", "mean", "lo80", "hi80", "lo95", "hi95"]
        assert {float(row["mean"]) for row in rows} == {LEVEL}

    def test_rows_may_come_in_any_order_and_gzipped(self, tmp_path: Path) -> None:
        lines = [f"a,{month},{100 + 10 * (month % 12)}" for month in range(48)]
        plain = _forecast(tmp_path, "unique_id,t,y\n" + "\n".join(lines))[1]
        mixed = "unique_id,t,y\n" + "\n".join(reversed(lines))
        path = tmp_path / "mixed.csv.gz"
        path.write_bytes(gzip.compress(mixed.encode()))
        assert _forecast(tmp_path, path)[1] == plain

    def test_only_rows_for_training_are_read(self, tmp_path: Path) -> None:
        rows = [*(f"a,{month},{LEVEL},train" for month in range(12)), "a,12,9e9,test", "b,1,5,test"]
        told = _forecast(tmp_path, "unique_id,t,y,part\n" + "\n".join(rows))[1]
        assert {(row["unique_id"], float(row["mean"])) for row in told} == {("a", LEVEL)}

    def test_many_series_are_shared_among_processes(self, tmp_path: Path) -> None:
        told, rows = _forecast(tmp_path, _table({f"s{number}": 3 for number in range(45)}), horizon=1)
        assert [row["unique_id"] for row in rows] == [f"s{number}" for number in range(45)]
        assert "45 of 45 series" in told.stderr

    def test_what_was_done_to_rows_is_said(self, tmp_path: Path) -> None:
        table = "unique_id,t,y\na,2025-01-01,5\na,2025-02-01,5\na,2025-04-01,5\na,2025-04-01,5\nb,1,\n"
        told, rows = _forecast(tmp_path, table)
        assert "a: 1 times came twice: counted once; 1 gap filled from the periods around" in told.stderr
        assert "b: no number to go by: left out" in told.stderr
        assert {row["unique_id"] for row in rows} == {"a"}


class TestRefused:
    """Nothing is written, and the sentence names the line."""

    @pytest.mark.parametrize(
        ("table", "sentence"),
        [
            ("", "The file is empty."),
            ("unique_id,y\na,1", "Line 1 names no column t."),
            ("unique_id,t,y\na,1,five", 'Line 2 has "five" in the column y, which is no number.'),
            ("unique_id,t,y\na,1,inf", 'Line 2 has "inf" in the column y, which is no finite number.'),
            ("unique_id,t,y\na,soon,5", 'Line 2 has "soon" in the column t.'),
            ("unique_id,t,y\na,1.5,5", 'Line 2 has "1.5" in the column t'),
            ("unique_id,t,y\na,inf,5", 'Line 2 has "inf" in the column t'),
            ("unique_id,t,y\n,1,5", "Line 2 has no unique_id."),
            ("unique_id,t,y\na,1,5\na,2", "Line 3 has 2 values, but there are 3 columns."),
            ("unique_id,t,y\na,1,5\na,2025-01-01,5", "Line 3 mixes dates and numbers"),
            ("unique_id,t,y\na,1,x\na,2,y", "Line 3"),
        ],
    )
    def test_bad_rows_are_named(self, tmp_path: Path, table: str, sentence: str) -> None:
        told, rows = _forecast(tmp_path, table)
        assert told.exit_code == 1
        assert sentence in told.stderr
        assert not rows

    def test_the_table_is_not_overwritten(self, tmp_path: Path) -> None:
        path = tmp_path / "in.csv"
        path.write_text(_table({"a": 3}))
        told = CliRunner().invoke(group, ["forecast", str(path), "--horizon", "1", "--out", str(path)])
        assert "would overwrite the table" in told.stderr
        assert path.read_text() == _table({"a": 3})


class TestPeriods:
    """Rows become equal periods."""

    @pytest.mark.parametrize(
        ("times", "season", "expected"),
        [
            ([1, 2, 4], 12, [1.0, 1.0, None, 1.0]),
            ([10, 20, 40], 12, [1.0, 1.0, None, 1.0]),
            (["2025-01-31", "2025-02-28", "2025-04-30"], 12, [1.0, 1.0, None, 1.0]),
            (["2025-01-15", "2025-04-15", "2025-10-15"], 4, [1.0, 1.0, None, 1.0]),
            (["2025-01-06", "2025-01-13", "2025-01-27"], 52, [1.0, 1.0, None, 1.0]),
            (["2025-01-06", "2025-01-07", "2025-01-09"], 7, [1.0, 1.0, None, 1.0]),
            (["2025-01-01", "2025-02-01", "2025-03-01"], 1, [1.0, 1.0, 1.0]),
            (["2025-01-03", "2025-01-20", "2025-02-10"], 12, [2.0, 1.0]),
            ([1, 2, 10**9], 12, [1.0, 1.0, 1.0]),
            ([3, 3, 4], 12, [1.0, 1.0]),
        ],
    )
    def test_places(self, times: Sequence[int | str], season: int, expected: Sequence[float | None]) -> None:
        assert list(periods.regular(_rows(times), season=season).values) == expected

    def test_different_values_for_one_time_count_by_their_mean(self) -> None:
        rows = [Row(2, 1, 10.0), Row(3, 1, 20.0), Row(4, 2, 5.0)]
        told = periods.regular(rows, season=12)
        assert told.values == (15.0, 5.0)
        assert told.notes == ("1 times came with different values: their mean is taken",)


def _rows(times: Sequence[int | str]) -> list[Row]:
    return [
        Row(line, date.fromisoformat(time) if isinstance(time, str) else time, 1.0)
        for line, time in enumerate(times, start=2)
    ]


def _table(lengths: Mapping[str, int]) -> str:
    rows = [f"{name},{place},{LEVEL}" for name, length in lengths.items() for place in range(length)]
    return "\n".join(["unique_id,t,y", *rows]) + "\n"


def _forecast(folder: Path, table: str | Path, *, horizon: int = 3) -> tuple[Result, list[dict[str, str]]]:
    path, out = folder / "in.csv", folder / "out.csv"
    if isinstance(table, str):
        path.write_text(table, encoding="utf-8")
    else:
        path = table
    told = CliRunner().invoke(group, ["forecast", str(path), "--horizon", str(horizon), "--out", str(out)])
    if not out.exists():
        return told, []
    with out.open(encoding="utf-8") as file:
        return told, list(csv.DictReader(file))
