"""The law's rates on their days, and the bounded search for bills that come to an amount."""

from datetime import date
from decimal import Decimal

import pytest

from app.fraud.rules.payments import sums, tax_collected, tax_deducted

NET, GROSS = Decimal(100000), Decimal(118000)


class TestTaxDeducted:
    @pytest.mark.parametrize(
        ("short", "on", "is_tax", "section"),
        [
            ("5000", date(2024, 9, 30), True, "194H until 2024-09-30"),
            ("5000", date(2025, 4, 1), True, "206AA with 194Q where no PAN is known"),
            ("100", date(2021, 6, 30), False, "194Q not before 2021-07-01"),
            ("100", date(2021, 7, 1), True, "194Q from 2021-07-01"),
            ("750", date(2020, 5, 13), False, "197B not before 2020-05-14"),
            ("750", date(2020, 5, 14), True, "197B from 2020-05-14"),
            ("7500", date(2021, 3, 31), True, "197B until 2021-03-31"),
            ("7500", date(2021, 4, 1), False, "197B not after 2021-03-31"),
            ("10000", date(2026, 5, 1), True, "194J, kept by the Income-tax Act 2025, s. 393"),
            ("20000", date(2026, 5, 1), True, "206AA"),
            ("3000", date(2026, 5, 1), False, "no section"),
        ],
    )
    def test_a_rate_explains_on_its_days(self, short: str, on: date, is_tax: bool, section: str) -> None:
        assert tax_deducted.explains(Decimal(short), net=NET, gross=GROSS, on=on) is is_tax, section

    @pytest.mark.parametrize("short", ["20000", "5000"])
    def test_rates_for_want_of_a_pan_need_its_want(self, short: str) -> None:
        on = date(2026, 5, 1)
        assert not tax_deducted.explains(Decimal(short), net=NET, gross=GROSS, on=on, has_pan=True)

    @pytest.mark.parametrize("rate", [*tax_deducted.RATES, *tax_collected.RATES], ids=lambda rate: rate.source)
    def test_every_rate_names_its_section_and_holds_on_its_first_day(self, rate: tax_deducted.Rate) -> None:
        assert rate.source.startswith("s. ")
        assert rate.holds_on(rate.valid_from)
        assert rate.valid_to is None or rate.holds_on(rate.valid_to)


class TestTaxCollected:
    @pytest.mark.parametrize(
        ("over", "on", "is_tax"),
        [
            ("118", date(2020, 9, 30), False),
            ("88.50", date(2020, 10, 1), True),
            ("118", date(2025, 3, 31), True),
            ("118", date(2025, 4, 1), False),
            ("1000", date(2025, 4, 1), True),
        ],
    )
    def test_a_rate_explains_on_its_days(self, over: str, on: date, is_tax: bool) -> None:
        assert tax_collected.explains(Decimal(over), net=NET, gross=GROSS, on=on) is is_tax


class TestSums:
    AMOUNTS = tuple(Decimal(1000 + 37 * n * n) for n in range(40))

    @pytest.mark.parametrize("places", [[39], [30, 35], [28, 31, 33, 38], list(range(5, 27))])
    def test_a_few_late_bills_or_many_in_a_row(self, places: list[int]) -> None:
        assert sums.is_sum_of(sum((self.AMOUNTS[one] for one in places), Decimal(0)), self.AMOUNTS)

    @pytest.mark.parametrize("amount", ["0", "-5", "1", "999999999999"])
    def test_nothing_comes_to_such_amounts(self, amount: str) -> None:
        assert not sums.is_sum_of(Decimal(amount), self.AMOUNTS)

    def test_ten_thousand_equal_bills(self) -> None:
        assert sums.is_sum_of(Decimal(7500), [Decimal(500)] * 10_000)
        assert not sums.is_sum_of(Decimal(7750), [Decimal(500)] * 10_000)
