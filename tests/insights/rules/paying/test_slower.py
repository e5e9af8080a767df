"""Who pays slower than before: told of planted changes, not of chance, weekends or a customer hardly known."""

from datetime import date, timedelta
from random import Random

import pytest

from app.books.records import Books, DocumentKind
from app.insights.records.customers import LatePayers, SlowerPayer
from app.insights.rules import ledgers
from app.insights.rules.paying import slower
from app.insights.wording import explain
from tests.insights.planted import TODAY, books, invoice, settled
from tests.insights.told import one

EVERY_DAYS = 14


class TestSlowerPayers:
    @pytest.mark.parametrize(
        ("before", "lately", "is_told"),
        [
            (0, 30, True),
            (10, 40, True),
            (-5, 12, True),
            (0, 5, False),  # less than a week more
            (-20, -2, False),  # later than before, and still in time
            (30, 30, False),
            (40, 5, False),
        ],
    )
    def test_a_change_of_habit_is_told_with_both_figures(self, before: int, lately: int, is_told: bool) -> None:
        found = told(shop(before=before, lately=lately))
        assert bool(found) is is_told
        if found:
            assert (found[0].days_late_before, found[0].days_late_lately) == (before, lately)
            assert found[0].party == "Rao Traders"

    def test_open_invoices_older_than_usual_tell_before_any_is_paid(self) -> None:
        earlier = [
            settled(invoice(f"E{place}", TODAY - timedelta(days=220 + 14 * place)), days_late=0) for place in range(12)
        ]
        still = [invoice(f"O{place}", TODAY - timedelta(days=60 + 10 * place)) for place in range(4)]
        held = books([*(document for document, _ in earlier), *still], [money for _, money in earlier])
        (found,) = told(held)
        assert (found.days_late_before, found.days_late_lately, found.invoices_lately) == (0, 45, 4)
        assert found.open_amount == 4 * 1180

    @pytest.mark.parametrize("paid_lately", [0, 1, 2])
    def test_one_or_two_late_invoices_are_no_habit(self, paid_lately: int) -> None:
        assert told(shop(before=0, lately=40, of_lately=paid_lately)) == ()

    def test_chance_alone_is_seldom_told(self) -> None:
        customers = [f"Customer {place}" for place in range(40)]
        chance = Random(7)
        rows = [
            settled(invoice(f"{name} {back}", TODAY - timedelta(days=60 + 20 * back), to=name),
                    days_late=round(chance.gauss(5, 12)))
            for name in customers
            for back in range(25)
        ]  # fmt: skip
        held = books([row for row, _ in rows], [money for _, money in rows], customers=customers)
        assert len(told(held)) <= 1

    def test_is_said_in_words(self) -> None:
        words = explain.words(one(shop(before=0, lately=34), LatePayers))
        assert words.title == "Rao Traders pays slower than before"
        assert "pays slower than before: 34 days late in the last half-year, on the due date earlier." in (
            words.description
        )
        assert words.recommendations[0].startswith("Call Rao Traders and ask what has changed")


class TestDeviations:
    @pytest.mark.parametrize(
        ("before", "lately", "expected"),
        [
            ([1, 1, 1], [1, 1], 0.0),
            ([0, 0], [5, 5], 1.732),  # all of four ties apart: U = 4 of 4, sqrt(4/12 * (5 - 12/12)) = 1.155
            (list(range(10)), list(range(10, 15)), 3.062),  # U = 50 of 50, sqrt(50/12 * 16) = 8.165
            (list(range(10, 20)), list(range(5)), -3.062),
        ],
    )
    def test_is_the_normal_form_of_the_rank_sum(self, before: list[int], lately: list[int], expected: float) -> None:
        assert slower.deviations(before, lately) == pytest.approx(expected, abs=0.001)


def told(held: Books, on: date = TODAY) -> tuple[SlowerPayer, ...]:
    """Those found in these books."""
    return slower.slower_payers(ledgers.ledger(held, DocumentKind.SALES_INVOICE), on)


def shop(*, before: int, lately: int, of_lately: int = 99) -> Books:
    """A year and a half of fortnightly invoices of one customer; of those due lately the last `of_lately` are there."""
    due = [TODAY - timedelta(days=EVERY_DAYS * place) for place in range(1, 40)]
    new = [day for day in due if (TODAY - day).days <= slower.LATELY_DAYS and day + timedelta(days=lately) <= TODAY]
    old = [day for day in due if (TODAY - day).days > slower.LATELY_DAYS]
    rows = [(day, lately) for day in new[:of_lately]] + [(day, before) for day in old]
    made = [settled(invoice(f"R{day}", day - timedelta(days=30)), days_late=days) for day, days in rows]
    still = [invoice("OPEN", TODAY - timedelta(days=30 + min(lately, 3)))] if of_lately > 2 else []
    return books([*(document for document, _ in made), *still], [money for _, money in made])
