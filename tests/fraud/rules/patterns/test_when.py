"""Hours, closed days, late entries and sudden flurries: what is found, and the innocent twin of each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.books.records import Document
from app.fraud.records import Rule
from app.fraud.rules.patterns import backdated, closed_days, hours
from tests.fraud.rules.patterns.trade import of_bills
from tests.fraud.rules.patterns.working_days import MAKERS, MONDAY, ODD, entered, odd, usual
from tests.fraud.shop import bill, books, moment, supplier


class TestHours:
    @pytest.mark.parametrize(
        ("count", "days_apart", "hour", "is_shown"),
        [
            (5, 3, 2, True),
            (5, 60, 2, True),
            (3, 3, 2, True),
            (2, 3, 2, False),
            (4, 0, 2, False),
            (5, 3, 14, False),
            (5, 3, 5, False),
        ],
        ids=[
            "at night",
            "at night, each some months apart",
            "three nights",
            "two",
            "four in one night",
            "by day",
            "a market before dawn",
        ],
    )
    def test_bills_of_one_supplier(self, count: int, days_apart: int, hour: int, is_shown: bool) -> None:
        held = [*usual(), *entered(odd(count, days_apart), hour)]
        found = [
            one.rule for one in hours.findings(books(documents=held, parties=[ODD, *MAKERS])) if one.probability > 0.7
        ]
        assert found == [Rule.AT_NIGHT] * is_shown

    @pytest.mark.parametrize(
        "known",
        [{"reference": "PO-4"}, {"entered_by": "evening clerk"}],
        ids=["one on an order", "by two people"],
    )
    def test_three_nights_need_other_signs(self, known: dict[str, Any]) -> None:
        first, *others = entered(odd(3, 3), 2)
        held = [*usual(), replace(first, **known), *others]
        found = hours.findings(books(documents=held, parties=[ODD, *MAKERS]))
        assert all(one.probability < 0.7 for one in found)

    def test_shop_that_works_at_night_has_its_own_hours(self) -> None:
        owls = entered(usual(), 2)
        assert hours.findings(books(documents=[*owls, *entered(odd(5), 2)], parties=[ODD, *MAKERS])) == []

    def test_shop_that_works_until_two_is_asleep_at_four(self) -> None:
        late = entered(odd(6), 4, days=1)
        (found,) = hours.findings(books(documents=[*entered(usual(), 1), *late], parties=[ODD, *MAKERS]))
        assert found.rule is Rule.AT_NIGHT

    def test_clerk_who_works_by_day_stands_out_where_the_owner_works_at_night(self) -> None:
        day, night = usual(), [replace(one, entered_by="Owner") for one in entered(usual(), 2)]
        night = [replace(one, id=supplier(f"{one.id}").id) for one in night]
        (found,) = hours.findings(books(documents=[*day, *night, *entered(odd(6), 2)], parties=[ODD, *MAKERS]))
        assert found.parties == (ODD.id,)

    @pytest.mark.parametrize("kind", ["pile", "import", "bare dates"])
    def test_moments_at_which_nobody_worked_on_this_supplier(self, kind: str) -> None:
        late = entered(odd(5), 2)
        if kind == "pile":
            beside = [
                replace(one, id=supplier(f"{one.id}{maker.id}").id, party_id=maker.id)
                for one in late
                for maker in MAKERS
            ]
            late = [*late, *beside]
        if kind == "import":
            late = [
                replace(one, source="import", entered_at=moment(one.issued_on) + timedelta(hours=9)) for one in late
            ]
        if kind == "bare dates":
            midnight = timedelta(hours=6, minutes=30)
            late = [replace(one, entered_at=moment(one.issued_on) + midnight) for one in late]
        assert hours.findings(books(documents=[*usual(), *late], parties=[ODD, *MAKERS])) == []

    def test_books_without_moments(self) -> None:
        held = [replace(one, entered_at=None) for one in (*usual(), *odd(5))]
        assert hours.findings(books(documents=held, parties=[ODD, *MAKERS])) == []


class TestClosedDays:
    def sundays(self, count: int) -> list[Document]:
        return [
            replace(one, issued_on=MONDAY - timedelta(days=1 + 7 * place), entered_at=None)
            for place, one in enumerate(odd(count))
        ]

    @pytest.mark.parametrize(("count", "is_found"), [(5, True), (3, False)])
    def test_bills_dated_on_the_day_of_rest(self, count: int, is_found: bool) -> None:
        held = [*usual(), *self.sundays(count)]
        found = of_bills(closed_days, books(documents=held, parties=[ODD, *MAKERS]))
        assert [one.rule for one in found] == [Rule.CLOSED_DAY] * is_found

    def test_bills_entered_on_the_day_of_rest(self) -> None:
        late = [replace(one, entered_at=moment(one.issued_on), issued_on=MONDAY) for one in self.sundays(5)]
        held = [*usual(), *late]
        assert len(of_bills(closed_days, books(documents=held, parties=[ODD, *MAKERS]))) == 1

    def test_shop_that_never_closes(self) -> None:
        held = [*usual(sundays=True), *self.sundays(5)]
        assert of_bills(closed_days, books(documents=held, parties=[ODD, *MAKERS])) == []

    def test_supplier_that_bills_on_any_day(self) -> None:
        weekly = [
            bill(f"W{n}", str(900 + n), MONDAY - timedelta(days=n), of=ODD, entered_at=moment(MONDAY))
            for n in range(40)
        ]
        assert of_bills(closed_days, books(documents=[*usual(600), *weekly], parties=[ODD, *MAKERS])) == []


class TestBackdated:
    MARCH = (date(2025, 3, 27), date(2025, 3, 29), date(2025, 3, 31))

    def dated(self, days: Sequence[date], *, later: int = 60) -> list[Document]:
        return [
            bill(f"L{n}", str(8000 + n), on, of=ODD, entered_at=moment(on + timedelta(days=later + n)))
            for n, on in enumerate(days)
        ]

    @pytest.mark.parametrize(
        ("days", "later", "is_found"),
        [
            (MARCH, 60, True),
            (MARCH[:2], 60, False),
            (MARCH, 3, False),
            ((date(2025, 3, 5), date(2025, 3, 9), date(2025, 3, 12)), 60, False),
            (tuple(date(2025, month, 28) for month in (4, 5, 6, 7, 8)), 60, False),
        ],
        ids=["three before the year's end", "two", "a few days late", "in mid-month", "slow every month"],
    )
    def test_bills_entered_weeks_later(self, days: Sequence[date], later: int, is_found: bool) -> None:
        held = [*usual(), *self.dated(days, later=later)]
        found = of_bills(backdated, books(documents=held, parties=[ODD, *MAKERS]))
        assert [one.rule for one in found] == [Rule.BACKDATED] * is_found

    def test_pile_of_many_suppliers_worked_off_in_one_day(self) -> None:
        worked_off = moment(date(2025, 6, 2))
        pile = [
            bill(f"P{maker.name}{n}", str(8000 + n), on, of=maker, entered_at=worked_off)
            for maker in (ODD, *MAKERS)
            for n, on in enumerate(self.MARCH)
        ]
        assert of_bills(backdated, books(documents=[*usual(), *pile], parties=[ODD, *MAKERS])) == []

    def test_business_that_enters_everything_late(self) -> None:
        slow = entered(usual(), 14, days=40)
        held = [*slow, *self.dated(self.MARCH)]
        assert of_bills(backdated, books(documents=held, parties=[ODD, *MAKERS])) == []
