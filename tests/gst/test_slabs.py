"""Slabs by day: what any goods may bear, what only some, and that the table has no gap."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from app.gst import slabs
from app.gst.slabs import Standing

LAST_OLD, FIRST_NEW, TOBACCO = date(2025, 9, 21), date(2025, 9, 22), date(2026, 2, 1)

CASES = [
    # rate, day, HSN, words, standing, source
    ("18", FIRST_NEW, None, "Laptop", Standing.IN_FORCE, "9/2025-CT(R) Schedule II"),
    ("12", LAST_OLD, "0405", "Ghee", Standing.IN_FORCE, "1/2017-CT(R) Schedule II, last day"),
    ("12", FIRST_NEW, "0405", "Ghee", Standing.NOT_IN_FORCE, "9/2025-CT(R), first day"),
    ("12", FIRST_NEW, "69041000", "Building bricks", Standing.IN_FORCE, "14/2025-CT(R)"),
    ("12", FIRST_NEW, None, "Red clay bricks", Standing.IN_FORCE, "14/2025-CT(R), by its words"),
    ("12", FIRST_NEW, "6904", "Blocks", Standing.IN_FORCE, "14/2025-CT(R), heading of the code"),
    ("12", FIRST_NEW, None, "LED bulb", Standing.NOT_IN_FORCE, "14/2025-CT(R) is for bricks"),
    ("12", FIRST_NEW, None, None, Standing.UNSURE, "14/2025-CT(R): nothing says what was sold"),
    ("28", LAST_OLD, "8415", "Air conditioner", Standing.IN_FORCE, "1/2017-CT(R) Schedule IV, last day"),
    ("28", FIRST_NEW, "22021010", "Aerated drink", Standing.NOT_IN_FORCE, "9/2025-CT(R)"),
    ("28", FIRST_NEW, "21069020", "Pan masala", Standing.IN_FORCE, "9/2025-CT(R) Schedule VII"),
    ("28", date(2026, 1, 31), "2402", "Cigarettes", Standing.IN_FORCE, "9/2025-CT(R) Schedule VII, last day"),
    ("28", TOBACCO, "2402", "Cigarettes", Standing.NOT_IN_FORCE, "19/2025-CT(R)"),
    ("40", LAST_OLD, "22021010", "Aerated drink", Standing.NOT_IN_FORCE, "before 9/2025-CT(R)"),
    ("40", FIRST_NEW, "22021010", "Aerated drink", Standing.IN_FORCE, "9/2025-CT(R) Schedule III"),
    ("1.5", date(2022, 7, 17), "7102", "Diamonds", Standing.NOT_IN_FORCE, "before 6/2022-CT(R)"),
    ("1.5", date(2022, 7, 18), "7102", "Diamonds", Standing.IN_FORCE, "6/2022-CT(R)"),
    ("0.1", FIRST_NEW, "6109", "Shirts", Standing.IN_FORCE, "41/2017-IT(R): merchant export"),
    ("6", FIRST_NEW, "69041000", "Bricks", Standing.IN_FORCE, "2/2022-CT(R): without input credit"),
    ("9", FIRST_NEW, "8471", "Laptop", Standing.NOT_IN_FORCE, "half of 18 is no rate"),
    ("15", LAST_OLD, None, "Anything", Standing.NOT_IN_FORCE, "never was"),
    ("-5", LAST_OLD, None, "Anything", Standing.NOT_IN_FORCE, "never was"),
]


class TestStanding:
    @pytest.mark.parametrize(("rate", "on", "hsn", "words", "expected", "source"), CASES)
    def test_rate_stands_as_its_day_and_goods_say(
        self, rate: str, on: date, hsn: str | None, words: str | None, expected: Standing, source: str
    ) -> None:
        assert slabs.standing(Decimal(rate), on, hsn=hsn, description=words) is expected, source


class TestCess:
    @pytest.mark.parametrize(
        ("on", "hsn", "words", "may_bear", "source"),
        [
            (LAST_OLD, "22021010", "Aerated drink", True, "1/2017-Compensation Cess (Rate)"),
            (FIRST_NEW, "22021010", "Aerated drink", False, "2/2025-Compensation Cess (Rate)"),
            (date(2026, 1, 31), "2402", "Cigarettes", True, "tobacco, last day"),
            (TOBACCO, "2402", "Cigarettes", False, "the cess ended"),
            (LAST_OLD, "8415", "Air conditioner", False, "28% without cess"),
            (LAST_OLD, None, "Split AC", False, "28% without cess, by its words"),
            (LAST_OLD, None, None, True, "nothing says what was sold"),
        ],
    )
    def test_only_named_goods_bore_it(
        self, on: date, hsn: str | None, words: str | None, may_bear: bool, source: str
    ) -> None:
        assert slabs.may_bear_cess(on, hsn=hsn, description=words) is may_bear, source


class TestTable:
    @pytest.mark.parametrize(
        ("on", "rates"),
        [
            (date(2017, 7, 1), ["0", "0.25", "3", "5", "12", "18", "28"]),
            (LAST_OLD, ["0", "0.25", "1.5", "3", "5", "12", "18", "28"]),
            (FIRST_NEW, ["0", "0.25", "1.5", "3", "5", "18", "40"]),
            (TOBACCO, ["0", "0.25", "1.5", "3", "5", "18", "40"]),
        ],
    )
    def test_slabs_of_a_day(self, on: date, rates: list[str]) -> None:
        assert slabs.open_to_all(on) == tuple(map(Decimal, rates))

    def test_rows_of_a_rate_never_overlap(self) -> None:
        for rate in {slab.rate_percent for slab in slabs.every()}:
            rows = sorted((s for s in slabs.every() if s.rate_percent == rate), key=lambda slab: slab.valid_from)
            for before, after in pairwise(rows):
                assert before.valid_to is not None
                assert before.valid_to < after.valid_from

    def test_every_row_names_its_source_and_ends_after_it_begins(self) -> None:
        for slab in slabs.every():
            assert slab.source
            assert slab.valid_from >= slabs.GST_BEGAN
            assert slab.valid_to is None or slab.valid_to >= slab.valid_from

    def test_end_of_a_slab_is_told_after_it(self) -> None:
        assert slabs.last_day(Decimal(12), FIRST_NEW) == LAST_OLD
        assert slabs.last_day(Decimal(12), LAST_OLD) is None
        assert slabs.only_for(Decimal(12), FIRST_NEW) == "bricks and roofing tiles"
