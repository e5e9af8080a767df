"""Many bills at once from one supplier: what is found, and the innocent twin of each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.books.records import Document
from app.fraud.records import Rule
from app.fraud.rules.patterns import flurry
from tests.fraud.rules.patterns.trade import of_bills
from tests.fraud.rules.patterns.working_days import MAKERS, MONDAY, ODD, usual
from tests.fraud.shop import bill, books


class TestFlurry:
    BEFORE = tuple(MONDAY - timedelta(days=n) for n in (390, 330, 270, 210, 150, 100))

    def flood(
        self, count: int, *, before: Sequence[date] = BEFORE, reference: str = "", notes: str = ""
    ) -> list[Document]:
        days = [*before, *(MONDAY + timedelta(days=n % 6) for n in range(count))]
        return [
            bill(f"F{n}", str(3000 + 17 * n), on, of=ODD, reference=reference, notes=notes) for n, on in enumerate(days)
        ]

    @pytest.mark.parametrize(
        ("count", "reference", "notes", "is_found"),
        [(11, "", "", True), (5, "", "", False), (11, "PO-7", "", False), (11, "", "Holi stock", False)],
        ids=["eleven in a week", "five", "on orders", "for a festival"],
    )
    def test_sudden_bills(self, count: int, reference: str, notes: str, is_found: bool) -> None:
        held = [*usual(400), *self.flood(count, reference=reference, notes=notes)]
        found = of_bills(flurry, books(documents=held, parties=[ODD, *MAKERS]))
        assert [one.rule for one in found] == [Rule.FLURRY] * is_found

    def test_first_stock_of_a_new_supplier(self) -> None:
        held = [*usual(400), *self.flood(11, before=())]
        assert of_bills(flurry, books(documents=held, parties=[ODD, *MAKERS])) == []

    def test_weeks_in_which_everybody_sends_more(self) -> None:
        rush = [
            bill(f"R{maker.name}{n}", str(3000 + n), MONDAY + timedelta(days=n), of=maker)
            for maker in MAKERS
            for n in range(12)
        ]
        held = [*usual(400), *rush, *self.flood(11)]
        assert of_bills(flurry, books(documents=held, parties=[ODD, *MAKERS])) == []

    def test_season_that_comes_every_year(self) -> None:
        last_year = [bill(f"Y{n}", str(2500 + 11 * n), MONDAY - timedelta(days=365 - n % 6), of=ODD) for n in range(9)]
        held = [*usual(400), *last_year, *self.flood(11)]
        assert of_bills(flurry, books(documents=held, parties=[ODD, *MAKERS])) == []

    def test_weeks_before_diwali_are_hardly_odd(self) -> None:
        shift = date(2025, 10, 8) - MONDAY
        held = [replace(one, issued_on=one.issued_on + shift) for one in (*usual(400), *self.flood(11))]
        assert all(one.probability < 0.7 for one in of_bills(flurry, books(documents=held, parties=[ODD, *MAKERS])))
