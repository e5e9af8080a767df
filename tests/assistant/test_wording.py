"""Sentences: every figure in every language, complete, in rupees as Indians write them."""

from datetime import date
from decimal import Decimal
from string import Formatter
from types import ModuleType

import pytest

from app.assistant import wording
from app.assistant.records.asked import Days, Language, Topic
from app.assistant.records.figures import (
    Balance,
    Balances,
    CashFlow,
    Figures,
    OpenAlerts,
    Spending,
    TaxEstimate,
    Turnover,
)
from app.assistant.wording import english, hindi, hinglish

OCTOBER = Days(date(2026, 10, 1), date(2026, 10, 31))
ROWS = (Balance(None, "Om Stores", Decimal(125000), 2), Balance(None, "Asha", Decimal("980.50"), 1))
OPEN = Balances(Decimal("125980.50"), ROWS, (), 3, oldest_days=40, undated=2, notes_total=Decimal(100))
NOTHING = Balances(Decimal(0), (), (), 0)
SAID: list[tuple[Topic, Figures]] = [
    *(
        (topic, found)
        for topic in Topic
        if topic in (Topic.RECEIVABLES, Topic.PAYABLES, Topic.OVERDUE, Topic.OVERDUE_BILLS)
        for found in (OPEN, NOTHING)
    ),
    (Topic.CASH_FLOW, CashFlow(OCTOBER, Decimal(5), Decimal(3), Decimal(1), ())),
    (Topic.CASH_FLOW, CashFlow(OCTOBER, Decimal(0), Decimal(0), Decimal(0), ())),
    (Topic.GST_DUE, TaxEstimate(OCTOBER, Decimal(5), Decimal(3), ())),
    (Topic.GST_DUE, TaxEstimate(OCTOBER, Decimal(3), Decimal(5), ())),
    (Topic.GST_DUE, TaxEstimate(OCTOBER, Decimal(0), Decimal(0), ())),
    (Topic.SALES, Turnover(OCTOBER, Decimal(5), Decimal(1), 1, ROWS, ())),
    (Topic.SALES, Turnover(OCTOBER, Decimal(0), Decimal(0), 0, (), ())),
    (Topic.EXPENSES, Spending(OCTOBER, Decimal(5), 1, (("rent", Decimal(5)),), Decimal(7), 1, ())),
    (Topic.EXPENSES, Spending(OCTOBER, Decimal(0), 0, (), Decimal(0), 0, ())),
    (Topic.ALERTS, OpenAlerts(2, ("One.", "Two."), ())),
    (Topic.ALERTS, OpenAlerts(1, ("One.",), (), is_fresh=False)),
    (Topic.ALERTS, OpenAlerts(0, (), ())),
]


class TestExplained:
    @pytest.mark.parametrize("language", list(Language))
    @pytest.mark.parametrize("name", [None, "Om Stores"])
    @pytest.mark.parametrize(("topic", "figures"), SAID)
    def test_every_figure_is_said(self, topic: Topic, figures: Figures, language: Language, name: str | None) -> None:
        text = wording.explained(topic, figures, language=language, name=name)
        assert text.endswith((".", "।"))
        assert not {"{", "}"} & set(text)

    def test_amounts_and_counts_read_well(self) -> None:
        assert wording.explained(Topic.RECEIVABLES, OPEN, language=Language.ENGLISH) == (
            "2 customers owe you ₹1,25,980.50 on 3 unpaid invoices. The largest: Om Stores (₹1,25,000), Asha (₹980.50)."
            " 2 more without a due date could not be judged. Credit or debit notes of ₹100 are not taken off."
        )

    def test_tax_is_called_an_estimate(self) -> None:
        text = wording.explained(
            Topic.GST_DUE, TaxEstimate(OCTOBER, Decimal(5), Decimal(3), ()), language=Language.ENGLISH
        )
        assert text == (
            "GST, October 2026: about ₹2 to pay, which is ₹5 on sales less ₹3 on purchases."
            " This is an estimate from your books; your return may differ."
        )


class TestPeriod:
    @pytest.mark.parametrize(
        ("first", "last", "said"),
        [
            (date(2026, 10, 1), date(2026, 10, 31), "October 2026"),
            (date(2026, 10, 3), date(2026, 10, 3), "3 October 2026"),
            (date(2026, 10, 1), date(2026, 10, 21), "1 October 2026 to 21 October 2026"),
        ],
    )
    def test_days_are_said_as_people_say_them(self, first: date, last: date, said: str) -> None:
        assert wording.period(Days(first, last), Language.ENGLISH) == said


class TestLanguages:
    @pytest.mark.parametrize("tongue", [hinglish, hindi])
    def test_every_sentence_is_in_every_language_with_the_same_values(self, tongue: ModuleType) -> None:
        def fields(text: str) -> set[str | None]:
            return {name for _, name, _, _ in Formatter().parse(text) if name}

        assert tongue.PHRASES.keys() == english.PHRASES.keys()
        assert tongue.NOUNS.keys() == english.NOUNS.keys()
        for key, text in english.PHRASES.items():
            assert fields(tongue.PHRASES[key]) == fields(text), key
