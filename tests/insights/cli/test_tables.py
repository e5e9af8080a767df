"""The files that the commands read: how they may be written, and what is said of one that cannot be read."""

import gzip
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.insights.cli import group

SERIES = "unique_id,t,y\n" + "".join(f"a,{t},{100 + t}\n" for t in range(8))
INVOICES = "customerID,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount\nAnand,1,2025-01-01,2025-01-31,500\n"
PURCHASES = "customer_id,date,amount\nAnand,2025-01-01,500\nAnand,2025-02-01,700\n"
COMMANDS: Mapping[str, tuple[str, ...]] = {
    "forecast": ("--horizon", "2"),
    "late-payments": ("--cutoff", "2025-01-01"),
    "customers": ("--until", "2025-03-01", "--days", "30"),
}
TABLES = {"forecast": SERIES, "late-payments": INVOICES, "customers": PURCHASES}
WAYS: Mapping[str, Callable[[str], bytes]] = {
    "semicolons": lambda table: table.replace(",", ";").encode(),
    "tabs": lambda table: table.replace(",", "\t").encode(),
    "gzip": lambda table: gzip.compress(table.encode()),
    "byte order mark and carriage returns": lambda table: b"\xef\xbb\xbf" + table.replace("\n", "\r\n").encode(),
}


@pytest.mark.parametrize("command", COMMANDS)
class TestEveryCommand:
    """All of them read a table in the same way."""

    @pytest.mark.parametrize("way", WAYS)
    def test_however_it_is_written_the_figures_are_the_same(self, tmp_path: Path, command: str, way: str) -> None:
        run(tmp_path, command, TABLES[command].encode())
        plain = (tmp_path / "out.csv").read_bytes()
        assert run(tmp_path, command, WAYS[way](TABLES[command])).exit_code == 0
        assert (tmp_path / "out.csv").read_bytes() == plain

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"\xe9\n", "Line 1 is not written in UTF-8"),
            (gzip.compress(SERIES.encode())[:30], "broken gzip file"),
            (b'a,"b\nc,d\n', "a quotation mark is missing or misplaced"),
            (b"a," + b"x" * 200_000 + b"\n", "cannot be read"),
        ],
        ids=["another encoding", "torn", "open quotation", "endless cell"],
    )
    def test_what_cannot_be_read_is_named(self, tmp_path: Path, command: str, content: bytes, said: str) -> None:
        result = run(tmp_path, command, TABLES[command].encode() + content if said != "broken gzip file" else content)
        expected = said.replace("Line 1", f"Line {TABLES[command].count(chr(10)) + 1}")
        assert result.exit_code == 1
        assert expected in result.output

    def test_a_table_without_rows_is_named(self, tmp_path: Path, command: str) -> None:
        result = run(tmp_path, command, TABLES[command].partition("\n")[0].encode())
        assert result.exit_code == 1
        assert "below its first line" in result.output


@pytest.mark.parametrize(
    ("command", "table", "said"),
    [
        ("forecast", "unique_id,t,y,part\na,1,2,test\n", "no rows that say train in the column part"),
        ("late-payments", INVOICES.replace("2025", "0001"), '"0001-01-01" in the column InvoiceDate, which is no day'),
        ("customers", PURCHASES.replace("700", "1e308"), '"1e308" in the column amount, which is too large'),
    ],
)
def test_what_would_give_no_figure_is_refused(tmp_path: Path, command: str, table: str, said: str) -> None:
    result = run(tmp_path, command, table.encode())
    assert result.exit_code == 1
    assert said in result.output


def run(folder: Path, command: str, content: bytes) -> Result:
    """The command on a file that holds `content`."""
    path = folder / "in.csv"
    path.write_bytes(content)
    return CliRunner().invoke(group, [command, str(path), *COMMANDS[command], "--out", str(folder / "out.csv")])
