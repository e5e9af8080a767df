"""Sentences hold the figures of their finding, in words that an owner reads, and say what is missing."""

import re
from datetime import date
from decimal import Decimal

import pytest

from app.books.records import Document
from app.insights import service
from app.insights.records.answer import Finding, Missing, Need, Words
from app.insights.wording import explain, phrases
from tests.insights.planted import TODAY, books, expense, invoice, month_starts, paying_shop
from tests.insights.told import NOW, told

JARGON = re.compile(r"None|Decimal|nan|\binf\b|_|\{|\}|0E|UUID", re.IGNORECASE)


class TestWords:
    """What the owner of a shop reads."""

    @pytest.mark.parametrize("days_late", [0, 20])
    @pytest.mark.parametrize("months", [0, 1, 4, 24])
    def test_no_sentence_shows_the_machine(self, months: int, days_late: int) -> None:
        for insight in service.computed(paying_shop(months=months, days_late=days_late), now=NOW).insights:
            for sentence in (insight.title, insight.description, *insight.recommendations):
                assert not JARGON.search(sentence), sentence
                assert sentence.strip() == sentence and "  " not in sentence
            assert len(insight.title) <= 80

    def test_empty_books_get_words_too(self) -> None:
        for insight in service.computed(books(), now=NOW).insights:
            assert insight.title and insight.description

    def test_late_payer_is_named_with_the_days(self) -> None:
        words = explain.words(told(paying_shop(days_late=20))["late_payers"])
        assert "Rao Traders pays 20 days late" in words.description
        assert "Rao Traders" in words.recommendations[0]

    def test_overdue_names_invoice_amount_and_days(self) -> None:
        words = self._words([invoice("SI/7", date(2026, 9, 1), 125_000)], "overdue")
        assert words.title == "₹1,25,000 is overdue from customers"
        assert words.recommendations[0] == "Ask Rao Traders for ₹1,25,000 (invoice SI/7, 51 days late)."

    def test_nothing_overdue_is_good_news(self) -> None:
        assert self._words([invoice("A", TODAY)], "overdue").title == "No customer is overdue"

    def test_rent_that_doubled(self) -> None:
        rows = [expense("rent", day, 20_000 if day.month >= 9 else 10_000) for day in month_starts(10)]
        words = explain.words(told(books(expenses=rows))["expense_trend"])
        assert words.title == "Rent went up"
        assert "Rent: ₹10,000 to ₹20,000 a month since September 2026 (+100%)." in words.description

    def test_quiet_customer_is_to_be_called(self) -> None:
        days = [date(2026, 3, 1), date(2026, 3, 11), date(2026, 3, 21), date(2026, 3, 31)]
        words = self._words([invoice(f"{day}", day) for day in days], "quiet_customers")
        assert "used to buy every 10 days" in words.recommendations[0]

    def test_a_finding_without_words_is_a_mistake_of_ours(self) -> None:
        with pytest.raises(TypeError):
            explain.words(Finding())

    @staticmethod
    def _words(rows: list[Document], key: str) -> Words:
        return explain.words(told(books(rows))[key])


class TestPhrases:
    """The pieces."""

    @pytest.mark.parametrize("need", list(Need))
    def test_every_need_has_words(self, need: Need) -> None:
        assert "{" not in phrases.missing(Missing(need, 1, 3))

    @pytest.mark.parametrize(("have", "said"), [(0, "(there are 0)"), (1, "(there is 1)"), (2, "(there are 2)")])
    def test_one_is_and_more_are(self, have: int, said: str) -> None:
        assert said in phrases.missing(Missing(Need.MONTHS_OF_SALES, have, 3))

    @pytest.mark.parametrize(
        ("said", "expected"),
        [
            (phrases.rupees(Decimal("1234567.50")), "₹12,34,568"),
            (phrases.day(date(2026, 11, 5)), "5 Nov 2026"),
            (phrases.month("2026-11"), "November 2026"),
            (phrases.days(1), "1 day"),
            (phrases.days(20), "20 days"),
            (phrases.percent(-0.256), "26%"),
            (phrases.count(1, "entry", "entries"), "1 entry"),
            (phrases.count(2, "entry", "entries"), "2 entries"),
            (phrases.listed(["a"]), "a"),
            (phrases.listed(["a", "b", "c"]), "a, b and c"),
        ],
    )
    def test_said(self, said: str, expected: str) -> None:
        assert said == expected
