"""The headline on tax dates: what concerns this business first, with its amount, and never as sure what is not."""

from dataclasses import replace
from datetime import date

import pytest

from app.books.records import Books
from app.insights.records.preferences import GSTFiling, Preferences
from app.insights.rules.general import statutory
from app.insights.wording import explain
from tests.insights.planted import BUSINESS, TODAY, bill, books, expense, invoice, month_starts

UNREGISTERED = books(business=replace(BUSINESS, gstin=None))
SELLING = books([invoice(f"S{place}", first, 11_800) for place, first in enumerate(month_starts(6))])
DEDUCTING = books(
    business=replace(BUSINESS, gstin=None),
    expenses=[expense("TDS", first.replace(day=6), 4200) for first in month_starts(3)],
)


@pytest.mark.parametrize(
    ("shop", "said", "title"),
    [
        (UNREGISTERED, Preferences(), "TDS payment is due in 16 days if you deduct TDS"),
        (UNREGISTERED, Preferences(deducts_tds=True), "TDS payment is due in 16 days"),
        (DEDUCTING, Preferences(), "TDS payment of about ₹4,200 is due in 16 days"),
        (
            UNREGISTERED,
            Preferences(deducts_tds=False),
            "Advance tax, 75 percent is due in 24 days if you pay advance tax",
        ),
        (books(), Preferences(), "PMT-06 is due in 4 days if you file quarterly"),
        (books(), Preferences(gst_filing=GSTFiling.MONTHLY), "GSTR-1 is due in 20 days"),
        (books(), Preferences(gst_filing=GSTFiling.MONTHLY, deducts_tds=True), "TDS payment is due in 16 days"),
        (SELLING, Preferences(gst_filing=GSTFiling.QUARTERLY), "PMT-06 of about ₹1,800 is due in 4 days"),
    ],
)  # fmt: skip
def test_title(shop: Books, said: Preferences, title: str) -> None:
    assert explain.words(statutory.statutory_dates(shop, TODAY, said)).title == title


def test_what_may_not_concern_the_business_is_named_last() -> None:
    text = explain.words(
        statutory.statutory_dates(books(), TODAY, Preferences(gst_filing=GSTFiling.MONTHLY))
    ).description
    assert text.index("GSTR-1 ") < text.index("TDS payment") < text.index("(if you deduct TDS)")


def test_on_the_day_itself_and_with_nothing_to_pay() -> None:
    said = Preferences(gst_filing=GSTFiling.MONTHLY)
    shop = books([bill("B", date(2026, 10, 5), 1180)])
    words = explain.words(statutory.statutory_dates(shop, date(2026, 11, 20), said))
    assert words.title == "GSTR-3B is due today"
    assert "GSTR-3B for October 2026 on 20 Nov 2026 (nothing to pay by your books)" in words.description
