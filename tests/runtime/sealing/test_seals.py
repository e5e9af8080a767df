"""What is sealed opens for its place and its key alone; what never was is read as it is."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.runtime import sealing
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.runtime.sealing import Place, SealBroken, envelope
from app.runtime.sealing.seals import Seals

HERE = Place("papers.text", UUID(int=1))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=2000)


class TestRoundTrip:
    @given(plain=TEXTS)
    @settings(deadline=None, max_examples=50)
    def test_text_comes_back_and_shows_nothing(self, rt: Runtime, plain: str) -> None:
        told = rt.seals.text(plain, HERE)
        assert rt.seals.opened(told, HERE) == plain
        assert envelope.in_text(told) is not None

    @pytest.mark.parametrize(
        "plain", [None, "27AAPFU0939F1ZV", 12, True, [1, "दो"], {"sealed": "no"}, {"a": {"b": None}}]
    )
    def test_json_comes_back(self, rt: Runtime, plain: Any) -> None:
        assert rt.seals.opened_json(rt.seals.json(plain, HERE), HERE) == plain

    @pytest.mark.parametrize("is_packable", [True, False])
    @pytest.mark.parametrize("plain", [b"", b"\x00sealed", b"%PDF-1.7 a bill", bytes(100_000)])
    def test_bytes_come_back(self, rt: Runtime, plain: bytes, is_packable: bool) -> None:
        told = rt.seals.content(plain, HERE, is_packable=is_packable)
        assert rt.seals.opened_content(told, HERE) == plain

    def test_long_text_is_packed_before_it_is_sealed(self, rt: Runtime) -> None:
        assert len(rt.seals.text("Total taxable value " * 500, HERE)) < 500

    def test_the_same_twice_looks_different(self, rt: Runtime) -> None:
        assert rt.seals.text("9876543210", HERE) != rt.seals.text("9876543210", HERE)

    @pytest.mark.parametrize("plain", [{"share": float("nan")}, {"text": "a\x00b"}, {"text": "\ud800"}])
    def test_what_postgresql_takes_for_no_json_is_not_sealed(self, rt: Runtime, plain: Any) -> None:
        with pytest.raises(ValueError, match=r"."):
            rt.seals.json(plain, HERE)

    def test_a_backslash_is_no_nul(self, rt: Runtime) -> None:
        assert rt.seals.opened_json(rt.seals.json("C:\\u0000", HERE), HERE) == "C:\\u0000"


class TestReadable:
    """Rows of before."""

    @pytest.mark.parametrize("told", ["", "Mehta Traders", "sealed: with wax", "sealed:1:zz:gAAAA"])
    def test_text_is_what_it_says(self, rt: Runtime, told: str) -> None:
        assert rt.seals.opened(told, HERE) == told

    @pytest.mark.parametrize("told", [None, {}, [], 3, {"sealed": 3}, {"sealed": "wax"}, {"sealed": "a", "b": 1}])
    def test_json_is_what_it_says(self, rt: Runtime, told: Any) -> None:
        assert rt.seals.opened_json(told, HERE) == told

    @pytest.mark.parametrize("told", [b"", b"{}", b"sealed:1:00000000:x", b"\x00sealed:1:"])
    def test_bytes_are_what_they_say(self, rt: Runtime, told: bytes) -> None:
        assert rt.seals.opened_content(told, HERE) == told


class TestClosed:
    @pytest.mark.parametrize("place", [Place("papers.text", UUID(int=2)), Place("papers.note", HERE.owner)])
    def test_what_was_moved_does_not_open(self, rt: Runtime, place: Place) -> None:
        with pytest.raises(SealBroken):
            rt.seals.opened(rt.seals.text("27AAPFU0939F1ZV", HERE), place)

    @pytest.mark.parametrize("at", [-6, -40, 40])
    def test_what_was_changed_does_not_open(self, rt: Runtime, at: int) -> None:
        told = rt.seals.text("a bill of some length, long enough to be changed", HERE)
        other = "A" if told[at] != "A" else "B"
        with pytest.raises(SealBroken):
            rt.seals.opened(told[:at] + other + told[at:][1:], HERE)

    def test_what_was_cut_off_does_not_open(self, rt: Runtime) -> None:
        with pytest.raises(SealBroken):
            rt.seals.opened_content(rt.seals.content(b"%PDF-1.7 a bill", HERE)[:-1], HERE)

    def test_what_nobody_sealed_does_not_open(self, rt: Runtime) -> None:
        told = rt.seals.text("9876543210", HERE).split(":")
        with pytest.raises(SealBroken):
            rt.seals.opened(":".join([*told[:2], "00000000", *told[3:]]), HERE)

    def test_the_log_names_the_place_and_not_what_stands_there(
        self, rt: Runtime, caplog: pytest.LogCaptureFixture
    ) -> None:
        with pytest.raises(SealBroken):
            rt.seals.opened(rt.seals.text("9876543210", HERE), Place("papers.note", HERE.owner))
        (record,) = [one for one in caplog.records if one.name == "ai_backend.sealing"]
        assert record.__dict__["column"] == "papers.note"
        assert "9876543210" not in str(record.__dict__)


class TestBlindIndexes:
    def test_equal_values_of_one_place_are_equal(self, rt: Runtime) -> None:
        assert rt.seals.blind("AAPFU0939F", HERE) == rt.seals.blind("AAPFU0939F", HERE)

    def test_those_of_two_businesses_are_not(self, rt: Runtime) -> None:
        assert rt.seals.blind("AAPFU0939F", HERE) != rt.seals.blind("AAPFU0939F", Place(HERE.column, UUID(int=2)))

    def test_another_key_gives_another_and_finds_both(self, rt: Runtime) -> None:
        other = Seals(replace(rt.settings, blind_index_key="another-key-only-for-tests-0123456789"), rt.db.value)
        old, new = rt.seals.blind("AAPFU0939F", HERE), other.blind("AAPFU0939F", HERE)
        assert old != new
        assert {old, new, "AAPFU0939F"} <= set(other.blinds("AAPFU0939F", HERE))

    def test_shows_nothing_of_the_value(self, rt: Runtime) -> None:
        assert "AAPFU" not in rt.seals.blind("AAPFU0939F", HERE)


class TestTransactions:
    def test_carry_the_seals_of_their_process(self, rt: Runtime) -> None:
        with rt.db.transaction(Caller.service()) as tx:
            assert sealing.of(tx) is rt.seals
