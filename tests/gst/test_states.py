"""State codes, their dates and spellings; an address says a state only where it names one."""

from datetime import date

import pytest

from app.gst import states


class TestTable:
    def test_codes_are_unique_and_sourced(self) -> None:
        codes = [state.code for state in states.every()]
        assert len(set(codes)) == len(codes) == 41
        assert all(state.source for state in states.every())

    def test_spellings_mean_one_state_each(self) -> None:
        for state in states.every():
            for text in (state.name, *state.spellings):
                assert states.code_of(text) == state.code, text

    @pytest.mark.parametrize("code", ["04", "26", "31", "35", "38", "97"])
    def test_territories_without_legislature_have_utgst(self, code: str) -> None:
        state = states.by_code(code)  # UTGST Act 2017, s.2(22)
        assert state is not None
        assert state.local_tax == "UTGST"

    @pytest.mark.parametrize("code", ["01", "07", "34", "27"])
    def test_delhi_puducherry_and_kashmir_have_sgst(self, code: str) -> None:
        state = states.by_code(code)  # they have legislatures
        assert state is not None
        assert state.local_tax == "SGST"

    @pytest.mark.parametrize(
        ("code", "last_before", "first_after"),
        [("25", date(2020, 1, 25), date(2020, 1, 26)), ("28", date(2014, 6, 1), date(2014, 6, 2))],
    )
    def test_merged_codes_end(self, code: str, last_before: date, first_after: date) -> None:
        state = states.by_code(code)
        assert state is not None
        assert state.holds(last_before)
        assert not state.holds(first_after)

    def test_ladakh_begins(self) -> None:
        ladakh = states.by_code("38")  # Act 34 of 2019
        assert ladakh is not None
        assert not ladakh.holds(date(2019, 10, 30))
        assert ladakh.holds(date(2019, 10, 31))


class TestNames:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("Maharashtra", "27"),
            ("TAMILNADU", "33"),
            ("Orissa", "21"),
            ("J & K", "01"),
            ("Andhra Pradesh", "37"),
            ("27", "27"),
            ("7", "07"),
            ("M.P.", "23"),
        ],
    )
    def test_usual_spellings_are_known(self, text: str, code: str) -> None:
        assert states.code_of(text) == code

    @pytest.mark.parametrize("text", [None, "", "Mumbai", "39", "270", "-"])
    def test_what_is_no_state_is_none(self, text: str | None) -> None:
        assert states.code_of(text) is None


class TestAddresses:
    @pytest.mark.parametrize(
        ("address", "code"),
        [
            ("12 Market Road, Maharashtra", "27"),
            ("Shop 4, Karol Bagh, New Delhi - 110005, India", "07"),
            ("Plot 9\nAnna Nagar\nTamil Nadu 600040", "33"),
            ("1 MG Road, Panaji, Goa, India", "30"),
        ],
    )
    def test_state_of_its_own_part_is_read(self, address: str, code: str) -> None:
        assert states.code_in_address(address) == code

    @pytest.mark.parametrize(
        "address",
        [
            None,
            "",
            "Near Punjab National Bank, Nagpur",
            "Goa Street, Fort, Mumbai 400001",
            "Sector 17, Chandigarh, Punjab",
            "12 Park Lane, LA",
            "Delhi Road, Meerut",
        ],
    )
    def test_address_that_does_not_tell_is_none(self, address: str | None) -> None:
        assert states.code_in_address(address) is None


class TestMergedCodes:
    @pytest.mark.parametrize(
        ("code", "on", "current", "source"),
        [
            ("28", date(2018, 1, 1), "37", "Act 6 of 2014"),
            ("25", date(2020, 1, 25), "25", "before the merger"),
            ("25", date(2020, 1, 26), "26", "Act 44 of 2019"),
            ("25", None, "26", "today"),
            ("27", None, "27", "in use"),
            ("00", None, "00", "no code"),
        ],
    )
    def test_stand_for_what_took_them_in(self, code: str, on: date | None, current: str, source: str) -> None:
        assert states.current_code(code, on) == current, source

    def test_are_the_same_from_the_merger_on(self) -> None:
        assert states.is_same("25", "26") and states.is_same("28", "37", date(2018, 1, 1))
        assert not states.is_same("25", "26", date(2020, 1, 25))
        assert not states.is_same(None, None) and not states.is_same("27", None)
