"""`flask insights late-payments`: what it writes, what it may not know, and what it says of a bad file."""

import csv
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.insights.cli import group

FIRST = date(2025, 1, 6)
HEADER = ("customerID", "invoiceNumber", "InvoiceDate", "DueDate", "InvoiceAmount", "Disputed", "SettledDate",
          "PaperlessBill")  # fmt: skip
CUTOFF = date(2025, 11, 1)
DAYS_LATE = {"SLOW": 20, "QUICK": -10}
Line = tuple[str, ...]


class TestForetold:
    def test_every_invoice_from_the_cut_off_on_is_answered_in_the_order_of_the_file(self, tmp_path: Path) -> None:
        lines = [*invoices(), line("COLD", "first", CUTOFF)][::-1]
        found = foretold(tmp_path, lines)
        assert [one["invoiceNumber"] for one in found] == [one[1] for one in lines if day(one[2]) >= CUTOFF]
        assert list(found[0]) == ["invoiceNumber", "p_late", "days_late", "lo90", "hi90"]

    def test_who_always_pays_twenty_days_late_is_expected_to_again_and_who_pays_early_is_not(
        self, tmp_path: Path
    ) -> None:
        by_number = {one["invoiceNumber"]: one for one in foretold(tmp_path, invoices())}
        slow, quick = (by_number[f"{name} 45"] for name in ("SLOW", "QUICK"))
        assert float(slow["p_late"]) > 0.9
        assert 17 <= int(slow["days_late"]) <= 22
        assert int(slow["lo90"]) <= 20 <= int(slow["hi90"])
        assert float(quick["p_late"]) < 0.1
        assert quick["days_late"] == "0"

    def test_somebody_never_seen_gets_what_lies_between(self, tmp_path: Path) -> None:
        by_number = {one["invoiceNumber"]: one for one in foretold(tmp_path, [*invoices(), line("COLD", "A", CUTOFF)])}
        quick, cold, slow = (float(by_number[number]["p_late"]) for number in ("QUICK 45", "A", "SLOW 45"))
        assert quick < cold < slow

    def test_nothing_of_the_day_or_later_is_used(self, tmp_path: Path) -> None:
        lines = invoices()
        issued = day(next(one[2] for one in lines if one[1] == "SLOW 45"))
        hidden = [
            (*one[:5], "Yes", *one[6:]) if day(one[6]) < issued else (*one[:5], "No", "", one[7]) for one in lines
        ]
        same = [
            next(one for one in foretold(tmp_path, known) if one["invoiceNumber"] == "SLOW 45")
            for known in (lines, [one for one in lines if day(one[2]) <= issued], lines[::-1])
        ]
        assert same[0] == same[1] == same[2]
        dates = [one[6] for one in hidden if one[6]]
        assert max(map(day, dates)) < issued
        (masked,) = [one for one in foretold(tmp_path, hidden) if one["invoiceNumber"] == "SLOW 45"]
        assert float(masked["p_late"]) == pytest.approx(float(same[0]["p_late"]), abs=0.1)

    def test_first_invoices_of_all_are_answered_by_the_prior(self, tmp_path: Path) -> None:
        (one,) = foretold(tmp_path, [line("NEW", "1", CUTOFF)])
        assert 0.2 < float(one["p_late"]) < 0.8
        assert int(one["lo90"]) <= int(one["days_late"]) <= int(one["hi90"])

    def test_iso_dates_do_as_well(self, tmp_path: Path) -> None:
        iso = [tuple(str(day(cell)) if "/" in cell else cell for cell in one) for one in invoices()]
        assert foretold(tmp_path, iso) == foretold(tmp_path, invoices())


class TestSaid:
    def test_tells_how_far_it_is_and_what_it_found(self, tmp_path: Path) -> None:
        result = run(tmp_path, invoices())
        assert "invoices" in result.stderr
        assert "about" in result.stdout

    @pytest.mark.parametrize(
        ("place", "cell", "told"),
        [
            (1, "", "Line 2 has no invoiceNumber."),
            (2, "32/13/2025", 'Line 2 has "32/13/2025" in the column InvoiceDate'),
            (4, "ten", 'Line 2 has "ten" in the column InvoiceAmount, which is no number.'),
            (4, "nan", "which is no finite number."),
            (3, "1/1/2025", "Line 2: the due date lies before the invoice date."),
            (6, "1/1/2024", "Line 2: the invoice was settled before its invoice date."),
        ],
    )
    def test_a_row_that_cannot_be_used_is_named(self, tmp_path: Path, place: int, cell: str, told: str) -> None:
        first = list(invoices()[0])
        first[place] = cell
        result = run(tmp_path, [tuple(first), *invoices()[1:]])
        assert result.exit_code == 1
        assert told in result.output

    def test_a_missing_column_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "in.csv").write_text("customerID,invoiceNumber,InvoiceDate,InvoiceAmount\n")
        result = CliRunner().invoke(group, arguments(tmp_path))
        assert "The file has no column DueDate in its first line." in result.output

    def test_the_invoices_are_not_overwritten(self, tmp_path: Path) -> None:
        path = tmp_path / "in.csv"
        path.write_text("x")
        result = CliRunner().invoke(group, ["late-payments", str(path), "--cutoff", "2025-11-01", "--out", str(path)])
        assert "would overwrite" in result.output
        assert path.read_text() == "x"


def invoices() -> list[Line]:
    """A year of weekly invoices of two customers."""
    days = [FIRST + timedelta(days=7 * week) for week in range(50)]
    return [line(name, f"{name} {week}", on) for week, on in enumerate(days) for name in DAYS_LATE]


def line(customer: str, number: str, on: date) -> Line:
    """One row: 30 days to pay, paid as the customer always does."""
    due = on + timedelta(days=30)
    paid = due + timedelta(days=DAYS_LATE.get(customer, 0))
    return customer, number, written(on), written(due), "1180.50", "No", written(paid), "Paper"


def written(on: date) -> str:
    """As the file has it: 1/6/2025."""
    return f"{on.month}/{on.day}/{on.year}"


def day(text: str) -> date:
    """Back again."""
    month, number, year = map(int, text.split("/"))
    return date(year, month, number)


def arguments(folder: Path) -> list[str]:
    """Of the command on the file in `folder`."""
    return ["late-payments", str(folder / "in.csv"), "--cutoff", str(CUTOFF), "--out", str(folder / "out.csv")]


def run(folder: Path, lines: Sequence[Line]) -> Result:
    """The command on a file of these lines."""
    with (folder / "in.csv").open("w", newline="") as file:
        csv.writer(file).writerows([HEADER, *lines])
    return CliRunner().invoke(group, arguments(folder))


def foretold(folder: Path, lines: Sequence[Line]) -> list[dict[str, str]]:
    """What the command writes."""
    assert run(folder, lines).exit_code == 0
    with (folder / "out.csv").open(newline="") as file:
        return list(csv.DictReader(file))
