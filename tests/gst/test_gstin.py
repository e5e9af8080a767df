"""GSTINs: what is one, what is none and why, and that one wrong key never passes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.gst import gstin
from app.gst.gstin import ALPHABET, Kind, Reason

VALID = [
    # number, state, PAN, kind, source
    ("24AANFA2641L1ZF", "24", "AANFA2641L", Kind.REGULAR, "published test number"),
    ("33AAAAR6720M1ZG", "33", "AAAAR6720M", Kind.REGULAR, "published test number"),
    ("27AAPFU0939F1ZV", "27", "AAPFU0939F", Kind.REGULAR, "GSTN's format note"),
    ("01AAGCK7412M1ZL", "01", "AAGCK7412M", Kind.REGULAR, "rule 10: first state code"),
    ("35ABCFR5521K1Z5", "35", "ABCFR5521K", Kind.REGULAR, "rule 10: a union territory"),
    ("29AABCF8078M1C8", "29", "AABCF8078M", Kind.TCS, "rule 12: collector, C in place 14"),
    ("9917SGP29001OST", "99", None, Kind.OIDAR, "rule 14: online services from abroad"),
]

INVALID = [
    (None, Reason.MISSING, "nothing"),
    ("   ", Reason.MISSING, "blanks alone"),
    ("27AAGCK7412M1Z", Reason.LENGTH, "fourteen characters"),
    ("27AAGCK7412M1Z77", Reason.LENGTH, "sixteen characters"),
    ("27AAGCK7412M1Z-", Reason.CHARACTERS, "a dash"),
    ("39ABCFR5521K1ZX", Reason.STATE_CODE, "39 is not assigned; the check digit is right"),
    ("45ABCFR5521K1Z4", Reason.STATE_CODE, "45 is not assigned; the check digit is right"),
    ("O7ABCFR5521K1Z4", Reason.STATE_CODE, "letter O for zero"),
    ("29AABCR17I8E1ZM", Reason.PAN, "letter I for 1 within the PAN; the check digit is right"),
    ("27AAGCK7412M0Z9", Reason.ENTITY_CODE, "registrations are counted from 1"),
    ("27AAGCK7412M1X7", Reason.FORMAT, "no kind of registration has X in place 14"),
    ("27AAGCK7412M1ZE", Reason.CHECK_DIGIT, "only the last character is wrong"),
]

LOOK_ALIKES = [
    "２7AAGCK7412M1Z7",
    "27АAGCK7412M1Z7",
    "27AAGCK7412M1Ｚ7",
    "27AAGCK7412M1Z٧",
    "27AAGCK7412M1Z\u200b",
    "27ſAGCK7412M1Z7",
]


class TestReading:
    @pytest.mark.parametrize(("number", "state", "pan", "kind", "source"), VALID)
    def test_valid_number_is_cut_into_its_parts(
        self, number: str, state: str, pan: str | None, kind: Kind, source: str
    ) -> None:
        assert gstin.read(number) == gstin.GSTIN(number, None, state, pan, kind), source

    @pytest.mark.parametrize(("text", "reason", "why"), INVALID)
    def test_reason_is_the_first_thing_wrong(self, text: str | None, reason: Reason, why: str) -> None:
        assert gstin.read(text).reason is reason, why

    @pytest.mark.parametrize("text", LOOK_ALIKES)
    def test_look_alikes_of_other_scripts_are_refused(self, text: str) -> None:
        assert gstin.read(text).reason is Reason.CHARACTERS

    @pytest.mark.parametrize("text", ["27aagck7412m1z7", " 27 AAGCK7412M 1Z7\n", "27AAGCK7412M1Z7\u00a0"])
    def test_case_and_blanks_do_not_matter(self, text: str) -> None:
        assert gstin.read(text) == gstin.read("27AAGCK7412M1Z7")

    @pytest.mark.parametrize("state", ["25", "26", "28", "37", "38", "97"])
    def test_old_and_new_state_codes_are_numbers(self, state: str) -> None:
        assert gstin.read(with_check_digit(f"{state}AAGCK7412M1Z")).is_valid

    def test_place_of_supply_outside_india_never_begins_a_number(self) -> None:
        assert gstin.read(with_check_digit("96AAGCK7412M1Z")).reason is Reason.STATE_CODE

    @pytest.mark.parametrize(
        ("first14", "kind"),
        [
            ("07MUMD12345A1D", Kind.TDS),
            ("29AAACI1195H1D", Kind.TDS),
            ("0717USA12345NR", Kind.NRI),
            ("0717UNO00157UN", Kind.UIN),
            ("29AAGCK7412M1A", Kind.REGULAR),
            ("29AAGCK7412MAZ", Kind.REGULAR),
        ],
    )
    def test_unusual_shapes_are_their_kind(self, first14: str, kind: Kind) -> None:
        assert gstin.read(with_check_digit(first14)).kind is kind

    @settings(deadline=None)
    @given(st.text(max_size=20))
    def test_whatever_is_typed_gets_an_answer(self, text: str) -> None:
        found = gstin.read(text)
        assert found.is_valid == (found.reason is None)


class TestCheckDigit:
    @settings(deadline=None)
    @given(st.text(ALPHABET, min_size=14, max_size=14), st.integers(0, 13), st.sampled_from(ALPHABET))
    def test_one_wrong_character_never_passes(self, first14: str, place: int, character: str) -> None:
        changed = first14[:place] + character + first14[place + 1 :]
        assert (gstin.check_digit(changed) == gstin.check_digit(first14)) == (changed == first14)

    @settings(deadline=None)
    @given(st.text(ALPHABET, min_size=14, max_size=14))
    def test_is_one_of_the_alphabet(self, first14: str) -> None:
        assert gstin.check_digit(first14) in ALPHABET


def with_check_digit(first14: str) -> str:
    return first14 + gstin.check_digit(first14)
