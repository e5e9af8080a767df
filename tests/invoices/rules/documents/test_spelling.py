"""Words that a recogniser bent by a letter."""

import pytest

from app.invoices.rules.documents.values.spelling import Speller

SPELLER = Speller({"quantity", "amount", "total", "taxable", "rate", "date", "bill"})


class TestSpeller:
    @pytest.mark.parametrize(
        ("bent", "right"), [("quantlty", "quantity"), ("amout", "amount"), ("tottal", "total"), ("taxabl", "taxable")]
    )
    def test_one_letter_is_forgiven(self, bent: str, right: str) -> None:
        assert SPELLER.corrected(bent) == right

    @pytest.mark.parametrize(("seen", "right"), [("t0tal", "total"), ("8i11", "bill"), ("am0unt", "amount")])
    def test_digits_that_look_like_its_letters_are_forgiven(self, seen: str, right: str) -> None:
        assert SPELLER.corrected(seen) == right

    @pytest.mark.parametrize("word", ["qunatlty", "sum", "2523", "8111", "mate", "tax"])
    def test_two_letters_short_words_codes_and_doubts_are_not(self, word: str) -> None:
        assert SPELLER.corrected(word) == word
