"""The small distortions: never the same as what they distort, and of the kind they claim to be."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.gst import gstin
from app.simulate import names, seasons
from app.simulate.chance import Chance
from app.simulate.trouble import duplicates, payments

SEEDS = st.integers(0, 100_000)


class TestNumbers:
    @given(SEEDS, st.sampled_from(["INV-1001", "24-25/0183", "B00412", "GST/25-26/88", "417", "A/007/25-26"]))
    def test_rewritten_number_differs_but_keeps_its_digits(self, seed: int, number: str) -> None:
        again = duplicates.rewritten(Chance(seed, "x"), number)
        assert again != number
        kept = "".join(filter(str.isdigit, number)).replace("0", "")
        assert "".join(filter(str.isdigit, again)).replace("0", "") == kept

    @given(SEEDS, st.sampled_from(["Harihar Traders", "New Tapti Agencies", "Uma Devi", "Ekta Stores"]))
    def test_misspelt_name_differs(self, seed: int, name: str) -> None:
        assert names.misspelt(Chance(seed, "x"), name) not in ("", name)

    @given(SEEDS)
    def test_gst_numbers_are_right_or_wrong_as_asked(self, seed: int) -> None:
        chance = Chance(seed, "x")
        right = names.gst_number(chance, "27")
        assert gstin.read(right).is_valid
        assert not gstin.read(names.wrong_gst_number(chance, right)).is_valid


class TestAmounts:
    @pytest.mark.parametrize(("amount", "turned"), [("12540.50", "21540.50"), ("1100.00", "2000.00"), ("7000", "7900")])
    def test_swapped_digits(self, amount: str, turned: str) -> None:
        assert payments.swapped(Decimal(amount)) == Decimal(turned)

    @given(st.decimals(100, 10_000_000, places=2))
    def test_swapped_amount_is_another_amount_above_zero(self, amount: Decimal) -> None:
        assume(amount >= 100)
        assert payments.swapped(amount) != amount
        assert payments.swapped(amount) > 0


class TestSeasons:
    def test_shop_sells_before_diwali_and_buys_before_that(self) -> None:
        since = date(2025, 1, 1)
        assert seasons.selling(date(2025, 10, 15), since) > 1.5 * seasons.selling(date(2025, 9, 10), since)
        assert seasons.buying(date(2025, 9, 10), since) > 1.5 * seasons.buying(date(2025, 8, 4), since)

    def test_nothing_is_sold_on_sunday(self) -> None:
        sunday = date(2026, 3, 29)
        assert seasons.selling(sunday, sunday) == 0
        assert seasons.working_day(sunday) == date(2026, 3, 30)
