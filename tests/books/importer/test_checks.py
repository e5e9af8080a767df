"""Values of a books file, one by one: what is taken, as what, and what is refused in which words."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.books.importer import checks
from app.values import money

TAKEN: list[tuple[Callable[[Any], Any], Any, Any]] = [
    (checks.text, "  Ramesh  ", "Ramesh"),
    (checks.text, "राम स्टोर", "राम स्टोर"),
    (checks.reference, 17, "17"),
    (checks.amount, "1,23,456.5", Decimal("123456.50")),
    (checks.amount, Decimal("10.005"), Decimal("10.01")),
    (checks.amount, -3, Decimal("-3.00")),
    (checks.amount, 461961.98, Decimal("461961.98")),
    (checks.currency, " usd ", "USD"),
    (checks.positive_amount, "0.01", Decimal("0.01")),
    (checks.quantity, "2.125", Decimal("2.125")),
    (checks.quantity, "0.33333333333", Decimal("0.333333")),
    (checks.percent, 28, Decimal(28)),
    (checks.whole, "3", 3),
    (checks.day, "2024-02-29", date(2024, 2, 29)),
    (checks.day, "2024-03-31T20:00:00+00:00", date(2024, 4, 1)),
    (checks.moment, "2024-04-01T00:30:00", datetime(2024, 3, 31, 19, 0, tzinfo=UTC)),
    (checks.moment, "2024-04-01T00:30:00Z", datetime(2024, 4, 1, 0, 30, tzinfo=UTC)),
    (checks.moment, "2024-04-01", datetime(2024, 3, 31, 18, 30, tzinfo=UTC)),
    (checks.yes_or_no, "t", True),
    (checks.yes_or_no, False, False),
    (checks.one_of(["cash", "upi"]), "UPI ", "upi"),
    (checks.mapping, {"a": 1}, {"a": 1}),
]
REFUSED: list[tuple[Callable[[Any], Any], Any]] = [
    (checks.text, 5),
    (checks.text, "   "),
    (checks.text, "a\x00b"),
    (checks.text, "half \ud83d of one"),
    (checks.text, "x" * (checks.LONGEST + 1)),
    (checks.reference, True),
    (checks.amount, True),
    (checks.amount, "twelve"),
    (checks.amount, "NaN"),
    (checks.amount, Decimal("Infinity")),
    (checks.amount, "1e30"),
    (checks.amount, [1]),
    (checks.currency, "dollars"),
    (checks.positive_amount, 0),
    (checks.quantity, None),
    (checks.quantity, "a few"),
    (checks.quantity, "inf"),
    (checks.percent, -1),
    (checks.percent, "100.5"),
    (checks.whole, 1.5),
    (checks.day, "31-03-2024"),
    (checks.day, "2023-02-29"),
    (checks.day, 20240331),
    (checks.moment, "yesterday"),
    (checks.moment, None),
    (checks.yes_or_no, "perhaps"),
    (checks.one_of(["cash"]), "gold"),
    (checks.one_of(["cash"]), 1),
    (checks.mapping, "{}"),
    (checks.mapping, {"a": "\x00"}),
    (checks.mapping, {"a": float("nan")}),
    (checks.mapping, {"a": "\ud83d"}),
    (checks.day, "0001-01-01"),
    (checks.moment, "0001-01-01T00:00:00"),
    (checks.whole, 2**31),
]


class TestValues:
    @pytest.mark.parametrize(("check", "value", "taken"), TAKEN)
    def test_good_value_is_taken(self, check: Callable[[Any], Any], value: Any, taken: Any) -> None:
        assert check(value) == taken

    @pytest.mark.parametrize(("check", "value"), REFUSED)
    def test_bad_value_is_refused_in_words(self, check: Callable[[Any], Any], value: Any) -> None:
        with pytest.raises(ValueError, match=r"is |holds "):
            check(value)

    @given(st.decimals(-money.LARGEST, money.LARGEST, places=2))
    def test_any_amount_of_two_places_is_kept_exactly(self, amount: Decimal) -> None:
        assert checks.amount(str(amount)) == checks.amount(amount) == amount

    @given(st.text())
    def test_any_text_is_taken_or_refused_but_never_breaks(self, text: str) -> None:
        try:
            assert checks.text(text) == text.strip()
        except ValueError:
            assert not text.strip() or "\x00" in text or not text.isascii() or len(text) > checks.LONGEST
