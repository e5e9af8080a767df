"""What comes back is found with its rhythm, amount and next day; agreements are counted once beside it."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from app.books.records import Direction, Expense, RecurringPayment
from app.insights.records.cash import Recurring
from app.insights.records.evidence import RowKind
from app.insights.rules.cash import agreements, recurring, rhythms
from app.insights.rules.cash.rhythms import Hits
from tests.insights.planted import TODAY, bill, books, expense, identifier, invoice, month_starts, payment, settled
from tests.insights.rules.cash.foretold import parts_of

MONTH_ENDS = [date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31)]


class TestRhythm:
    """Interval, amount and day."""

    @pytest.mark.parametrize(
        ("every", "days"),
        [
            (7, [TODAY - timedelta(days=7 * back) for back in range(5)]),
            (14, [TODAY - timedelta(days=14 * back + 1) for back in range(5)]),
            (30, [day.replace(day=5) for day in month_starts(5)]),
            (30, MONTH_ENDS),
            (91, [date(2026, 1, 10), date(2026, 4, 12), date(2026, 7, 9), date(2026, 10, 10)]),
            (365, [date(2023, 12, 3), date(2024, 12, 1), date(2025, 12, 2)]),
        ],
    )
    def test_interval(self, every: int, days: list[date]) -> None:
        (found,) = _of_expenses([expense("Rent", day, 9000, vendor="Landlord") for day in days], TODAY)
        assert (found.every_days, found.amount) == (every, Decimal(9000))
        assert found.next_on > TODAY

    def test_rent_on_the_5th_stays_on_the_5th(self) -> None:
        (found,) = _of_expenses([expense("Rent", day.replace(day=5), 9000) for day in month_starts(5)], TODAY)
        days = list(recurring.coming_dates(found, TODAY + timedelta(days=91)))
        # November's is late in being written down; the months after it keep their day.
        assert days == [TODAY + timedelta(days=1), *(date(2026 + (m == 1), m, 5) for m in (12, 1)), date(2027, 2, 5)]

    def test_wages_at_the_end_of_the_month_follow_its_length(self) -> None:
        (found,) = _of_expenses([expense("Wages", day, 14_000) for day in MONTH_ENDS], TODAY)
        days = list(recurring.coming_dates(found, date(2027, 3, 1)))
        assert days == [date(2026, 11, 30), date(2026, 12, 31), date(2027, 1, 31), date(2027, 2, 28)]

    @pytest.mark.parametrize(
        ("amounts", "expected"),
        [
            ([10_000, 10_000, 20_000, 20_000], 20_000),
            ([10_000, 10_000, 10_000, 11_000], 10_000),
            ([10_000, 10_000, 11_000, 11_000], 11_000),
            ([9_400, 10_100, 9_900, 10_300], 10_100),
        ],
        ids=["doubled twice seen", "raised once seen", "raised twice seen", "power bill"],
    )
    def test_amount(self, amounts: list[int], expected: int) -> None:
        days = [first.replace(day=2) for first in month_starts(4)]
        rows = [expense("Rent", day, amount) for day, amount in zip(days, amounts, strict=True)]
        (found,) = _of_expenses(rows, TODAY)
        assert found.amount == Decimal(expected)

    @pytest.mark.parametrize(
        ("days", "amounts"),
        [
            ([date(2026, 10, 1), date(2026, 11, 1)], [500] * 2),
            ([date(2026, 9, 1), date(2026, 9, 3), date(2026, 10, 20), date(2026, 11, 1)], [500] * 4),
            ([date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1)], [500] * 3),
            ([first.replace(day=2) for first in month_starts(4)], [500, 900, 1300, 700]),
        ],
        ids=["seen twice", "no rhythm", "ended long ago", "other amounts each time"],
    )
    def test_what_does_not_come_back(self, days: list[date], amounts: list[int]) -> None:
        rows = [expense("Repairs", day, amount) for day, amount in zip(days, amounts, strict=True)]
        assert not _of_expenses(rows, TODAY)


class TestParties:
    """Wages to people and bills of a landlord have a rhythm; weekly sales to a customer are no agreement."""

    def test_wages_paid_to_an_employee(self) -> None:
        paid = [
            payment(bill(f"w{first}", first, 14_000, of="Asha"), first.replace(day=7), document_id=None)
            for first in month_starts(4)
        ]
        (found,) = _coming_back(rhythms.of_payments(books([], paid)), TODAY)
        assert (found.party_id, found.kind, found.day_of_month) == (identifier("Asha"), RowKind.PAYMENT, 7)

    def test_a_landlords_bill_is_paid_when_the_last_ones_were(self) -> None:
        rows = [settled(bill(f"R{first}", first, 11_800, of="Landlord"), days_late=-26) for first in month_starts(5)]
        shop = books([one for one, _ in rows], [money for _, money in rows], suppliers=("Landlord",))
        coming = parts_of(shop).fixed_out
        days = [TODAY + timedelta(days=place + 1) for place, amount in enumerate(coming) if amount]
        assert date(2026, 12, 5) in days and date(2027, 1, 5) in days and date(2027, 2, 5) in days
        assert not any(parts_of(shop).new_out)

    def test_a_sale_every_week_is_no_agreement(self) -> None:
        rows = [invoice(f"S{week}", TODAY - timedelta(days=7 * week), 5000) for week in range(8)]
        assert not _coming_back(rhythms.of_documents(books(rows)), TODAY)


class TestAgreements:
    """What the owner entered, without what the books show anyway."""

    @pytest.mark.parametrize(
        ("frequency", "starts_on", "day_of_month", "expected"),
        [
            ("monthly", date(2026, 1, 9), 9, date(2026, 12, 9)),
            ("monthly", date(2026, 1, 31), None, date(2026, 11, 30)),
            ("monthly", date(2026, 1, 9), -3, date(2026, 12, 9)),
            ("monthly", date(2026, 1, 9), 45, date(2026, 12, 9)),
            ("weekly", date(2026, 11, 2), None, date(2026, 11, 23)),
            ("daily", date(2026, 11, 2), None, date(2026, 11, 22)),
            ("yearly", date(2024, 3, 4), None, date(2027, 3, 4)),
            ("monthly", date(2027, 1, 15), 15, date(2027, 1, 15)),
        ],
    )
    def test_next_day(self, frequency: str, starts_on: date, day_of_month: int | None, expected: date) -> None:
        one = _agreed(frequency=frequency, starts_on=starts_on, day_of_month=day_of_month)
        (found,) = agreements.together([], books(recurring_payments=[one]), TODAY)
        assert (found.next_on, found.kind) == (expected, RowKind.RECURRING_PAYMENT)

    @pytest.mark.parametrize(
        "known",
        [{"is_active": False}, {"ends_on": TODAY}, {"amount": Decimal(0)}, {"frequency": "now and then"}],
        ids=["paused", "ended", "of nothing", "without a known rhythm"],
    )
    def test_what_is_not_to_come(self, known: dict[str, object]) -> None:
        assert not agreements.together([], books(recurring_payments=[_agreed(**known)]), TODAY)

    def test_what_the_books_show_too_is_counted_once_as_the_books_have_it(self) -> None:
        found = agreements.together([_found(11_800)], books(recurring_payments=[_agreed()]), TODAY)
        assert [(one.kind, one.amount) for one in found] == [(RowKind.PAYMENT, Decimal(11_800))]

    def test_an_agreement_tells_until_when(self) -> None:
        ends_on = TODAY + timedelta(days=40)
        (found,) = agreements.together([_found(11_800)], books(recurring_payments=[_agreed(ends_on=ends_on)]), TODAY)
        assert found.ends_on == ends_on
        assert list(recurring.coming_dates(found, TODAY + timedelta(days=91)))[-1] <= ends_on

    def test_a_paused_agreement_ends_the_rhythm(self) -> None:
        assert not agreements.together([_found(11_800)], books(recurring_payments=[_agreed(is_active=False)]), TODAY)

    def test_another_amount_is_another_thing(self) -> None:
        assert len(agreements.together([_found(50_000)], books(recurring_payments=[_agreed()]), TODAY)) == 2

    def test_the_first_payment_is_the_open_bill_of_that_amount(self) -> None:
        one = _agreed(starts_on=date(2026, 1, 1), day_of_month=1)
        rows = [bill("Rent", date(2026, 11, 15), 11_800, of="Landlord")]
        shop = books(rows, recurring_payments=[one], suppliers=("Landlord",))
        coming = parts_of(shop)
        assert [found.day for found in coming.standing.expected] == [date(2027, 1, 1), date(2027, 2, 1)]
        assert sum(coming.open_out) == pytest.approx(11_800, rel=0.05)


def _agreed(**known: object) -> RecurringPayment:
    fields: dict[str, Any] = {
        "id": identifier("agreement"),
        "direction": Direction.OUT,
        "party_id": identifier("Landlord"),
        "description": "Shop rent",
        "amount": Decimal(10_000),
        "frequency": "monthly",
        "starts_on": date(2026, 1, 5),
    }
    return RecurringPayment(**(fields | known))


def _found(amount: int) -> Recurring:
    ids: tuple[UUID, ...] = (identifier("payment"),)
    return Recurring(
        category="payments", vendor="Landlord", direction=Direction.OUT, party_id=identifier("Landlord"), every_days=30,
        day_of_month=5, amount=Decimal(amount), due_on=date(2026, 12, 5), next_on=date(2026, 12, 5),
        kind=RowKind.PAYMENT, ids=ids,
    )  # fmt: skip


def _of_expenses(expenses: Sequence[Expense], on: date) -> list[Recurring]:
    """What comes back among expenses."""
    return _coming_back(rhythms.of_expenses(expenses), on)


def _coming_back(groups: Sequence[Hits], on: date) -> list[Recurring]:
    return [one for hits in groups if (one := recurring.of_group(hits, on)) is not None]
