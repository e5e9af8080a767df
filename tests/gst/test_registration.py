"""An entry of the register of taxpayers, read from answers that nobody vouches for."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.gst import registration
from app.gst.registration import Registration, Status

NUMBER = "27AAGCK7412M1Z7"
ENTRY = {
    "gstin": NUMBER,
    "sts": "Active",
    "lgnm": "SAHYADRI TRADERS PRIVATE LIMITED",
    "tradeNam": "Sahyadri Traders",
    "rgdt": "01/07/2017",
    "cxdt": "",
}
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from([*ENTRY, "data"]), inner, max_size=4),
)


class TestEntry:
    @pytest.mark.parametrize(
        "answer", [ENTRY, {"data": ENTRY}, {"success": True, "result": {"data": ENTRY}}, {"taxpayerInfo": ENTRY}]
    )
    def test_is_read_bare_or_in_its_envelope(self, answer: object) -> None:
        assert registration.read(answer, asked=NUMBER) == Registration(
            gstin=NUMBER,
            status=Status.ACTIVE,
            legal_name="SAHYADRI TRADERS PRIVATE LIMITED",
            trade_name="Sahyadri Traders",
            registered_on=date(2017, 7, 1),
        )

    def test_is_the_same_when_written_and_read_again(self) -> None:
        entry = registration.read(ENTRY | {"cxdt": "31/03/2024"}, asked=NUMBER)
        assert entry is not None
        assert registration.read(registration.written(entry), asked=NUMBER) == entry

    @pytest.mark.parametrize(
        ("word", "status"),
        [
            ("Active", Status.ACTIVE),
            ("Cancelled suo-moto", Status.CANCELLED),
            ("CANCELLED", Status.CANCELLED),
            ("Suspended", Status.SUSPENDED),
            ("Provisional", Status.PROVISIONAL),
            ("Inactive", Status.INACTIVE),
            ("<b>Active</b>", Status.UNKNOWN),
            ("", Status.UNKNOWN),
            (None, Status.UNKNOWN),
            (7, Status.UNKNOWN),
        ],
    )
    def test_status_is_one_that_is_known_or_unknown(self, word: object, status: Status) -> None:
        entry = registration.read(ENTRY | {"sts": word}, asked=NUMBER)
        assert entry is not None
        assert entry.status is status

    def test_names_lose_what_a_screen_would_obey_and_what_is_too_long(self) -> None:
        entry = registration.read(ENTRY | {"lgnm": "A\u202e\x00B\n C" + "x" * 500, "tradeNam": ["list"]}, asked=NUMBER)
        assert entry is not None
        assert entry.legal_name is not None
        assert entry.legal_name.startswith("AB Cxx") or entry.legal_name.startswith("ABCxx")
        assert len(entry.legal_name) == 200
        assert entry.trade_name is None

    @pytest.mark.parametrize("day", ["31/02/2020", "yesterday", 20200101, None, "2020-13-01"])
    def test_impossible_date_is_left_out(self, day: Any) -> None:
        entry = registration.read(ENTRY | {"rgdt": day}, asked=NUMBER)
        assert entry is not None
        assert entry.registered_on is None


class TestLies:
    @pytest.mark.parametrize(
        "answer",
        [ENTRY | {"gstin": "29ABCFR5521K1ZY"}, {}, None, [], "Active", {"data": {"data": {"data": {"data": {}}}}}],
    )
    def test_answer_about_another_number_or_none_is_no_entry(self, answer: object) -> None:
        assert registration.read(answer, asked=NUMBER) is None

    @given(JSON)
    def test_no_answer_raises(self, answer: object) -> None:
        registration.read(answer, asked=NUMBER)
        registration.read({**ENTRY, "lgnm": answer, "rgdt": answer, "sts": answer}, asked=NUMBER)
