"""Amounts in words."""

from decimal import Decimal

import pytest

from app.invoices.rules.documents.values import words

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
