"""Which lines one chart shows."""

from datetime import date, timedelta

import pytest

from app.insights.records.evidence import Unit
from app.insights.records.picture import Dot, Line
from app.insights.rules import picture

START = date(2026, 1, 1)


def line(name: str, *, dots: int = 6, step: int = 30, unit: Unit = Unit.RUPEES, is_expected: bool = False) -> Line:
    """A line of equal steps; a foretold one begins half a year later."""
    begin = START + timedelta(days=180 if is_expected else 0)
    return Line(name, name, unit, tuple(Dot(begin + timedelta(days=step * at), at) for at in range(dots)), is_expected)


class TestChosen:
    @pytest.mark.parametrize(
        ("lines", "names"),
        [
            ([line("sales"), line("ahead", is_expected=True)], ["sales", "ahead"]),
            ([line("balance", step=1), line("by_week", step=7), line("by_month")], ["balance"]),
            ([line("dso", unit=Unit.DAYS), line("dpo", unit=Unit.DAYS), line("owed")], ["dso", "dpo"]),
            ([line("costs"), line("costs.rent"), line("ahead", is_expected=True)], ["costs", "ahead"]),
            ([line("sales.anand"), line("sales.rao"), line("one.x", dots=1)], ["sales.anand", "sales.rao"]),
            ([line(str(at)) for at in range(6)], ["0", "1", "2", "3"]),
            ([line("empty", dots=0), line("full")], ["full"]),
            ([line("one", dots=1), line("sales"), line("two", dots=1)], ["sales"]),
            ([line("one", dots=1)], []),
            ([line("empty", dots=0)], []),
            ([], []),
        ],
        ids=[
            "with what is foretold",
            "rhythm",
            "unit",
            "parts",
            "nothing but parts",
            "four",
            "empty first",
            "single",
            "alone",
            "none",
            "no",
        ],
    )
    def test_are_the_first_and_what_fits_beside_it(self, lines: list[Line], names: list[str]) -> None:
        assert [one.name for one in picture.chosen(lines)] == names


class TestJoined:
    def test_what_is_foretold_begins_where_what_was_seen_ends(self) -> None:
        seen, ahead = line("sales"), line("ahead", is_expected=True)
        assert picture.joined([seen, ahead])[1].dots == (seen.dots[-1], *ahead.dots)

    def test_lines_that_overlap_or_are_many_stay_apart(self) -> None:
        early = Line("ahead", "ahead", Unit.RUPEES, line("x").dots, is_expected=True)
        for lines in ([line("sales"), early], [line("a"), line("b"), line("ahead", is_expected=True)], [line("a")]):
            assert picture.joined(lines) == tuple(lines)
