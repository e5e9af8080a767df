"""How near an earlier forecast came, in figures and in a sentence."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from app.insights.records.evidence import LookedBack, Point, Series, Unit
from app.insights.rules import looked_back
from app.insights.wording import looked_back as wording

MADE_ON = date(2026, 8, 21)


class TestNearness:
    @pytest.mark.parametrize(
        ("foretold", "came", "mean_error", "share", "inside"),
        [
            ([100, 100], [100, 100], 0, 0.0, 2),
            ([100, 100], [110, 90], 10, 0.1, 2),
            ([100, 100], [130, 100], 15, 0.1304, 1),
            ([100, 100], [80, 121], "20.5", 0.204, 1),
            ([0, 0], [0, 0], 0, None, 2),
            ([-50, -50], [-100, 0], 50, 1.0, 0),
        ],
    )
    def test_counts_what_lay_inside_and_how_far_off_it_was(
        self, foretold: list[int], came: list[int], mean_error: int | str, share: float | None, inside: int
    ) -> None:
        found = looked_back.nearness(compared(foretold, came, band=20))
        assert found is not None
        assert (found.mean_error, found.error_share, found.inside80) == (Decimal(mean_error), share, inside)
        assert (found.periods, found.inside95) == (2, None)

    def test_is_ten_times_as_large_for_amounts_ten_times_as_large(self) -> None:
        small, large = (looked_back.nearness(compared([a, b], [c, d], band=e)) for a, b, c, d, e in
                        ((100, 70, 120, 40, 20), (1000, 700, 1200, 400, 200)))  # fmt: skip
        assert small is not None and large is not None
        assert large.mean_error == 10 * small.mean_error
        assert (large.error_share, large.inside80) == (small.error_share, small.inside80)

    def test_without_a_period_there_is_nothing_to_say(self) -> None:
        assert looked_back.nearness(compared([], [])) is None


class TestWords:
    @pytest.mark.parametrize(("days", "period"), [(1, "day"), (7, "week"), (30, "month"), (31, "month")])
    def test_tell_when_it_was_made_what_kept_to_it_and_by_how_much_it_was_off(self, days: int, period: str) -> None:
        found = compared([1000, 1000], [1200, 1600], band=300, days=days)
        measured = looked_back.nearness(found)
        assert measured is not None
        assert wording.nearness(found, measured) == (
            f"On 21 Aug 2026 we would have foretold 2 {period}s. In 1 of 2 what came lay within the 80% range."
            f" On average we were ₹400 a {period} off."
        )

    def test_say_nothing_of_bands_that_there_were_not(self) -> None:
        found = compared([1000], [1200])
        measured = looked_back.nearness(found)
        assert measured is not None
        assert "range" not in wording.nearness(found, measured)

    @pytest.mark.parametrize(
        ("titles", "said"),
        [
            ([], "There is no earlier forecast to compare for this insight yet."),
            (
                ["Cash", "Sales"],
                "There is no earlier forecast to compare for this insight. There is one for: Cash and Sales.",
            ),
        ],
    )
    def test_name_the_insights_that_have_an_earlier_forecast(self, titles: list[str], said: str) -> None:
        assert wording.nothing(titles) == said


def compared(foretold: list[int], came: list[int], *, band: int | None = None, days: int = 7) -> LookedBack:
    """A forecast of so much a period with a band of so much to both sides, and what came."""
    width = Decimal(band) if band is not None else None
    days_on = [MADE_ON + timedelta(days=1 + place * days) for place in range(len(foretold))]
    told = [
        Point(on, Decimal(value), *((Decimal(value) - width, Decimal(value) + width) if width is not None else ()))
        for on, value in zip(days_on, foretold, strict=True)
    ]
    seen = [Point(on, Decimal(value)) for on, value in zip(days_on, came, strict=True)]
    return LookedBack(
        MADE_ON,
        Series("foretold", "Foretold", Unit.RUPEES, tuple(told), is_expected=True),
        Series("came", "Came", Unit.RUPEES, tuple(seen)),
    )
