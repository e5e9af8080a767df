"""Amounts of a business that does not keep its books in rupees."""

import pytest

from app.insights.records.answer import Words
from app.insights.wording import currency


class TestTold:
    """One sign and one grouping, whatever the sentence."""

    @pytest.mark.parametrize(
        ("code", "sentence", "expected"),
        [
            ("INR", "₹1,25,000 is overdue", "₹1,25,000 is overdue"),
            ("USD", "₹1,25,000 is overdue", "$125,000 is overdue"),
            ("USD", "between -₹1,00,000, and ₹980.50.", "between -$100,000, and $980.50."),
            ("CHF", "₹12,34,567", "CHF 1,234,567"),
            ("EUR", "no amount, 3 invoices", "no amount, 3 invoices"),
        ],
    )
    def test_sentence(self, code: str, sentence: str, expected: str) -> None:
        assert currency.told(Words(sentence, sentence, (sentence,)), code) == Words(expected, expected, (expected,))
