"""Days as receipts print them."""

from datetime import date

import pytest

from app.invoices.rules.documents.receipts import days


class TestFound:
    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("DATE: 03/04/2018 10:22", date(2018, 4, 3)),
            ("12-01-19", date(2019, 1, 12)),
            ("27 MAR 2018 18:46", date(2018, 3, 27)),
            ("25/FEB/2017", date(2017, 2, 25)),
            ("05-JAN-2017", date(2017, 1, 5)),
            ("JUN 5, 2018", date(2018, 6, 5)),
            ("20180304", date(2018, 3, 4)),
            ("25032018", date(2018, 3, 25)),
            ("2018-03-04", date(2018, 3, 4)),
            ("12/13/2016", date(2016, 12, 13)),
            ("O9/O1/2O19", date(2019, 1, 9)),
            ("22/03/201810:15", date(2018, 3, 22)),
        ],
    )
    def test_day_comes_before_month_and_misread_digits_are_forgiven(self, text: str, day: date) -> None:
        assert [found for _, _, found, _ in days.found(text)] == [day]

    @pytest.mark.parametrize("text", ["31/02/2018", "TEL: 03-8912 4455", "192.168.10.12", "11:37", "1234567890123"])
    def test_what_is_no_day_is_none(self, text: str) -> None:
        assert list(days.found(text)) == []
