"""Spoken and written numbers, and words that only look like one."""

from decimal import Decimal

import pytest

from app.invoices.rules.sentences.heard.grammar import Sentence
from tests.invoices.said import TODAY


def numbers(text: str) -> list[Decimal]:
    return [token.value for token in Sentence(text, TODAY).tokens if token.value is not None]


class TestNumbers:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("1,25,000", "125000"),
            ("125,000.50", "125000.50"),
            ("2k", "2000"),
            ("1.5L", "150000"),
            ("3 lakh", "300000"),
            ("2.25 crore", "22500000"),
            ("2 lakh 40 hazaar", "240000"),
            ("two thousand five hundred", "2500"),
            ("twenty five", "25"),
            ("dedh sau", "150"),
            ("dhai hazaar", "2500"),
            ("sava lakh", "125000"),
            ("sava do sau", "225"),
            ("sadhe teen sau", "350"),
            ("paune do sau", "175"),
            ("ek sau bees", "120"),
            ("teen hazaar paanch sau", "3500"),
            ("pachas hazar", "50000"),
            ("सवा सौ", "125"),
            ("ढाई हज़ार", "2500"),
            ("साढ़े सात सौ", "750"),
            ("दो लाख", "200000"),
            ("१२", "12"),
            ("½ kg", "0.5"),
            (".5 kg", "0.5"),
            ("⅔", "0.667"),
            ("2⅓ kg", "2.333"),
            ("Rs.500", "500"),
        ],
    )
    def test_is_worth(self, text: str, value: str) -> None:
        assert numbers(text) == [Decimal(value)]

    @pytest.mark.parametrize(
        ("text", "values"),
        [
            ("paanch sau do bori", [500, 2]),
            ("das bees", [10, 20]),
            ("3 dozen 40", [3, 40]),
        ],
    )
    def test_two_stay_two(self, text: str, values: list[int]) -> None:
        assert numbers(text) == values

    @pytest.mark.parametrize(
        "text",
        [
            "bill bana do",
            "Das Brothers",
            "9876543210",
            "+91 98765 43210",
            "123456789012345",
            "27AAPFU0939F1ZV",
            "15W bulb",
            "3/4/2026",
            "4 May",
            "ek bill banao",
            "half sleeve shirt",
        ],
    )
    def test_none_is_seen_where_there_is_none(self, text: str) -> None:
        assert numbers(text) == []
