"""The distribution of the day of payment: what it learns from, that it is one, and that it sees no later day."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from ml_models.evaluation.arrays import FloatArray
from ml_models.late_payment import issue_day, payment_days
from ml_models.late_payment.coming import coming_days
from ml_models.late_payment.delays import Delays
from ml_models.late_payment.records import Documents

ON = date(2026, 6, 30)
TODAY = ON.toordinal()
DAYS = np.arange(-60.0, 181.0)
SEED = 3


class TestPaidBy:
    def test_is_a_distribution_that_ends_below_one(self) -> None:
        invoices = Delays.of(ledger([20, -5, 0, 60]))
        by = payment_days.fitted(invoices, TODAY).paid_by(np.arange(8), DAYS)
        assert np.isfinite(by).all()
        assert (np.diff(by, axis=1) >= -1e-12).all()
        assert (by >= 0).all() and (by < 1).all()
        assert (by[:, -1] > 0.9).all()

    @pytest.mark.parametrize("days_late", [-12, 0, 20, 60])
    def test_a_customer_of_one_habit_is_expected_to_keep_it(self, days_late: int) -> None:
        invoices = Delays.of(ledger([days_late, 5, 10]))
        by = payment_days.fitted(invoices, TODAY).paid_by(np.array([0]), DAYS)
        assert abs(middle(by)[0] - days_late) <= 3

    def test_a_mark_that_all_share_moves_customers_never_seen_with_it(self) -> None:
        documents = ledger([0, 4, 8, 12], marked_days=-6)
        cold = extended(documents, party=9, mark=0.0), extended(documents, party=9, mark=1.0)
        plain, marked = (
            middle(payment_days.fitted(Delays.of(one), TODAY).paid_by(np.array([-1]) % len(one.party), DAYS))[0]
            for one in cold
        )
        assert 4 <= plain - marked <= 8

    def test_open_invoices_past_due_make_their_customer_later(self) -> None:
        documents = ledger([0, 10])
        overdue = documents
        for _ in range(4):
            overdue = extended(overdue, party=0, issued=TODAY - 70)
        before, after = (
            middle(payment_days.fitted(Delays.of(one), TODAY).paid_by(np.array([0]), DAYS))[0]
            for one in (documents, overdue)
        )
        assert after > before

    def test_later_invoices_and_payments_are_not_seen(self) -> None:
        documents = ledger([20, -5, 0])
        later = extended(documents, party=0, issued=TODAY + 1)
        settled = [TODAY + 5 if day is None or day > TODAY else day for day in documents.settled]
        rows = np.arange(len(documents.party))
        told = [
            payment_days.fitted(Delays.of(one), TODAY).paid_by(rows, DAYS)
            for one in (documents, later, replace(documents, settled=settled))
        ]
        assert np.allclose(told[0], told[1]) and np.allclose(told[0], told[2])

    def test_what_was_paid_undated_teaches_nothing(self) -> None:
        documents = ledger([20, -5])
        undated = replace(extended(documents, party=0), is_dated=[*documents.is_dated, False])
        rows = np.arange(4)
        told = [payment_days.fitted(Delays.of(one), TODAY).paid_by(rows, DAYS) for one in (documents, undated)]
        assert np.allclose(told[0], told[1])

    def test_nothing_at_all_gives_the_prior(self) -> None:
        alone = Delays.of(Documents([0], [TODAY - 10], [TODAY + 20], [None], [100.0], [True]))
        model = payment_days.fitted(alone, TODAY)
        by = model.paid_by(np.array([0]), DAYS)
        assert model.is_cold(np.array([0])).all()
        assert abs(middle(by)[0]) <= 2


class TestComingDays:
    def test_chances_are_given_that_it_is_unpaid_now(self) -> None:
        documents = ledger([20, -5])
        open_ones = [place for place, day in enumerate(documents.settled) if day is None or day > TODAY]
        found = coming_days(documents, on=ON, asked=open_ones, recent=[0, 1], days=91)
        assert len(found.of_open) == len(open_ones) > 0
        for chances in found.of_open:
            assert all(0 <= chance <= 1 for chance in chances)
            assert 0 < sum(chances) <= 1
        assert list(found.of_new) == sorted(found.of_new)
        assert found.settled == len(documents.party) - len(open_ones)

    def test_what_is_long_overdue_may_never_come(self) -> None:
        documents = extended(ledger([0, 2]), party=0, issued=TODAY - 500)
        (chances,) = coming_days(documents, on=ON, asked=[len(documents.party) - 1], recent=(), days=91).of_open
        assert sum(chances) < 0.25

    def test_nothing_asked_is_nothing_told(self) -> None:
        found = coming_days(Documents((), (), (), (), (), ()), on=ON, asked=(), recent=(), days=7)
        assert (found.of_open, found.settled, list(found.of_new)) == ([], 0, [0.0] * 7)


class TestShortest:
    @pytest.mark.parametrize(
        ("shares", "least", "found"),
        [
            ((1.0, 0.0, 0.0), 0.8, (0, 0)),
            ((0.1, 0.5, 0.4), 0.8, (1, 2)),
            ((0.3, 0.3, 0.4), 0.9, (0, 2)),
            ((0.5, 0.5, 0.0), 0.5, (0, 0)),
            ((0.2, 0.1, 0.1), 0.9, (0, 2)),
        ],
    )
    def test_is_the_shortest_with_enough_in_it(
        self, shares: tuple[float, ...], least: float, found: tuple[int, int]
    ) -> None:
        low, high = issue_day.shortest(np.cumsum([shares], axis=1), least)
        assert (low[0], high[0]) == found


def ledger(habits: list[int], *, marked_days: int = 0) -> Documents:
    """Two years in which each customer gets an invoice every fortnight and pays by habit, give or take two days.

    marked_days : how much sooner or later every other invoice, which bears a mark, is paid
    """
    chance = np.random.default_rng(SEED)
    rows = [(party, TODAY - 14 * back - party, back % 2) for party in range(len(habits)) for back in range(1, 52)]
    late = [round(habits[party] + mark * marked_days + chance.normal(0, 2)) for party, _, mark in rows]
    paid = [max(issued, issued + 30 + days) for (_, issued, _), days in zip(rows, late, strict=True)]
    return Documents(
        party=[party for party, _, _ in rows],
        issued=[issued for _, issued, _ in rows],
        due=[issued + 30 for _, issued, _ in rows],
        settled=[day if day <= TODAY else None for day in paid],
        amount=[100.0 + place % 7 for place in range(len(rows))],
        is_dated=[True] * len(rows),
        marks=[[float(mark)] for _, _, mark in rows],
    )


def extended(documents: Documents, *, party: int, issued: int = TODAY, mark: float = 0.0) -> Documents:
    """With one open invoice more."""
    return Documents(
        party=[*documents.party, party],
        issued=[*documents.issued, issued],
        due=[*documents.due, issued + 30],
        settled=[*documents.settled, None],
        amount=[*documents.amount, 100.0],
        is_dated=[*documents.is_dated, True],
        marks=[*documents.marks, [mark]],
    )


def middle(by: FloatArray) -> FloatArray:
    """The middle day of each row over `DAYS`."""
    found: FloatArray = DAYS[(by >= 0.5).argmax(axis=1)]
    return found
