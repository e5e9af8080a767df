"""Bills dated back within a supplier's own series of numbers, and the innocent twins."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from app.books.records import Document
from app.fraud.records import Rule
from app.fraud.rules.patterns import against_dates
from app.fraud.rules.patterns.series import series, straight, without_repeats
from tests.fraud.rules.patterns.trade import MAKERS, of_bills, registered, shown
from tests.fraud.shop import bill, books, moment

SELLER = registered("Rudra Goods House", 700)
FEBRUARY = date(2025, 2, 4)
MARCH = (date(2025, 3, 22), date(2025, 3, 25), date(2025, 3, 28))
MAY = date(2025, 5, 20)


def dated(number: object, on: date, *, entered: date | None, **known: Any) -> Document:
    """A bill of the seller, entered on that day."""
    facts: dict[str, Any] = {"of": SELLER, "entered_at": moment(entered) if entered else None, **known}
    return bill(str(number), str(5000 + on.toordinal() % 97), on, **facts)


def run(*, wait: int = 1, first: int = 602) -> list[Document]:
    """Seven bills from February to the middle of May, whose numbers rise with their dates."""
    days = [FEBRUARY + timedelta(days=17 * place) for place in range(7)]
    return [dated(f"B{first + 7 * place}", on, entered=on + timedelta(days=wait)) for place, on in enumerate(days)]


class TestAgainstDates:
    @pytest.mark.parametrize(
        ("numbers", "days", "entered", "is_found"),
        [
            ((651, 652, 653), MARCH, MAY, True),
            ((651, 653), MARCH[:2], MAY, True),
            ((651,), MARCH[:1], MAY, True),
            ((651,), (date(2025, 4, 11),), MAY, False),
            ((618, 620, 622), MARCH, MAY, False),
            ((651, 652, 653), MARCH, None, False),
            ((651, 652, 653), (date(2025, 5, 2), date(2025, 5, 4), date(2025, 5, 5)), MAY, False),
            ((651, 651, 652, 652), (MARCH[0], MARCH[0], MARCH[1], MARCH[1]), MAY, False),
        ],
        ids=["three into the year before", "two", "one into the year before", "one within the year: a slip",
             "typed late, numbers with dates", "day of entry not known", "within one month", "each entered twice"],
    )  # fmt: skip
    def test_numbers_of_may_under_dates_of_march(
        self, numbers: Sequence[int], days: Sequence[date], entered: date | None, is_found: bool
    ) -> None:
        odd = [dated(f"B{number}", on, entered=entered) for number, on in zip(numbers, days, strict=True)]
        found = shown(of_bills(against_dates, books(documents=[*run(), *odd], parties=[SELLER])))
        assert [one.rule for one in found] == [Rule.AGAINST_DATES] * is_found
        assert not found or set(found[0].documents) == {one.id for one in odd}

    def test_second_bill_book_is_entered_when_its_bills_are_dated(self) -> None:
        other = [dated(f"B{901 + place}", on, entered=on + timedelta(days=2)) for place, on in enumerate(MARCH)]
        assert of_bills(against_dates, books(documents=[*run(), *other], parties=[SELLER])) == []

    def test_second_bill_book_of_a_supplier_whose_papers_come_late(self) -> None:
        other = [dated(f"B{901 + place}", on, entered=MAY) for place, on in enumerate(MARCH)]
        assert of_bills(against_dates, books(documents=[*run(wait=40), *other], parties=[SELLER])) == []

    def test_evening_on_which_papers_of_many_are_entered(self) -> None:
        odd = [dated(f"B{651 + place}", on, entered=MAY) for place, on in enumerate(MARCH)]
        others = [
            bill(f"X{place}", "4100", MARCH[0], of=maker, entered_at=moment(MAY)) for place, maker in enumerate(MAKERS)
        ]
        held = books(documents=[*run(), *odd, *others], parties=[SELLER, *MAKERS])
        assert of_bills(against_dates, held) == []

    def test_series_too_short_to_show_an_order(self) -> None:
        odd = [dated(f"B{651 + place}", on, entered=MAY) for place, on in enumerate(MARCH)]
        assert of_bills(against_dates, books(documents=[*run()[:3], *odd], parties=[SELLER])) == []


class TestSeries:
    def test_stem_and_year_make_a_series(self) -> None:
        numbers = ["A/1", "A/3", "B/2", "A/24-25/2", "none"]
        held = series(dated(one, FEBRUARY, entered=None) for one in numbers)
        assert sorted([number for number, _ in one] for one in held) == [[1, 3], [2], [2]]

    def test_straight_run_leaves_out_what_does_not_rise(self) -> None:
        days = [1, 3, 2, 4, 9, 5, 6]
        held = [(place, dated(place, FEBRUARY + timedelta(days=day), entered=None)) for place, day in enumerate(days)]
        assert [number for number, _ in straight(held)] in ([0, 1, 3, 5, 6], [0, 2, 3, 5, 6])
        assert straight([]) == []

    def test_number_that_comes_twice_is_left_out(self) -> None:
        held = [(number, dated(number, FEBRUARY, entered=None)) for number in (1, 2, 2, 3)]
        assert [number for number, _ in without_repeats(held)] == [1, 3]
