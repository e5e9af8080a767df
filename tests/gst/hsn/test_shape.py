"""The shape of HSN and SAC codes, and how many digits a day asks for."""

from datetime import date
from decimal import Decimal

import pytest

from app.gst import hsn
from app.gst.hsn import Reason

NOW, FIRST_FOUR, LAST_FREE = date(2026, 4, 1), date(2021, 4, 1), date(2021, 3, 31)


class TestFault:
    @pytest.mark.parametrize("code", ["8471", "847130", "84713010", "9983", "998314", " 8471 "])
    def test_usual_lengths_are_right(self, code: str) -> None:
        assert hsn.fault(code, NOW) is None

    @pytest.mark.parametrize(
        ("code", "on", "reason", "source"),
        [
            (None, NOW, Reason.MISSING, "78/2020-CT"),
            ("", FIRST_FOUR, Reason.MISSING, "78/2020-CT, first day"),
            (None, LAST_FREE, None, "12/2017-CT: none below 1.5 crore"),
            ("84", FIRST_FOUR, Reason.TOO_SHORT, "78/2020-CT"),
            ("84", LAST_FREE, None, "12/2017-CT"),
            ("84713", NOW, Reason.LENGTH, "goods have no five digits"),
            ("8471301", NOW, Reason.LENGTH, "goods have no seven digits"),
            ("99831410", NOW, Reason.LENGTH, "services have six"),
            ("84AB", NOW, Reason.CHARACTERS, "letters"),
            ("8471.30", NOW, Reason.CHARACTERS, "a dot"),
            ("८४७१", NOW, Reason.CHARACTERS, "digits of another script"),
        ],
    )
    def test_other_shapes_say_why(self, code: str | None, on: date, reason: Reason | None, source: str) -> None:
        assert hsn.fault(code, on) is reason, source

    @pytest.mark.parametrize(
        ("on", "turnover", "is_to_registered", "digits", "source"),
        [
            (NOW, 50_000_000, True, 4, "78/2020-CT: exactly 5 crore"),
            (NOW, 50_000_001, True, 6, "78/2020-CT: above 5 crore"),
            (NOW, 50_000_001, False, 6, "78/2020-CT: to everybody"),
            (NOW, 50_000_000, False, 0, "78/2020-CT, proviso: not to buyers without GSTIN"),
            (LAST_FREE, 15_000_000, True, 0, "12/2017-CT: exactly 1.5 crore"),
            (LAST_FREE, 15_000_001, False, 2, "12/2017-CT"),
            (LAST_FREE, 50_000_001, True, 4, "12/2017-CT"),
            (date(2017, 6, 30), 50_000_001, True, 0, "before GST"),
        ],
    )
    def test_digits_go_by_turnover_and_day(
        self, on: date, turnover: int, is_to_registered: bool, digits: int, source: str
    ) -> None:
        found = hsn.least_digits(on, turnover=Decimal(turnover), is_to_registered=is_to_registered)
        assert found == digits, source

    @pytest.mark.parametrize(("code", "is_service"), [("998314", True), ("8471", False), (None, False)])
    def test_chapter_99_is_services(self, code: str | None, is_service: bool) -> None:
        assert hsn.is_service(code) is is_service
