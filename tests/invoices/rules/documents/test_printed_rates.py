"""Rates whose percent sign was lost on a photograph."""

from decimal import Decimal

import pytest

from app.invoices.records.pages import Box, Source, Token
from app.invoices.rules.documents.values import printed_rates

BOX = Box(0.1, 0.1, 0.2, 0.12)
PRINTED = [("5%", "5"), ("2.5%", "2.5"), ("17%", "17")]
"""What is written with its sign is believed whatever the law may be."""
SEEN = [("58", "5"), ("51", "5"), ("188", "18"), ("18", "18"), ("12", "12"), ("2.50", "2.50"), ("0.258", "0.25")]


class TestRate:
    @pytest.mark.parametrize(("text", "percent"), [*PRINTED, *SEEN])
    def test_sign_that_was_lost_or_taken_for_a_digit(self, text: str, percent: str) -> None:
        found = printed_rates.rate(Token(text, BOX, 0, Source.OCR))
        assert found is not None
        assert found[0] == Decimal(percent)

    @pytest.mark.parametrize("text", ["74", "500", "1806", "5g", "Soap", "%", ""])
    def test_other_numbers_and_words_are_none(self, text: str) -> None:
        assert printed_rates.rate(Token(text, BOX, 0, Source.OCR)) is None

    @pytest.mark.parametrize("text", ["58", "18", "188"])
    def test_text_of_a_file_is_as_it_was_written(self, text: str) -> None:
        assert printed_rates.rate(Token(text, BOX, 0)) is None
