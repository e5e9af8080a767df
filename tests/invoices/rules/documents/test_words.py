"""Amounts in words."""

from decimal import Decimal

import pytest

from app.invoices.rules.documents.foot import in_words
from app.invoices.rules.documents.page import layout
from app.invoices.rules.documents.values import words
from tests.invoices.rules.documents import grids

AMOUNTS = [
    ("Rupees Five Thousand Nine Hundred Thirty Five Only", "5935"),
    ("INR One Lakh Twenty Five Thousand Four Hundred Fifty Only", "125450"),
    ("Indian Rupee Twelve Thousand Three Hundred Forty Five and Sixty Seven paise Only", "12345.67"),
    ("Rupees Seven Hundred Sixty Two And Paise Eighty Four Only", "762.84"),
    ("One Thousand Two Hundred Rupees and Five Paise", "1200.05"),
    ("Rs. Twenty Two Thousnd Four Hundrd Eighty only", "22480"),
    ("Rupees Forty-Five Thousand Only", "45000"),
    ("FiveHundred Only", "500"),
    ("Fifty Paise Only", "0.50"),
    ("One Crore Two Lakh Rupees Only", "10200000"),
    ("US Dollars One Million Two Hundred Thousand and Cents Fifty Only", "1200000.50"),
    ("trzysta: dollars twelve and 50/100", "12.50"),
    ("रुपये एक लाख पच्चीस हजार चार सौ मात्र", "125400"),
]


class TestWorth:
    @pytest.mark.parametrize(("text", "value"), AMOUNTS)
    def test_words_are_worth_their_amount(self, text: str, value: str) -> None:
        assert words.worth(text) == Decimal(value)

    @pytest.mark.parametrize("text", ["", "E. & O.E", "Authorised Signatory", "सामान वापस नहीं होगा"])
    def test_other_words_are_worth_nothing(self, text: str) -> None:
        assert words.worth(text) is None


class TestIsAmount:
    @pytest.mark.parametrize("text", [text for text, _ in AMOUNTS if not text.startswith("trzysta")])
    def test_amounts_are_told_by_their_words(self, text: str) -> None:
        assert words.is_amount(text)

    @pytest.mark.parametrize("text", ["two copies are to be signed", "Tata Salt", "3 Tata Salt", "one year warranty"])
    def test_sentences_with_a_number_are_none(self, text: str) -> None:
        assert not words.is_amount(text)


class TestBrokenLines:
    @pytest.mark.parametrize(
        ("lines", "said"),
        [
            (
                [
                    "RUPEES SIX THOUSAND   Taxable Value   6,000.00",
                    "SIXTY                 CGST 9%         30.00",
                    "EIGHT ONLY",
                ],
                "RUPEES SIX THOUSAND SIXTY EIGHT ONLY",
            ),
            (["Rupees Forty Two Thousand Taxable", "Five only"], "Rupees Forty Two Thousand Five only"),
            (["Rupees Fifty Only", "Subject to Pune"], "Rupees Fifty Only"),
        ],
    )
    def test_amount_goes_on_below_without_the_words_beside_it(self, lines: list[str], said: str) -> None:
        page = layout.laid_out(grids.pages("\n".join(lines)))
        assert [one.found.value for one in in_words.proposals(page.rows)][:1] == [said]
